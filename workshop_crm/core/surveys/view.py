"""The form as the guest page shows it."""

from typing import Any

from workshop_crm.core.surveys.model import Language, SurveyForm


def form_view(form: SurveyForm) -> dict[str, dict[str, Any]]:
	"""Both languages side by side under "ar" and "en", so that the guest can switch without a reload."""
	return {
		"ar": _in_language(form, "ar", form.title_ar, form.intro_ar),
		"en": _in_language(form, "en", form.title_en, form.intro_en),
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
