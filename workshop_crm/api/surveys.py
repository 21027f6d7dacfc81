"""Surveys: the guest's form and answers, and what staff make of them.

Guests are limited by their address: a token is too long to guess, and nobody gets to try.
"""

import json
from typing import Any

from frappe.rate_limiter import rate_limit

from workshop_crm.api.errors import READ, WRITE, endpoint
from workshop_crm.services import follow_ups as cases
from workshop_crm.services.surveys import answers as guest
from workshop_crm.services.surveys import reports

GUEST_READS_AN_HOUR = 300
GUEST_ANSWERS_AN_HOUR = 60
HOUR = 60 * 60


@endpoint(READ, allow_guest=True)
@rate_limit(limit=GUEST_READS_AN_HOUR, seconds=HOUR)
def form(token: str) -> dict[str, Any]:
	"""The form under a link."""
	return guest.show_form(token)


@endpoint(WRITE, allow_guest=True)
@rate_limit(limit=GUEST_ANSWERS_AN_HOUR, seconds=HOUR)
def answer(token: str, answers: dict | str, language: str | None = None) -> dict[str, str]:
	"""Record a guest's answers, once."""
	return guest.answer(token, _parsed(answers), language)


@endpoint()
def responses(from_date: str | None = None, to_date: str | None = None, limit: int = 50) -> dict[str, Any]:
	"""Answers of a period."""
	return reports.responses(from_date, to_date, limit)


@endpoint()
def follow_ups() -> list[dict[str, Any]]:
	"""Customers who were not satisfied and wait for a call."""
	return cases.open_list()


@endpoint(WRITE)
def close_follow_up(follow_up: str, note: str = "") -> None:
	"""Close a follow-up with a note."""
	cases.close(follow_up, note)


def _parsed(answers: dict | str) -> object:
	"""A form posts its answers as JSON text. The service says what is wrong with anything else."""
	if not isinstance(answers, str):
		return answers
	try:
		return json.loads(answers)
	except ValueError:
		return None
