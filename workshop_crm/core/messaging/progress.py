"""What changes in a message while it is sent: claimed, taken, refused, reported on. Fields are those of a Customer Message."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.delivery import (
	DOUBTFUL,
	FAILED,
	QUEUED,
	REACHED,
	SENDING,
	WITHDRAWN,
	Delivery,
	State,
	after,
)
from workshop_crm.core.messaging.going import UNWANTED, No, OtherChannel, Wait
from workshop_crm.core.messaging.reports import StatusReport
from workshop_crm.core.messaging.sender import Receipt, Remedy, SendingFailed

Next = Literal["", "fall_back", "opt_out", "tell_manager", "drop_fallbacks"]
"""What is to be done beside the message: the next channel, a row in the log of opt-outs, a word to whoever runs the workshop, or
the end of what was written in its place."""

DOUBT = N_(
	"It is not known whether the provider took this message. Ask the customer before you send it again."
)
MINUTES_BETWEEN_TRIES = (1, 2, 5, 10, 20, 30, 60, 60, 120, 120, 240, 240, 480)
"""A gateway that is away for a day loses no message: the tries go on for some 23 hours."""
MAX_SECONDS_SENDING = 600
"""No provider's client waits that long: whoever was sending has died."""

_MOMENT_OF = {"Sent": "sent_on", "Delivered": "delivered_on", "Read": "read_on", "Failed": "failed_on"}
_NEXT: Mapping[Remedy, Next] = {
	"other_channel": "fall_back",
	"template": "fall_back",
	"retry": "fall_back",
	"opted_out": "opt_out",
	"settings": "tell_manager",
}


@dataclass(frozen=True, slots=True)
class Outcome:
	"""The fields that change, and what is to be done beside."""

	changes: Mapping[str, Any]
	next: Next = ""


def claimed(message: Mapping[str, Any], address: str, provider: str, now: datetime) -> dict[str, Any]:
	"""A worker has taken the message and will ask the provider."""
	return {
		"status": SENDING,
		"sending_since": now,
		"recipient": address,
		"provider": provider,
		"attempts": (message["attempts"] or 0) + 1,
		"error": None,
		"error_code": None,
	}


def not_now(decision: Wait | OtherChannel | No, until: datetime | None) -> Outcome:
	"""The message does not go. `until` is the decision's moment in the host's time."""
	if isinstance(decision, Wait):
		return Outcome({"send_after": until, "error": decision.reason})
	changes = {"status": WITHDRAWN, "error": decision.reason}
	return Outcome(changes, "fall_back" if isinstance(decision, OtherChannel) else "")


def taken(message: Mapping[str, Any], receipt: Receipt, now: datetime) -> Outcome:
	"""The provider has the message. A report may have come before its answer."""
	state = after(Delivery(message["status"]), "Sent").state
	return Outcome(
		{
			"status": state,
			"sent_on": message["sent_on"] or now,
			"provider_id": receipt.provider_id or None,
			"sending_since": None,
			**_price(receipt.price, receipt.currency),
		}
	)


def refused(message: Mapping[str, Any], failure: SendingFailed, now: datetime) -> Outcome:
	"""The provider has not taken the message, or nobody knows. A report that came meanwhile knows better."""
	if message["status"] != SENDING:
		return Outcome({})
	told = {"error": failure.reason, "error_code": failure.code or None, "sending_since": None}
	if failure.remedy == "unknown":
		return Outcome({**told, "status": DOUBTFUL, "error": DOUBT})
	if failure.remedy == "retry" and message["unwanted"]:
		return Outcome({**told, "status": WITHDRAWN, "error": UNWANTED})
	again = next_try(message, now) if failure.remedy == "retry" else None
	if again:
		again = max(again, now + timedelta(seconds=failure.retry_after or 0))
		return Outcome({**told, "status": QUEUED, "send_after": again})
	return Outcome({**told, "status": FAILED, "failed_on": now}, _after_failure(message, failure.remedy))


def next_try(message: Mapping[str, Any], now: datetime) -> datetime | None:
	"""When a provider that was busy or away is asked again; None when the message has been tried often enough."""
	tries = message["attempts"] or 1
	if tries > len(MINUTES_BETWEEN_TRIES):
		return None
	again = now + timedelta(minutes=MINUTES_BETWEEN_TRIES[tries - 1])
	until = message["wanted_until"]
	return None if until and again >= until else again


def lost(message: Mapping[str, Any]) -> Outcome:
	"""A worker died while it asked the provider, who cannot tell what it took."""
	if message["status"] != SENDING:
		return Outcome({})
	return Outcome({"status": DOUBTFUL, "error": DOUBT, "sending_since": None})


def reported(message: Mapping[str, Any], report: StatusReport, now: datetime) -> Outcome:
	"""What a provider's report changes: nothing when it is late, and the price whenever it comes."""
	before = Delivery(message["status"], message["error_code"] or "")
	delivery = after(before, report.report, report.error_code)
	price = _price(report.price, report.currency)
	if delivery == before:
		return Outcome(price)
	changes: dict[str, Any] = {
		"status": delivery.state,
		_MOMENT_OF[delivery.state]: now,
		"sending_since": None,
	}
	changes |= {
		"error": report.reason if delivery.state == FAILED else None,
		"error_code": delivery.error_code or None,
	}
	if not message["sent_on"]:
		changes["sent_on"] = now
	return Outcome({**changes, **price}, _after_report(message, report, before.state, delivery.state))


def _after_report(message: Mapping[str, Any], report: StatusReport, before: State, state: State) -> Next:
	"""One that had failed and has arrived after all needs nothing in its place."""
	if state == FAILED:
		return _after_failure(message, report.remedy)
	return "drop_fallbacks" if before == FAILED and state in REACHED else ""


def _after_failure(message: Mapping[str, Any], remedy: Remedy | None) -> Next:
	"""An obsolete message does not fall back to another channel."""
	following = _NEXT.get(remedy or "other_channel", "")
	return "" if following == "fall_back" and message["unwanted"] else following


def _price(price: Any, currency: str) -> dict[str, Any]:
	return {} if price is None else {"price": abs(price), "currency": currency}
