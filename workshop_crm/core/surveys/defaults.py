"""The survey that every workshop starts with; both hosts create it from here."""

from workshop_crm.core.surveys.model import Question, SurveyForm

DEFAULT_SURVEY = SurveyForm(
	name="After your visit",
	title_en="How was your visit?",
	title_ar="كيف كانت زيارتك؟",
	intro_en="Three short questions. Your answers go straight to the workshop.",
	intro_ar="ثلاثة أسئلة قصيرة، وتصل إجاباتك إلى الورشة مباشرة.",
	thanks_en="Thank you. Your answer helps us serve you better.",
	thanks_ar="شكرًا لك، رأيك يساعدنا على خدمتك بشكل أفضل.",
	questions=(
		Question(
			id="rating",
			kind="rating",
			text_en="How satisfied are you with this visit?",
			text_ar="ما مدى رضاك عن هذه الزيارة؟",
			required=True,
		),
		Question(
			id="recommend",
			kind="nps",
			text_en="How likely are you to recommend us to a friend?",
			text_ar="ما مدى احتمال أن توصي بنا صديقًا؟",
		),
		Question(
			id="comment",
			kind="text",
			text_en="Is there anything you would like to tell us?",
			text_ar="هل هناك ما تودّ إخبارنا به؟",
		),
	),
)
