"""Whether a survey can be asked: looked at when it is saved, so that no customer meets a broken one."""

from collections.abc import Sequence

from workshop_crm.core.common.errors import N_, InvalidInput, Term
from workshop_crm.core.surveys.conditions import OPERATORS, Condition
from workshop_crm.core.surveys.model import CHOICES, KINDS, Question, SurveyForm
from workshop_crm.core.surveys.options import check_options

MAX_QUESTIONS = 30
MAX_PHOTO_QUESTIONS = 2
MAX_ID = 40
MAX_QUESTION = 255
MAX_LABEL = 60
MAX_WEIGHT = 100
STARS = (3, 10)
LOWEST = (0, 1)
HIGHEST = (2, 10)
ORDERED = ("at most", "at least")

ONE_LANGUAGE = N_(
	"{text} is there in one language only. Write it in English and in Arabic, or leave out both."
)


def check_survey(form: SurveyForm) -> None:
	"""Raises InvalidInput that says which question is wrong and what to do."""
	_check_texts(form)
	if not form.questions:
		raise InvalidInput(N_("Add at least one question.")).at("questions")
	if len(form.questions) > MAX_QUESTIONS:
		raise InvalidInput(
			N_("A survey has at most {most} questions. Customers answer short ones."), most=MAX_QUESTIONS
		).at("questions")
	if sum(question.kind == "photo" for question in form.questions) > MAX_PHOTO_QUESTIONS:
		raise InvalidInput(N_("A survey asks for photos at most {most} times."), most=MAX_PHOTO_QUESTIONS).at(
			"questions"
		)
	for place, question in enumerate(form.questions):
		_check_question(question, form.questions[:place])


def _check_texts(form: SurveyForm) -> None:
	if not (form.title_en and form.title_ar):
		raise InvalidInput(N_("Write the title in English and in Arabic.")).at("title_en")
	for english, arabic in ((form.intro_en, form.intro_ar), (form.thanks_en, form.thanks_ar)):
		if bool(english) != bool(arabic):
			raise InvalidInput(ONE_LANGUAGE, text=(english or arabic)[:MAX_LABEL])


def _check_question(question: Question, earlier: Sequence[Question]) -> None:
	_check_id(question, earlier)
	if question.kind not in KINDS:
		raise InvalidInput(
			N_("{kind} is not a kind of question. Choose one of: {kinds}"),
			kind=str(question.kind),
			kinds=KINDS,
		)
	_check_words(question)
	_check_numbers(question)
	if question.kind in CHOICES:
		check_options(question.id, question.options)
	if question.show_if:
		_check_condition(question, question.show_if, earlier)


def _check_id(question: Question, earlier: Sequence[Question]) -> None:
	if not question.id or len(question.id) > MAX_ID or not question.id.isprintable():
		raise InvalidInput(
			N_("Give each question an ID of 1 to {most} letters, such as overall."), most=MAX_ID
		)
	if any(other.id == question.id for other in earlier):
		raise InvalidInput(
			N_("Two questions have the ID {id}. Give each question an ID of its own."), id=question.id
		)


def _check_words(question: Question) -> None:
	if not (question.text_en and question.text_ar):
		raise InvalidInput(
			N_("Write the question {question} in English and in Arabic."), question=question.id
		)
	if max(len(question.text_en), len(question.text_ar)) > MAX_QUESTION:
		raise InvalidInput(
			N_("Use at most {most} characters for the question {question}."),
			most=MAX_QUESTION,
			question=question.id,
		)
	for english, arabic in zip(question.labels("en"), question.labels("ar"), strict=True):
		if bool(english) != bool(arabic):
			raise InvalidInput(ONE_LANGUAGE, text=(english or arabic)[:MAX_LABEL])
		if max(len(english), len(arabic)) > MAX_LABEL:
			raise InvalidInput(
				N_("Use at most {most} characters for the labels of the question {question}."),
				most=MAX_LABEL,
				question=question.id,
			)


def _check_numbers(question: Question) -> None:
	if not 0 <= question.weight <= MAX_WEIGHT:
		raise InvalidInput(
			N_("The weight of the question {question} must be between 0 and {most}."),
			question=question.id,
			most=MAX_WEIGHT,
		)
	if question.kind == "rating" and question.highest and not STARS[0] <= question.highest <= STARS[1]:
		raise _out_of_range(question, *STARS)
	if question.kind != "scale" or not (question.lowest or question.highest):
		return
	if question.lowest not in LOWEST:
		raise InvalidInput(
			N_("The scale of the question {question} must begin with 0 or 1."), question=question.id
		)
	if not HIGHEST[0] <= question.highest <= HIGHEST[1]:
		raise _out_of_range(question, *HIGHEST)


def _out_of_range(question: Question, least: int, most: int) -> InvalidInput:
	return InvalidInput(
		N_("The highest number of the question {question} must be between {least} and {most}."),
		question=question.id,
		least=least,
		most=most,
	)


def _check_condition(question: Question, condition: Condition, earlier: Sequence[Question]) -> None:
	asked = next((other for other in earlier if other.id == condition.question), None)
	if asked is None:
		raise InvalidInput(
			N_("The question {question} depends on {other}, which must be a question before it."),
			question=question.id,
			other=condition.question,
		)
	if asked.kind in ("text", "photo"):
		raise InvalidInput(
			N_("The question {question} cannot depend on {other}: words and photos cannot be compared."),
			question=question.id,
			other=asked.id,
		)
	if condition.operator not in OPERATORS or (condition.operator in ORDERED and asked.scale is None):
		raise InvalidInput(
			N_(
				"{operator} compares numbers, and the answer to {other} is not a number. Choose is or is not."
			),
			operator=Term(condition.operator),
			other=asked.id,
		)
	values = _possible_values(asked)
	if condition.value not in values:
		raise InvalidInput(
			N_("{value} is not an answer to {other}. Choose one of: {values}"),
			value=condition.value or "-",
			other=asked.id,
			values=tuple(values),
		)


def _possible_values(question: Question) -> tuple[str, ...]:
	if question.scale:
		lowest, highest = question.scale
		return tuple(map(str, range(lowest, highest + 1)))
	if question.kind == "yes_no":
		return ("yes", "no")
	return tuple(option.key for option in question.options)
