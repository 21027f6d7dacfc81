"""What staff write to a customer themselves: by which channel they may now, how long it may be, and the message it becomes.

WhatsApp takes a text of a business only within 24 hours of the customer's last message (Meta, "Customer service windows"), else an
approved template. What answers the customer in that time, by SMS within a quarter of an hour, needs no consent of its own and does
not wait for the morning; an opt-out counts.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from workshop_crm.core.common.channels import LABELS, Channel
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.placeholders import LINK
from workshop_crm.core.messaging.channels import Choice
from workshop_crm.core.messaging.delivery import State
from workshop_crm.core.messaging.going import NO_APPROVED_TEMPLATE, Decision, Go, Pending, Wait
from workshop_crm.core.messaging.messages import new_message
from workshop_crm.core.messaging.place_values import has_link
from workshop_crm.core.messaging.provider_templates import places
from workshop_crm.core.messaging.templates import Template, filled, text_for

SESSION = timedelta(hours=24)
AT_ONCE = timedelta(minutes=15)
"""How long something answers the customer where no rule of the channel says it."""
CHANNELS: tuple[Channel, ...] = ("WhatsApp", "SMS")
# WhatsApp: Meta, "Text messages"; SMS: Twilio.
MAX_CHARACTERS: Mapping[Channel, int] = {"WhatsApp": 4096, "SMS": 1600}
NOT_OFFERED = N_("This template cannot be sent by hand. Choose one of those that are offered.")
# What is known when somebody writes without an occasion.
KNOWN_PLACES = frozenset({"customer", "company"})


@dataclass(frozen=True, slots=True)
class Way:
	"""One channel for a reply. `decision` is that on a text; `templates` may be sent in its place.

	`is_automatic` where a provider sends it; `open_until` is the end of WhatsApp's 24 hours, where they run.
	"""

	channel: Channel
	decision: Decision
	is_automatic: bool
	open_until: datetime | None = None
	templates: tuple[Template, ...] = ()

	@property
	def takes_text(self) -> bool:
		return isinstance(self.decision, Go | Wait)


def read_channel(value: str) -> Channel:
	"""Raises InvalidInput for a channel on which nobody is answered."""
	found = next((channel for channel in CHANNELS if channel == value), None)
	if found is None:
		raise InvalidInput(N_("{channel} is not one of WhatsApp and SMS."), channel=value[:60]).at("channel")
	return found


def read_text(value: str, channel: Channel) -> str:
	"""The text as it is sent, its lines kept. Raises InvalidInput for none, and for one that is too long for the channel."""
	seen = "".join(c for c in value if c == "\n" or unicodedata.category(c) not in ("Cc", "Cs"))
	text = "\n".join(line.rstrip() for line in seen.strip().split("\n")).replace(LINK, "link")
	if not text:
		raise InvalidInput(N_("Write what the customer should read.")).at("text")
	most = MAX_CHARACTERS[channel]
	if len(text) > most:
		raise InvalidInput(
			N_("The message has {count} characters. {channel} takes {most}."),
			count=len(text),
			channel=LABELS[channel],
			most=most,
		).at("text")
	return text


def reply_key(customer: str, key: str, channel: Channel, text: str = "", template: str = "") -> str:
	"""Names one reply, so that it is written once however often it is sent; a corrected one is another.

	Raises InvalidInput for a key that is none.
	"""
	known = read_key(
		key, N_("The key of a message has up to {most} letters and digits. Load the page again.")
	)
	parts = json.dumps([customer, known, channel, text, template])
	return f"reply:{hashlib.sha256(parts.encode()).hexdigest()[:40]}"


def pending(channel: Channel, text: str, is_answer: bool, needs_template: bool) -> Pending:
	"""What is asked of the rules before a text is written."""
	return Pending(
		channel=channel,
		category="Utility",
		has_link=has_link(text),
		answers="Message" if is_answer else "",
		needs_template=needs_template,
	)


def time_to_answer(channel: Channel) -> timedelta:
	"""How long a text of staff answers what the customer wrote by a channel."""
	return SESSION if channel == "WhatsApp" else AT_ONCE


def is_open(last_received: datetime | None, now: datetime, channel: Channel) -> bool:
	"""Whether a text by the channel still answers the customer; both moments as they are stored."""
	return last_received is not None and now - last_received < time_to_answer(channel)


def require_way(decision: Decision) -> None:
	"""Raises InvalidInput with the reason why a text may not be sent now; a text that has to wait may."""
	if not isinstance(decision, Go | Wait):
		raise InvalidInput(decision.reason).at("text")


def reply_message(
	customer: str,
	choice: Choice,
	language: Language,
	text: str,
	key: str,
	company: str | None,
	answers: str | None,
	state: State,
) -> dict[str, Any]:
	"""The fields of a text; `answers` is the customer's message that it answers in time."""
	return {
		**new_message(customer, choice, language, "", text, ("", "")),
		"reference_doctype": None,
		"reference_name": None,
		"status": state,
		"direction": "Outgoing",
		"company": company,
		"answer_to": answers,
		"message_key": key,
	}


def is_for_hand(template: Template, language: Language, channel: Channel) -> bool:
	"""Whether a template can be sent without an occasion: it is in use, and names nobody but the customer and the company."""
	named = set(places(text_for(template, language, channel).text))
	return template.enabled and template.purpose == "Other" and named <= KNOWN_PLACES


def require_offered(name: str, offered: Iterable[Template]) -> None:
	"""Raises InvalidInput for a template that is not among those that can be sent to the customer by hand."""
	if name not in {template.name for template in offered}:
		raise InvalidInput(NOT_OFFERED).at("template")


def ways_view(
	ways: Sequence[Way], names: Mapping[str, str], language: Language, translate: Callable[[str], str]
) -> list[dict[str, Any]]:
	"""The channels as plain JSON values. `names` fill the places of the templates; `language` is the customer's."""
	return [_way_view(way, names, language, translate) for way in ways]


def _way_view(
	way: Way, names: Mapping[str, str], language: Language, translate: Callable[[str], str]
) -> dict[str, Any]:
	reason = "" if isinstance(way.decision, Go) else way.decision.reason
	return {
		"channel": way.channel,
		"label": translate(LABELS[way.channel]),
		"automatic": way.is_automatic,
		"takes_text": way.takes_text,
		"reason": translate(reason) if reason else "",
		"needs_template": reason == NO_APPROVED_TEMPLATE,
		"open_until": _moment(way.open_until),
		"not_before": _moment(way.decision.until) if isinstance(way.decision, Wait) else None,
		"longest": MAX_CHARACTERS[way.channel],
		"templates": [
			{"template": one.name, "text": filled(one, language, way.channel, names).text}
			for one in way.templates
		],
	}


def _moment(moment: datetime | None) -> str | None:
	return moment.replace(tzinfo=None).isoformat(sep=" ", timespec="seconds") if moment else None
