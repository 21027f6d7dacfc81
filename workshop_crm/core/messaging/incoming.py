"""A message from a customer: its fields, and whether the app answers it by itself. Fields are those of a Customer Message."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from workshop_crm.core.common.languages import Language
from workshop_crm.core.messaging.channels import Choice, Recipient
from workshop_crm.core.messaging.delivery import DELIVERED
from workshop_crm.core.messaging.going import Answers
from workshop_crm.core.messaging.messages import INCOMING, Order, ordered_message
from workshop_crm.core.messaging.opt_outs import OPT_IN, ConsentEvent, normal_address
from workshop_crm.core.messaging.pictures import as_stored
from workshop_crm.core.messaging.policy import Policy
from workshop_crm.core.messaging.reply import AT_ONCE, time_to_answer
from workshop_crm.core.messaging.reports import Inbound
from workshop_crm.core.messaging.templates import Template

MAX_TEXT = 5000
MAX_ADDRESS = 140


def incoming_key(provider: str, provider_id: str) -> str:
	"""Names a message of a provider, which may bring it several times."""
	return f"in:{provider}:{hashlib.sha256(provider_id.encode()).hexdigest()[:40]}"


def incoming_message(
	provider: str,
	inbound: Inbound,
	customer: str | None,
	language: Language,
	about: Mapping[str, Any] | None,
	received_on: datetime,
) -> dict[str, Any]:
	"""The fields of what a customer wrote. `about` is the message that it answers; what it is about, this one is about."""
	answered = about or {}
	return {
		"customer": customer,
		"company": answered.get("company"),
		"direction": INCOMING,
		"channel": inbound.channel,
		"recipient": inbound.address[:MAX_ADDRESS],
		"language": language,
		"status": DELIVERED,
		"delivered_on": received_on,
		"subject": inbound.name[:MAX_ADDRESS],
		"text": (inbound.text or f"[{inbound.kind}]")[:MAX_TEXT],
		"provider": provider,
		"provider_id": inbound.provider_id,
		"message_key": incoming_key(provider, inbound.provider_id),
		"reference_doctype": answered.get("reference_doctype"),
		"reference_name": answered.get("reference_name"),
		"pictures": as_stored(inbound.pictures),
	}


def is_confirmed(inbound: Inbound, policy: Policy) -> bool:
	"""Whether an opt-out is confirmed by a message: where an answer can be taken as one."""
	return inbound.channel == "WhatsApp" or policy.rule_for(inbound.address).two_way_sms


def is_answer(message: Mapping[str, Any], asked: Mapping[str, Any] | None, now: datetime) -> bool:
	"""Whether a message answers what its own recipient has just written by its channel: later it is a message like any other.

	The app answers at once or not at all; staff, who write without a template, have by WhatsApp the 24 hours that it gives them.
	"""
	to_answer = AT_ONCE if message["template"] else time_to_answer(message["channel"])
	return (
		asked is not None
		and asked["direction"] == INCOMING
		and all(asked[field] == message[field] for field in ("recipient", "channel"))
		and now - asked["creation"] <= to_answer
	)


def answers(message: Mapping[str, Any], is_opt_out: bool) -> Answers:
	"""What a message that is an answer answers. Of all that answers an opt-out, only its confirmation goes in spite of it."""
	return "Opt-out" if is_opt_out and message["template"] else "Message"


def confirmation_key(address: str, before: Iterable[ConsentEvent]) -> str:
	"""Names the confirmation of an opt-out by the consent that it ends, so that two STOP at once are confirmed by one message.

	`before` are the events of the address before the opt-out; what was stopped last counts from the last opt-in on.
	"""
	opt_ins = (one.happened_on.isoformat() for one in before if one.kind == OPT_IN)
	ended = f"{normal_address(address)}|{max(opt_ins, default='')}"
	return f"confirm:{hashlib.sha256(ended.encode()).hexdigest()[:40]}"


def confirmation(
	template: Template,
	inbound: Inbound,
	recipient: Recipient,
	company: str,
	company_name: str,
	asked: Mapping[str, Any],
	key: str,
) -> dict[str, Any]:
	"""The fields of the answer to an opt-out; `company_name` is that of `company` in the recipient's language, `asked`
	the message that asks for it, as it is stored.
	"""
	customer = asked["customer"]
	order = Order(
		customer=customer or "",
		template=template.name,
		parameters={"customer": recipient.name, "company": company_name},
		reference=("", ""),
		key=key,
		company=company,
	)
	choice = Choice(inbound.channel, inbound.address)
	values = ordered_message(order, template, recipient.language, choice, "Queued", None)
	no_reference = {"reference_doctype": None, "reference_name": None}
	return {**values, "customer": customer, "answer_to": asked["name"], **no_reference}
