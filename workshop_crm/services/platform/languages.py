"""The customer's language: "Arabic" and "English" in the form, "ar" and "en" everywhere else."""

from __future__ import annotations

from workshop_crm.core.customers.customer import LANGUAGE_NAMES
from workshop_crm.core.surveys.model import Language


def code_of(name: str | None) -> Language:
	"""The code of a form's value; Arabic when nothing is chosen."""
	return "en" if name == LANGUAGE_NAMES["en"] else "ar"
