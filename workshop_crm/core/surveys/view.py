"""What a guest sees under a link."""

from collections.abc import Callable
from typing import Any

from workshop_crm.core.common.digits import shown_digits
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import LANGUAGES, Language, name_in
from workshop_crm.core.names.first_name import greeted_name
from workshop_crm.core.surveys.conditions import Condition
from workshop_crm.core.surveys.invitation import PageState
from workshop_crm.core.surveys.model import Question, SurveyForm

TOO_MANY_TITLE = N_("Please try again in an hour")
TOO_MANY_TEXT = N_("Surveys were opened or answered from here very often. Please try again in an hour.")


def guest_view(
	state: PageState,
	form: SurveyForm,
	language: Language,
	name: str | None,
	name_ar: str | None,
	*,
	company: bool = False,
) -> dict[str, Any]:
	"""A link that is open or answered, in the language of its invitation. The names are the customer's.

	`company` says that the customer is known to be one, and is greeted by the whole name.

	An answered link says no more than thanks: whoever finds the message learns neither a name nor what was asked.
	"""
	is_open = state == "open"
	survey = {code: _in_language(form, code) for code in LANGUAGES}
	names = {code: greeted_name(name_in(code, name, name_ar), company=company) for code in LANGUAGES}
	return {
		"state": state,
		"language": language,
		"survey": survey if is_open else {code: {**words, "questions": []} for code, words in survey.items()},
		"first_names": names if is_open else dict.fromkeys(LANGUAGES, ""),
	}


def unavailable_view(state: str = "unavailable") -> dict[str, Any]:
	"""A link that leads nowhere: an unknown one looks like an expired one."""
	return {
		"state": state,
		"language": "ar",
		"survey": None,
		"first_names": dict.fromkeys(LANGUAGES, ""),
	}


def too_many_view(translate: Callable[[str, str], str]) -> dict[str, Any]:
	"""The page for a guest who came too often, in both languages: the link has not been looked up.

	`translate` maps an English text and a language to that language.
	"""
	texts = {
		code: {"title": translate(TOO_MANY_TITLE, code), "text": translate(TOO_MANY_TEXT, code)}
		for code in LANGUAGES
	}
	return {**unavailable_view("too_many"), "texts": texts}


def thanks_view(form: SurveyForm, language: Language) -> dict[str, str]:
	"""The reply to an answer, to the first one and to any later one."""
	return {"state": "answered", "thanks": form.thanks(language)}


def _in_language(form: SurveyForm, language: Language) -> dict[str, Any]:
	is_arabic = language == "ar"
	return {
		"title": form.title_ar if is_arabic else form.title_en,
		"intro": form.intro_ar if is_arabic else form.intro_en,
		"thanks": form.thanks(language),
		"questions": [_question_view(question, form, language) for question in form.questions],
	}


def _question_view(question: Question, form: SurveyForm, language: Language) -> dict[str, Any]:
	low_label, high_label = question.labels(language)
	return {
		"id": question.id,
		"kind": question.kind,
		"text": question.text(language),
		"required": question.required,
		"numbers": _numbers(question, language),
		"low_label": low_label,
		"high_label": high_label,
		"options": [{"key": option.key, "text": option.text(language)} for option in question.options],
		"show_if": question.show_if and _condition_view(question.show_if, form, language),
	}


def _numbers(question: Question, language: Language) -> list[dict[str, Any]]:
	lowest, highest = question.scale or (1, 0)
	return [{"value": number, "text": _digits(number, language)} for number in range(lowest, highest + 1)]


def _condition_view(condition: Condition, form: SurveyForm, language: Language) -> dict[str, str]:
	"""What the page compares, and the words of both for a guest without JavaScript; yes and no stay for the page to say."""
	asked = form.question(condition.question)
	options = {option.key: option.text(language) for option in asked.options} if asked else {}
	return {
		**condition._asdict(),
		"question_text": asked.text(language) if asked else "",
		"value_text": options.get(condition.value) or _digits(condition.value, language),
	}


def _digits(number: object, language: Language) -> str:
	return shown_digits(str(number), language)
