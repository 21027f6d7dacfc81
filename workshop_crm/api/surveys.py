"""Surveys: the guest's form and answers, and what staff make of them."""

from typing import Any

import frappe
from frappe import _

from workshop_crm.api.endpoint import READ, WRITE, endpoint
from workshop_crm.core.surveys.view import TOO_MANY_TEXT
from workshop_crm.services.surveys import answers as guest
from workshop_crm.services.surveys import follow_ups as cases
from workshop_crm.services.surveys import guest_limit, reports, submissions
from workshop_crm.services.surveys.guest_page import shown


@endpoint(READ, allow_guest=True)
def form(token: str) -> dict[str, Any]:
	"""The form under a link."""
	with shown():
		_limit("form")
		return guest.show_form(token)


@endpoint(WRITE, allow_guest=True)
def answer(token: str, answers: dict, language: str | None = None) -> dict[str, str]:
	"""Record a guest's answers, once."""
	with shown():
		_limit("answer")
		return guest.answer(token, answers, language)


@endpoint(WRITE, allow_guest=True)
def opened(token: str) -> None:
	"""Remember that a guest looks at the page; the page itself tells it, once it is drawn."""
	with shown():
		_limit("opened")
		submissions.note_opened(token)


@endpoint()
def responses(from_date: str | None = None, to_date: str | None = None, limit: int = 50) -> dict[str, Any]:
	"""Answers of a period."""
	return reports.responses(from_date, to_date, limit)


@endpoint()
def follow_ups() -> list[dict[str, Any]]:
	"""Customers who were not satisfied and wait for a call."""
	return cases.open_list()


@endpoint(WRITE)
def close_follow_up(follow_up: str, note: str = "") -> dict[str, str]:
	"""Close a follow-up with a note."""
	return cases.close(follow_up, note)


def _limit(what: str) -> None:
	if guest_limit.is_over(what):
		frappe.throw(_(TOO_MANY_TEXT), frappe.RateLimitExceededError)
