"""Whether a message may go now: asked when it is written, and once more at the moment of sending, whoever sends.

Moments carry their time zone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Literal

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.channels import (
	NO_CHANNEL,
	NO_CONSENT,
	NO_CONSENT_DATE,
	NO_EMAIL,
	NO_PHONE,
	Recipient,
	address_for,
	doubt,
	why_not,
)
from workshop_crm.core.messaging.countries import Category, Hours
from workshop_crm.core.messaging.opt_outs import ConsentEvent, is_opted_out
from workshop_crm.core.messaging.policy import Policy, next_allowed

Answers = Literal["", "Message", "Opt-out"]

OPTED_OUT = N_("The customer does not want any messages at this address.")
TOO_LATE = N_("The message is too late: the time it was meant for is over.")
UNWANTED = N_("The message is no longer needed: its subject was answered or cancelled.")
NO_LINK_IN_SMS = N_(
	"SMS with a link are not allowed in the country of this number. WhatsApp or e-mail can carry it."
)
NO_APPROVED_TEMPLATE = N_(
	"WhatsApp takes this message only as an approved template, because the customer has not written within 24 hours. Have the template approved and enter its name."
)
QUIET_HOURS = N_("It is too late or too early for messages in the customer's country.")
NOT_YET = N_("The message waits for the time that was set for it.")

_MISSING = frozenset((NO_PHONE, NO_EMAIL, NO_CONSENT, NO_CONSENT_DATE))


@dataclass(frozen=True, slots=True)
class Pending:
	"""What is asked about a message that waits.

	`answers` is what the customer has just sent, if the message answers it: an answer does not wait for the morning and needs no
	consent, and the confirmation of an opt-out goes in spite of it. `needs_template` is true where a provider takes only an approved
	template and there is none; `unwanted` where the part of the app that had the message written does not want it any more.
	"""

	channel: Channel
	category: Category
	has_link: bool = False
	send_after: datetime | None = None
	wanted_until: datetime | None = None
	answers: Answers = ""
	needs_template: bool = False
	unwanted: bool = False


@dataclass(frozen=True, slots=True)
class Go:
	"""It may go now, to this address."""

	address: str


@dataclass(frozen=True, slots=True)
class Wait:
	"""It may go, but not before `until`."""

	until: datetime
	reason: str


@dataclass(frozen=True, slots=True)
class OtherChannel:
	"""Not on this channel; another one may carry it."""

	reason: str


@dataclass(frozen=True, slots=True)
class No:
	"""It may not go at all: it is withdrawn."""

	reason: str


Decision = Go | Wait | OtherChannel | No


def may_go(
	now: datetime,
	message: Pending,
	recipient: Recipient,
	events: Iterable[ConsentEvent],
	policy: Policy,
	own_hours: Hours | None = None,
) -> Decision:
	"""What becomes of a message now. `events` are those of the recipient's addresses, in any order.

	`own_hours` are the customer's (`policy.CONTACT_TIMES`). Reasons are translatable texts.
	"""
	if message.unwanted:
		return No(UNWANTED)
	if message.wanted_until and now >= message.wanted_until:
		return No(TOO_LATE)
	if reason := _against_channel(message, recipient, tuple(events), policy):
		return OtherChannel(reason)
	address = address_for(recipient, message.channel) or ""
	earliest = max(now, message.send_after or now)
	until = earliest
	if not message.answers:
		until = next_allowed(earliest, address, message.channel, message.category, policy, own_hours)
	if message.wanted_until and until >= message.wanted_until:
		return No(TOO_LATE)
	if until > now:
		return Wait(until, QUIET_HOURS if until > earliest else NOT_YET)
	return Go(address)


def best_channel(
	now: datetime,
	message: Pending,
	recipient: Recipient,
	events: Iterable[ConsentEvent],
	policy: Policy,
	own_hours: Hours | None = None,
	order: Sequence[Channel] = MESSAGE_CHANNELS,
) -> tuple[Channel | None, Decision]:
	"""The first channel of `order` on which the message may go, now or later, and the decision; whatever its own channel is.

	Without one, no channel, and the first reason that says more than that something is missing. A channel with a doubt comes last.
	"""
	known = tuple(events)
	decisions: dict[Channel, Decision] = {
		channel: may_go(now, replace(message, channel=channel), recipient, known, policy, own_hours)
		for channel in sorted(order, key=lambda one: bool(doubt(recipient, one)))
	}
	for channel, decision in decisions.items():
		if isinstance(decision, Go | Wait):
			return channel, decision
	reasons = (decision.reason for decision in decisions.values() if not isinstance(decision, Go))
	return None, No(next((reason for reason in reasons if reason not in _MISSING), NO_CHANNEL))


def _against_channel(
	message: Pending, recipient: Recipient, events: tuple[ConsentEvent, ...], policy: Policy
) -> str:
	channel = message.channel
	address = address_for(recipient, channel) or ""
	if message.answers != "Opt-out" and is_opted_out(events, address, channel):
		return OPTED_OUT
	if reason := why_not(recipient, channel, needs_consent=not message.answers):
		return reason
	if channel == "SMS" and message.has_link and not policy.rule_for(address).links_in_sms:
		return NO_LINK_IN_SMS
	return NO_APPROVED_TEMPLATE if channel == "WhatsApp" and message.needs_template else ""
