"""A message to a customer: written, handed over again, and shown. Its fields are those of a Customer Message."""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, count
from typing import Any

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.placeholders import with_link
from workshop_crm.core.messaging.channels import Choice, Recipient, require_address
from workshop_crm.core.messaging.delivery import (
	CAME_TO_NOTHING,
	DOUBTFUL,
	FAILED,
	OUTBOX,
	SENT,
	WITHDRAWN,
	State,
)
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.opt_outs import ConsentEvent, is_opted_out
from workshop_crm.core.messaging.segments import sms_segments
from workshop_crm.core.messaging.templates import Template, filled


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
	"""A message that some part of the app wants written.

	`reference` is the DocType and the name of the record that it is about. `key` names this one contact: it is never written
	twice. `channel` None is the best one that may be used now. It leaves after `send_after` and not after `wanted_until`.
	`step` is which contact about the record it is, 0 for a single one; `run` the Message Run that it is part of.
	"""

	customer: str
	template: str
	parameters: Mapping[str, str]
	reference: tuple[str, str]
	key: str
	channel: Channel | None = None
	send_after: datetime | None = None
	wanted_until: datetime | None = None
	step: int = 0
	company: str | None = None
	run: str | None = None


@dataclass(frozen=True, slots=True)
class Written:
	"""What became of an order: a message and its state, or no message and the reason, a translatable text."""

	message: str | None
	state: State | None = None
	channel: Channel | None = None
	language: Language | None = None
	reason: str = ""


def ordered_message(
	order: Order,
	template: Template,
	language: Language,
	choice: Choice,
	state: State,
	link: str | None,
) -> dict[str, Any]:
	"""The fields of a message on the channel that was chosen. Raises InvalidInput when its template names what is not known."""
	assert choice.channel is not None
	words = filled(template, language, choice.channel, order.parameters)
	return {
		**new_message(order.customer, choice, language, words.subject, words.text, order.reference, link),
		"status": state,
		"direction": "Outgoing",
		"company": order.company,
		"template": template.name,
		"purpose": template.purpose,
		"parameters": json.dumps(dict(order.parameters), ensure_ascii=False),
		"message_key": order.key,
		"send_after": order.send_after,
		"wanted_until": order.wanted_until,
		"step": order.step,
		"run": order.run,
	}


def new_key(key: str, state_of: Callable[[str], str | None]) -> str:
	"""The key of a contact that is wanted once more: another one where what was written before came to nothing.

	`state_of` tells the state of the message of a key, None where there is none.
	"""
	attempts = chain((key,), (f"{key}:{number}" for number in count(2)))
	return next(one for one in attempts if state_of(one) not in CAME_TO_NOTHING)


def written(message: Mapping[str, Any]) -> Written:
	"""The outcome of an order whose message is stored."""
	return Written(message["name"], message["status"], message["channel"], message["language"])


CAN_GO_AGAIN: tuple[State, ...] = (OUTBOX, DOUBTFUL, FAILED, WITHDRAWN)
INCOMING = "Incoming"
_FROM_THE_BEGINNING: Mapping[str, Any] = {
	**dict.fromkeys(("send_after", "wanted_until", "failed_on", "sending_since")),
	**dict.fromkeys(("error", "error_code", "provider_id"), ""),
	"attempts": 0,
	"unwanted": 0,
}
WITHDRAWAL: Mapping[str, Any] = {"status": WITHDRAWN}
"""What changes in a message that waits and is not wanted any more."""
NOT_WANTED: Mapping[str, Any] = {"unwanted": 1}
"""What changes in every message about a record that was answered or cancelled: what is on its way has no retry and no fallback."""


def new_message(
	customer: str,
	choice: Choice,
	language: Language,
	subject: str,
	text: str,
	reference: tuple[str, str],
	link: str | None = None,
) -> dict[str, Any]:
	"""The fields of a message that waits in the outbox.

	`text` keeps the place of its link. `link` only counts for the number of SMS and is not stored. `reference` is the
	DocType and the name of the record that the message is about.
	"""
	return {
		"customer": customer,
		"channel": choice.channel,
		"recipient": choice.address,
		"language": language,
		"status": OUTBOX,
		"subject": subject,
		"text": text,
		"segments": segments(choice.channel, with_link(text, link)),
		"reference_doctype": reference[0],
		"reference_name": reference[1],
	}


def sent_again(
	message: Mapping[str, Any],
	recipient: Recipient,
	events: Iterable[ConsentEvent],
	state: State,
	is_sure: bool = False,
) -> dict[str, Any]:
	"""What changes when a message is sent once more: it goes to the present address, and from the beginning.

	Raises InvalidInput when it is on its way or has arrived, when the customer may not be written to that way now, and unless
	somebody is sure: for a doubtful message that it did not arrive, for one that is not wanted any more that it is.
	"""
	if message["direction"] == INCOMING or message["status"] not in CAN_GO_AGAIN:
		raise InvalidInput(N_("This message is on its way or has left. Write a new one instead."))
	if message["status"] == DOUBTFUL and not is_sure:
		raise InvalidInput(
			N_("The customer may have this message already. Ask them first, and say that you are sure.")
		)
	address = require_address(recipient, message["channel"])
	if is_opted_out(events, address, message["channel"]):
		raise InvalidInput(OPTED_OUT)
	if is_asked_about(message) and not is_sure:
		raise InvalidInput(
			N_("The subject of this message was answered or cancelled. Confirm that it is to be sent anyway.")
		)
	return {"recipient": address, "status": state, **_FROM_THE_BEGINNING}


def is_asked_about(message: Mapping[str, Any]) -> bool:
	"""Whether somebody has to be sure that a message is still wanted. Of one that an opt-out stopped, an opt-in says so."""
	return bool(message["unwanted"]) and message["error"] != OPTED_OUT


def sent_by_hand(message: Mapping[str, Any], now: datetime) -> dict[str, Any]:
	"""What changes when somebody has sent a message themselves. Raises InvalidInput when it has left already."""
	if message["direction"] == INCOMING or message["status"] not in CAN_GO_AGAIN:
		raise InvalidInput(N_("This message is on its way or has left. Write a new one instead."))
	return {**arrived(now), "error": "", "error_code": ""}


def arrived(now: datetime) -> dict[str, Any]:
	"""What changes in a message of the outbox that was answered: somebody has sent it by hand."""
	return {"status": SENT, "sent_on": now}


def segments(channel: Channel | None, text: str) -> int:
	"""How many SMS `text` is sent as, with its link in place; 0 on any other channel."""
	return sms_segments(text) if channel == "SMS" else 0
