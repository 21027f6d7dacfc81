"""What a follow-up is called for whoever reads it: its subject is stored in the language in which it was opened."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from workshop_crm.core.surveys import call_request, follow_up

CUSTOMER: Final = "{customer}"
SUBJECTS: Final = (follow_up.SUBJECT, call_request.SUBJECT)


def shown_subject(subject: str, translate: Callable[[str], str], in_arabic: Callable[[str], str]) -> str:
	"""`translate` maps an English text to the reader's language, `in_arabic` to Arabic. Other words than the app's stay as they are."""
	for template in SUBJECTS:
		for stored in (template, in_arabic(template)):
			if customer := _customer_in(subject, stored):
				return translate(template).format(customer=customer)
	return subject


def _customer_in(subject: str, template: str) -> str:
	"""Whom a subject names, if it was made from the template."""
	before, after = template.split(CUSTOMER)
	is_made = subject.startswith(before) and subject.endswith(after)
	return subject[len(before) : len(subject) - len(after)] if is_made else ""
