"""The follow-up of a bad answer: an Issue that somebody closes after a call. The fields are those of an Issue."""

import re
from collections.abc import Callable, Mapping
from html import escape
from typing import Any

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.surveys.response import shown_score

CLOSED = "Closed"
DONE = (CLOSED, "Resolved")
TASK = N_("A customer was not satisfied. Please call.")
SUBJECT = N_("Low survey score from {customer}")
MAX_SUBJECT = 140

_TAG = re.compile(r"<!--.*?-->|<[^>]*>", re.DOTALL)
# What an editor of rich text takes for the beginning of an address, and what stands in it so that it does not.
_ADDRESS_SIGNS = re.compile(r"://|www\.|mailto:|tel:|@", re.IGNORECASE)
_NO_SPACE = "\u200b"


def new_follow_up(
	response: Mapping[str, Any], customer_name: str, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""The Issue about a response that is low. `translate` maps an English text to the staff's language."""
	subject = translate(SUBJECT).format(customer=without_tags(customer_name))
	return {
		"subject": subject[:MAX_SUBJECT],
		"customer": response["customer"],
		"company": response["company"],
		"opening_date": response["answered_on"].date(),
		"status": "Open",
		"description": _description(response, translate),
	}


def closing(follow_up: str, status: str) -> dict[str, Any]:
	"""What changes in a follow-up that is closed. Raises Conflict when it is closed already."""
	if status in DONE:
		raise Conflict(N_("{record} is closed already."), record=follow_up)
	return {"status": CLOSED}


def closed_view(follow_up: str) -> dict[str, str]:
	"""The reply to closing it."""
	return {"follow_up": follow_up, "status": CLOSED}


def follow_up_view(follow_up: Mapping[str, Any], language: str) -> dict[str, Any]:
	"""A row of the open follow-ups for a reader of `language`.

	`follow_up` is the Issue with the score and the comment of its response, customer_name and customer_name_ar, and
	`assigned_to`, the employee it was given to.
	"""
	return {
		"follow_up": follow_up["name"],
		"customer": follow_up["customer"],
		"name": name_in(language, follow_up["customer_name"], follow_up["customer_name_ar"]),
		"title": follow_up["subject"],
		"score": shown_score(follow_up["score"]),
		"comment": follow_up["comment"] or "",
		"opened_on": follow_up["opening_date"].isoformat(),
		"status": follow_up["status"],
		"assigned_to": follow_up["assigned_to"] or None,
	}


def without_links(text: str) -> str:
	"""The same to read, but with nothing that an editor of rich text makes a link of."""
	return _ADDRESS_SIGNS.sub(lambda sign: sign[0][0] + _NO_SPACE + sign[0][1:], text)


def without_tags(name: str) -> str:
	"""Mails and notifications about an Issue show its subject as HTML."""
	return _TAG.sub("", name)


def _description(response: Mapping[str, Any], translate: Callable[[str], str]) -> str:
	"""HTML; what a guest wrote is escaped, and no address in it becomes a link in the form's editor."""
	comment = escape(without_links(response["comment"] or "")).replace("\n", "<br>")
	score = shown_score(response["score"])
	points = "" if score is None else translate(N_("Score: {score} of 100")).format(score=round(score))
	return f'<p>{points}</p><p dir="auto">{comment}</p>'
