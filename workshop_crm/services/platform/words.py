"""The app's own sentences in the reader's language, with the digits in which the site writes Arabic."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.digits import sentence_digits


def _(text: str, lang: str | None = None) -> str:
	"""`text` in `lang`, else in the user's language. The same as `frappe._`, whose catalogue has one kind of digits."""
	return sentence_digits(frappe._(text, lang))  # noqa: TID251


def in_arabic(text: str) -> str:
	"""`text` in Arabic, whatever the user's language is."""
	return _(text, "ar")
