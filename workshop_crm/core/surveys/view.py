"""What a guest sees under a link."""

from collections.abc import Callable
from typing import Any

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import LANGUAGES, Language, name_in
from workshop_crm.core.surveys.invitation import PageState
from workshop_crm.core.surveys.model import Question, SurveyForm

TOO_MANY_TITLE = N_("Please try again in an hour")
TOO_MANY_TEXT = N_("Surveys were opened or answered from here very often. Please try again in an hour.")


def guest_view(
	state: PageState, form: SurveyForm, language: Language, name: str | None, name_ar: str | None
) -> dict[str, Any]:
	"""A link that is open or answered, in the language of its invitation. The names are the customer's."""
	return {
		"state": state,
		"language": language,
		"survey": {code: _in_language(form, code) for code in LANGUAGES},
		"first_names": {code: _first_name(name_in(code, name, name_ar)) for code in LANGUAGES},
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


def _first_name(name: str) -> str:
	return next(iter(name.split()), "")


def _in_language(form: SurveyForm, language: Language) -> dict[str, Any]:
	is_arabic = language == "ar"
	return {
		"title": form.title_ar if is_arabic else form.title_en,
		"intro": form.intro_ar if is_arabic else form.intro_en,
		"thanks": form.thanks(language),
		"questions": [_question_view(question, language) for question in form.questions],
	}


def _question_view(question: Question, language: Language) -> dict[str, Any]:
	lowest, highest = question.scale or (None, None)
	low_label, high_label = question.labels(language)
	return {
		"id": question.id,
		"kind": question.kind,
		"text": question.text(language),
		"required": question.required,
		"lowest": lowest,
		"highest": highest,
		"low_label": low_label,
		"high_label": high_label,
		"options": [{"key": option.key, "text": option.text(language)} for option in question.options],
		"show_if": question.show_if and question.show_if._asdict(),
	}
