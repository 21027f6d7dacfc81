"""Whether, when and until when a customer is asked; and what a guest sees who opens the link."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

from workshop_crm.core.common.errors import N_

State = Literal["Scheduled", "Sent", "Outbox", "Opened", "Answered", "Expired", "Not Sent"]
PageState = Literal["open", "answered", "unavailable"]
ReasonCode = Literal["disabled", "no_form", "no_channel", "already_invited", "too_soon"]

ANSWERABLE: tuple[State, ...] = ("Scheduled", "Sent", "Outbox", "Opened")
REASONS: dict[ReasonCode, str] = {
	"disabled": N_("Surveys are switched off in the settings."),
	"no_form": N_("No survey is chosen in the settings."),
	"no_channel": N_("The customer has no channel with an address and consent."),
	"already_invited": N_("The customer was already asked about this invoice."),
	"too_soon": N_("The customer was asked only a short time ago."),
}


@dataclass(frozen=True, slots=True)
class InvitationRules:
	"""The owner's settings. `min_days_between` is the frequency cap a customer; 0 = none."""

	enabled: bool
	delay_minutes: int = 0
	valid_days: int = 14
	min_days_between: int = 0


@dataclass(frozen=True, slots=True)
class InvitationFacts:
	"""What is known about one invoice's customer. `channel` is the one chosen for the message, None = none.

	`last_invited_at` is the customer's latest invitation that was not "Not Sent", in the zone of `now`.
	"""

	has_form: bool
	channel: str | None
	already_invited: bool = False
	last_invited_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class InvitationPlan:
	"""Either state "Scheduled" with `send_at` and `expires_at`, or "Not Sent" with a code and its text."""

	state: State
	send_at: datetime | None = None
	expires_at: datetime | None = None
	reason_code: ReasonCode | None = None

	@property
	def send(self) -> bool:
		"""Whether a message goes out."""
		return self.state == "Scheduled"

	@property
	def reason(self) -> str:
		"""The translatable text of the reason; empty when a message goes out."""
		return REASONS[self.reason_code] if self.reason_code else ""


def plan(facts: InvitationFacts, rules: InvitationRules, now: datetime) -> InvitationPlan:
	"""Decide about one invitation. The link is valid for `valid_days` from the moment it is sent."""
	if code := _why_not(facts, rules, now):
		return InvitationPlan("Not Sent", reason_code=code)
	send_at = now + timedelta(minutes=rules.delay_minutes)
	return InvitationPlan("Scheduled", send_at, send_at + timedelta(days=rules.valid_days))


def page_state(state: State, expires_at: datetime | None, now: datetime) -> PageState:
	"""What the link shows. An answered invitation stays "answered"; an expired one looks like an unknown one."""
	if state == "Answered":
		return "answered"
	if state not in ANSWERABLE or (expires_at is not None and expires_at < now):
		return "unavailable"
	return "open"


def _why_not(facts: InvitationFacts, rules: InvitationRules, now: datetime) -> ReasonCode | None:
	if not rules.enabled:
		return "disabled"
	if not facts.has_form:
		return "no_form"
	if facts.already_invited:
		return "already_invited"
	if _is_too_soon(facts.last_invited_at, rules.min_days_between, now):
		return "too_soon"
	return None if facts.channel else "no_channel"


def _is_too_soon(last: datetime | None, days: int, now: datetime) -> bool:
	return last is not None and days > 0 and now - last < timedelta(days=days)
