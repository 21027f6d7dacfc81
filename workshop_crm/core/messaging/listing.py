"""The page of messages: what it may be filtered by, and a row of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from workshop_crm.core.common.channels import MESSAGE_CHANNELS
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.common.periods import Period, read_period
from workshop_crm.core.common.placeholders import LINK, with_link
from workshop_crm.core.messaging.delivery import (
	DELIVERED,
	DOUBTFUL,
	FAILED,
	OUTBOX,
	QUEUED,
	READ,
	SENDING,
	SENT,
	WITHDRAWN,
	State,
)
from workshop_crm.core.messaging.history import Cursor, read_cursor
from workshop_crm.core.messaging.messages import CAN_GO_AGAIN, INCOMING, is_asked_about, segments

GROUPS: Mapping[str, tuple[State, ...]] = {
	"outbox": (OUTBOX,),
	"waiting": (QUEUED, SENDING),
	"sent": (SENT, DELIVERED, READ),
	"trouble": (FAILED, DOUBTFUL),
	"withdrawn": (WITHDRAWN,),
}
"""States by what somebody has to do: send by hand, wait, nothing, look into it, nothing any more."""
DIRECTIONS = ("Outgoing", "Incoming")
MOMENTS = ("creation", "send_after", "sent_on", "delivered_on", "read_on", "failed_on")


@dataclass(frozen=True, slots=True)
class Filters:
	"""What is asked for; what is empty is not asked. The rows are those before the cursor, latest first."""

	states: tuple[State, ...]
	channel: str
	direction: str
	customer: str
	period: Period
	before: Cursor | None
	limit: int


def read_filters(
	state: str = "",
	channel: str = "",
	direction: str = "",
	customer: str = "",
	from_date: object = None,
	to_date: object = None,
	before: str | None = None,
	limit: int = 50,
) -> Filters:
	"""Raises InvalidInput for a group, a channel, a direction, a day or a place that there is not."""
	for value, known in ((state, GROUPS), (channel, MESSAGE_CHANNELS), (direction, DIRECTIONS)):
		if value and value not in known:
			raise InvalidInput(
				N_("{value} is not one of these: {known}"), value=value[:60], known=tuple(known)
			)
	return Filters(
		states=GROUPS.get(state, ()),
		channel=channel,
		direction="Outgoing" if state and not direction else direction,
		customer=customer,
		period=read_period(from_date, to_date),
		before=read_cursor(before),
		limit=at_most(limit),
	)


def page(rows: Sequence[Mapping[str, Any]], limit: int) -> tuple[Sequence[Mapping[str, Any]], str | None]:
	"""The rows to show of one more than that, and the cursor of the next page, None after the last."""
	shown = rows[:limit]
	if len(rows) <= limit:
		return shown, None
	return shown, Cursor(shown[-1]["creation"], shown[-1]["name"]).as_text()


def message_view(
	message: Mapping[str, Any],
	link: str | None,
	language: str,
	translate: Callable[[str], str] = str,
	pictures: Sequence[str] = (),
) -> dict[str, Any]:
	"""A message for a reader of `language`: with the real link, so that it can be sent by hand.

	`message` also has customer_name and customer_name_ar; `pictures` are the addresses of those that came with it. A reason is told only where something keeps the message from going.
	"""
	stored = message["text"] or ""
	link = link if LINK in stored else None
	text = with_link(stored, link)
	is_incoming = message["direction"] == INCOMING
	name = name_in(language, message["customer_name"], message["customer_name_ar"])
	return {
		"message": message["name"],
		"customer": message["customer"],
		"name": name or (message["subject"] if is_incoming else "") or "",
		"direction": message["direction"],
		"channel": message["channel"],
		"recipient": message["recipient"],
		"language": message["language"],
		"status": message["status"],
		"created": _moment(message["creation"]),
		**{moment: _moment(message[moment]) for moment in MOMENTS[1:]},
		"text": text,
		"pictures": list(pictures),
		"link": link,
		"segments": segments(message["channel"], text),
		"reason": translate(message["error"]) if message["error"] else "",
		"error_code": message["error_code"] or "",
		"attempts": message["attempts"] or 0,
		"step": message["step"] or 0,
		"template": message["template"] or "",
		"provider": message["provider"] or "",
		"price": float(message["price"]) if message["currency"] else None,
		"currency": message["currency"] or "",
		"unwanted": is_asked_about(message),
		"can_go_again": not is_incoming and message["status"] in CAN_GO_AGAIN,
	}


def _moment(value: datetime | None) -> str | None:
	return value.isoformat(sep=" ", timespec="seconds") if value else None
