"""A number that a customer writes back instead of opening the link: the answer to the first question, where it can be one."""

from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.answers import read_answers
from workshop_crm.core.surveys.model import Answer, SurveyForm


def answer_in_reply(form: SurveyForm, value: int, out_of: int | None, language: Language) -> list[Answer]:
	"""The answer that a bare number gives; none when the first question is not answered by such a number.

	`out_of` is the scale that the customer named ("4 of 5"), if one was: it must be that of the question.
	"""
	if not form.questions or (scale := form.questions[0].scale) is None or out_of not in (None, scale[1]):
		return []
	question = form.questions[0].id
	checked = read_answers(form, {question: value}, language)
	return [answer for answer in checked.answers if answer.question == question]
