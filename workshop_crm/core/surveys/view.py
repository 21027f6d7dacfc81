"""The form as the guest page shows it."""

import re
from collections.abc import Callable
from typing import Any

from workshop_crm.core.common.errors import N_
from workshop_crm.core.surveys.model import Language, SurveyForm

TOO_MANY_TITLE = N_("Please try again in an hour")
TOO_MANY_TEXT = N_("Surveys were opened or answered from here very often. Please try again in an hour.")

# What an editor of rich text takes for the beginning of an address, and what stands in it so that it does not.
_ADDRESS_SIGNS = re.compile(r"://|www\.|mailto:|tel:|@", re.IGNORECASE)
_NO_SPACE = "\u200b"


def without_links(text: str) -> str:
	"""The same to read, but with nothing that an editor of rich text makes a link of."""
	return _ADDRESS_SIGNS.sub(lambda sign: sign[0][0] + _NO_SPACE + sign[0][1:], text)


def form_view(form: SurveyForm) -> dict[str, dict[str, Any]]:
	"""Both languages side by side under "ar" and "en", so that the guest can switch without a reload."""
	return {
		"ar": _in_language(form, "ar", form.title_ar, form.intro_ar),
		"en": _in_language(form, "en", form.title_en, form.intro_en),
	}


def too_many_view(translate: Callable[[str, str], str]) -> dict[str, Any]:
	"""The page for a guest who came too often, in both languages: whose link it is has not been looked up.

	`translate` maps an English text and a language to that language.
	"""
	return {
		"state": "too_many",
		"language": "ar",
		"survey": None,
		"first_names": first_names("", ""),
		"told": {
			language: {
				"title": translate(TOO_MANY_TITLE, language),
				"text": translate(TOO_MANY_TEXT, language),
			}
			for language in ("ar", "en")
		},
	}


def first_names(name_ar: str, name: str) -> dict[str, str]:
	"""How the page greets in each language: the name in its script, else the other one, else ""."""
	return {"ar": _first(name_ar or name), "en": _first(name or name_ar)}


def _first(name: str) -> str:
	return next(iter(name.split()), "")


def _in_language(form: SurveyForm, language: Language, title: str, intro: str) -> dict[str, Any]:
	return {
		"title": title,
		"intro": intro,
		"thanks": form.thanks(language),
		"questions": [
			{
				"id": question.id,
				"kind": question.kind,
				"text": question.text(language),
				"required": question.required,
			}
			for question in form.questions
		],
	}
