"""The customer's language: "Arabic" and "English" in the form, "ar" and "en" everywhere else."""

from __future__ import annotations

from workshop_crm.core.surveys.model import Language

NAMES: dict[Language, str] = {"ar": "Arabic", "en": "English"}


def code_of(name: str | None) -> Language:
	"""The code of a form's value; Arabic when nothing is chosen."""
	return "en" if name == NAMES["en"] else "ar"
