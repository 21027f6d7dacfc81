"""Answers as they arrive from a guest's browser, checked against the form."""

from collections.abc import Mapping

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

SCALES = {"rating": (1, 5), "nps": (0, 10)}
YES_NO = {"yes": True, "true": True, "1": True, "no": False, "false": False, "0": False}
MAX_TEXT = 2000
NOTHING = N_("Please answer at least one question.")
KEPT = "\n\u200c\u200d"


def check_answers(form: SurveyForm, raw: object, language: Language = "en") -> list[Answer]:
	"""The answers in the form's order; questions left empty are left out.

	`raw` maps question ids to what JSON or an HTML form gives: numbers as number or text, in Latin or
	Arabic digits; yes_no as a boolean or "yes"/"no". Raises InvalidInput that names the question in
	`language`, also for a missing required answer, an unknown question, or when nothing was answered.
	"""
	if not isinstance(raw, Mapping):
		raise InvalidInput(NOTHING)
	known = {question.id for question in form.questions}
	for name in raw:
		if name not in known:
			raise InvalidInput(
				N_("This survey has no question {question}. Please load the page again."),
				question=str(name)[:60],
			)
	answers = [
		Answer(question.id, value)
		for question in form.questions
		if (value := _value(question, raw.get(question.id), language)) is not None
	]
	if not answers:
		raise InvalidInput(NOTHING)
	return answers


def _value(question: Question, raw: object, language: Language) -> int | bool | str | None:
	raw = _readable(raw) if isinstance(raw, str) else raw
	if raw is None or raw == "":
		if question.required:
			raise InvalidInput(N_("Please answer: {question}"), question=question.text(language))
		return None
	if question.kind == "text":
		return _text(question, raw, language)
	if question.kind == "yes_no":
		return _yes_no(question, raw, language)
	return _number(question, raw, language)


def _readable(text: str) -> str:
	"""Without control and direction characters; the joiners that Arabic script and emoji need stay."""
	return "".join(character for character in text if character.isprintable() or character in KEPT).strip()


def _text(question: Question, raw: object, language: Language) -> str:
	if not isinstance(raw, str):
		raise InvalidInput(
			N_("Please write your answer in words: {question}"), question=question.text(language)
		)
	if len(raw) > MAX_TEXT:
		raise InvalidInput(
			N_("Please use at most {most} characters: {question}"),
			most=MAX_TEXT,
			question=question.text(language),
		)
	return raw


def _yes_no(question: Question, raw: object, language: Language) -> bool:
	value = raw if isinstance(raw, bool) else YES_NO.get(str(raw).strip().lower())
	if value is None:
		raise InvalidInput(N_("Please answer yes or no: {question}"), question=question.text(language))
	return value


def _number(question: Question, raw: object, language: Language) -> int:
	lowest, highest = SCALES[question.kind]
	number = _whole_number(raw)
	if number is None or not lowest <= number <= highest:
		raise InvalidInput(
			N_("Please choose a number from {lowest} to {highest}: {question}"),
			lowest=lowest,
			highest=highest,
			question=question.text(language),
		)
	return number


def _whole_number(raw: object) -> int | None:
	if isinstance(raw, float):
		return int(raw) if raw.is_integer() else None
	digits = to_latin_digits(str(raw)).strip()
	return int(digits) if len(digits) <= 2 and digits.isascii() and digits.isdigit() else None
