"""A customer who asked for a call after answering: a follow-up, or a note on the one that is open. The fields are those of an Issue."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.common.errors import N_
from workshop_crm.core.surveys.default_rules import DUE_HOURS, LATE_HOURS
from workshop_crm.core.surveys.follow_up import MAX_SUBJECT, People, new_follow_up, without_tags
from workshop_crm.core.surveys.follow_up_rules import WORDS, Match, Reason, Rule

SUBJECT = N_("{customer} asks for a call")
NOTE = N_("The customer asked for a call on the page after the survey.")
ASKED = Match(
	Rule(WORDS, due_hours=DUE_HOURS, escalate_after_hours=LATE_HOURS),
	(Reason(NOTE, {}),),
)


def new_call_request(
	response: Mapping[str, Any],
	customer_name: str,
	people: People,
	translate: Callable[[str], str],
	now: datetime,
) -> dict[str, Any]:
	"""The Issue of a customer who had no follow-up before. `translate` maps an English text to the staff's language."""
	subject = translate(SUBJECT).format(customer=without_tags(customer_name))
	asked_now = {**response, "answered_on": now}
	follow_up = new_follow_up(asked_now, customer_name, ASKED, people, translate)
	return {**follow_up, "subject": subject[:MAX_SUBJECT]}


def called(now: datetime) -> dict[str, Any]:
	"""What changes in a response whose customer asked for a call."""
	return {"call_requested_on": now}
