"""Surveys: the guest's form and answers, and what staff make of them."""

from types import ModuleType
from typing import Any

import frappe

from workshop_crm.api.download import send_file
from workshop_crm.api.endpoint import READ, WRITE, endpoint
from workshop_crm.core.common.channels import read_channel
from workshop_crm.core.surveys.follow_up_list import read_part
from workshop_crm.core.surveys.follow_up_steps import read_key
from workshop_crm.core.surveys.follow_up_work import ActArguments
from workshop_crm.core.surveys.scores.filters import FilterArguments
from workshop_crm.core.surveys.view import TOO_MANY_TEXT
from workshop_crm.services.platform import guest_limit
from workshop_crm.services.platform.guest_page import shown
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import answers as guest
from workshop_crm.services.surveys import by_hand, preview, reports, submissions
from workshop_crm.services.surveys import follow_up_list as cases
from workshop_crm.services.surveys import follow_up_work as work
from workshop_crm.services.surveys import handover as counter
from workshop_crm.services.surveys import photos as kept_photos


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
def form_preview(survey: dict) -> dict[str, Any]:
	"""The answer page of a Survey form as it is typed, in both languages."""
	return preview.of_form(survey)


@endpoint()
def responses(
	from_date: str | None = None, to_date: str | None = None, limit: int = 50, offset: int = 0
) -> dict[str, Any]:
	"""A page of the answers of a period, and how many there are."""
	return reports.responses(from_date, to_date, limit, offset)


@endpoint()
def follow_ups(part: str = "", limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""Customers who were not satisfied: a page of a part of the list."""
	return cases.listed(read_part(part), limit, offset)


@endpoint()
def follow_up_history(follow_up: str) -> dict[str, Any]:
	"""All that happened to a follow-up."""
	return cases.history(follow_up)


@endpoint()
def follow_up_people(follow_up: str) -> dict[str, Any]:
	"""Whom a follow-up can be given to."""
	return work.people(follow_up)


@endpoint(WRITE)
def note_contact(follow_up: str, key: str = "") -> dict[str, str]:
	"""Somebody has spoken with the customer of a follow-up."""
	return work.note_contact(follow_up, read_key(key))


@endpoint(WRITE)
def note_follow_up(follow_up: str, note: str, key: str = "") -> dict[str, str]:
	"""Keep a note about a follow-up."""
	return work.note(follow_up, note, read_key(key))


@endpoint(WRITE)
def assign_follow_up(follow_up: str, act: ActArguments, user: str = "") -> dict[str, str]:
	"""Give a follow-up to one of the staff, or to nobody."""
	return work.give(follow_up, user, act.read())


@endpoint(WRITE)
def schedule_follow_up(follow_up: str, act: ActArguments, due_on: str = "") -> dict[str, str]:
	"""Say until when to call, or that no time is set."""
	return work.schedule(follow_up, due_on, act.read())


@endpoint(WRITE)
def snooze_follow_up(follow_up: str, days: int, act: ActArguments) -> dict[str, str]:
	"""Call so many days from now."""
	return work.snooze(follow_up, days, act.read())


@endpoint(WRITE)
def close_follow_up(follow_up: str, act: ActArguments, reason: str = "", note: str = "") -> dict[str, str]:
	"""Close a follow-up with a reason and a note."""
	return work.close(follow_up, note, reason, act.read())


@endpoint(WRITE)
def reopen_follow_up(follow_up: str, act: ActArguments, note: str = "") -> dict[str, str]:
	"""Open a follow-up again, with a note that says why."""
	return work.reopen(follow_up, note, act.read())


@endpoint()
def ask_choices(customer: str) -> dict[str, Any]:
	"""The visits of a customer that can be asked about by hand, and the channels."""
	return by_hand.choices(customer)


@endpoint(WRITE)
def ask(doctype: str, document: str, channel: str | None = None) -> dict[str, str]:
	"""Ask about a visit now."""
	return by_hand.ask(doctype, document, read_channel(channel))


@endpoint()
def handover() -> list[dict[str, Any]]:
	"""Today's visits that can be answered at the counter."""
	return counter.today()


@endpoint(WRITE)
def hand_over(doctype: str, document: str) -> dict[str, Any]:
	"""The link for the customer at the counter, with its code."""
	return counter.open_for(doctype, document)


@endpoint()
def handed_over(invitation: str) -> dict[str, bool]:
	"""Whether the customer at the counter has answered."""
	return counter.is_answered(invitation)


@endpoint()
def results(filters: FilterArguments) -> dict[str, Any]:
	"""Scores with their intervals, the trend and each grouping."""
	return _results().scores(filters.read())


@endpoint()
def funnel(filters: FilterArguments) -> dict[str, Any]:
	"""How far the invitations of a period got, by step and channel."""
	return _results().funnel(filters.read())


@endpoint()
def answer_list(filters: FilterArguments, only: str = "", limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""The answers behind the figures."""
	return _results().answers(filters.read(), only, limit, offset)


@endpoint()
def photos(response: str) -> list[dict[str, str]]:
	"""The photos of an answer."""
	return kept_photos.of_response(response)


@endpoint()
def export_results(filters: FilterArguments, table: str, kind: str = "csv") -> None:
	"""A table of the results as a file."""
	content, content_type = _results().file(filters.read(), table, kind)
	send_file(f"surveys-{table}.{kind}", content, content_type)


def _results() -> ModuleType:
	from workshop_crm.services.surveys import results  # numpy is not loaded for a guest who answers

	return results


def _limit(what: str) -> None:
	if guest_limit.is_over(what):
		frappe.throw(_(TOO_MANY_TEXT), frappe.RateLimitExceededError)
