"""Invitations run through the app's own decisions: who is asked when, whether a message may go, and what stops the rest.

Each invitation has its own time. Whatever comes first happens first: an answer, an opt-out, a contact that is due, a failed delivery.
The scheduler is late at times, and some jobs run twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from random import Random
from typing import Any, NamedTuple

from benchmarks.surveys import answering
from benchmarks.surveys.people import Messaging, Profile, any_profile, visit_at
from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging.delivery import FAILED, SENT, Delivery
from workshop_crm.core.messaging.delivery import after as delivery_after
from workshop_crm.core.messaging.going import OPTED_OUT, Go, Wait
from workshop_crm.core.surveys.cadence import Contact, Step, steps_of
from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE
from workshop_crm.core.surveys.invitation import answered, handed_over, is_due, new_invitation
from workshop_crm.core.surveys.planning import (
	InvitationRules,
	Message,
	Reach,
	Situation,
	after,
	message_key,
	plan,
	turn,
)
from workshop_crm.core.surveys.triggers import Trigger
from workshop_crm.core.surveys.visits import Visit, visit_key

VALID_DAYS = 14
RULES = InvitationRules(enabled=True, valid_days=VALID_DAYS)
TRIGGER = Trigger("row", "After your visit", "Sales Invoice")
RUNS_TWICE = 0.02
RUNS_LATE = 0.03
MAX_HOURS_LATE = 11
SECONDS_TO_FAIL = 45


@cache
def _messaging() -> Messaging:
	return Messaging()


@dataclass(frozen=True, slots=True)
class Arm:
	"""What a workshop does: how many contacts, whether another channel is tried, a reward, the handover."""

	name: str
	model: str
	contacts: int = 1
	fallback: bool = False
	reward: bool = False
	handover: bool = False


class Sending(NamedTuple):
	"""A line of the log: a message that was handed to a provider."""

	invitation: int
	address: str
	hours_ahead: int
	key: str
	channel: Channel
	at: datetime


@dataclass(slots=True)
class Log:
	"""What happened, for a check that knows nothing of the decisions."""

	invitations: int = 0
	sendings: list[Sending] = field(default_factory=list)
	answers: dict[int, datetime] = field(default_factory=dict)
	opt_outs: dict[str, datetime] = field(default_factory=dict)


def run(arm: Arm, invitations: int, seed: int) -> Log:
	"""All invitations of an arm. The same seed gives the same people, visits and willingness to every arm."""
	log, messaging, steps = Log(invitations), _messaging(), steps_of(DEFAULT_CADENCE)[: arm.contacts]
	for number in range(invitations):
		random = Random(seed * 10_000_000 + number)
		_Story(arm, number, any_profile(random), random, messaging, steps, log).tell()
	return log


class _Story:
	"""One invitation from the visit to its end."""

	def __init__(
		self,
		arm: Arm,
		number: int,
		profile: Profile,
		random: Random,
		messaging: Messaging,
		steps: tuple[Step, ...],
		log: Log,
	) -> None:
		self._arm, self._number, self._profile, self._random = arm, number, profile, random
		self._messaging, self._steps, self._log = messaging, steps, log
		self._willing = random.random()
		self._visited = visit_at(random, profile)
		self._unreached = frozenset(
			channel for channel, share in answering.UNREACHED.items() if random.random() < share
		)
		# An address of its own for each customer, of the kind that the profile stands for.
		self._address = f"{profile.recipient.phone}/{number}"
		self._reached = 0
		self._left: datetime | None = None
		self._answers_at: datetime | None = None
		self._opts_out_at: datetime | None = None
		self._keys: set[str] = set()

	def tell(self) -> None:
		visit = Visit("Sales Invoice", f"SINV-{self._number}", str(self._number), self._visited.date())
		invitation = {"opted_out": 0, "sent_on": None, **new_invitation(visit, "S", "Trigger", "ar")}
		state = plan(
			TRIGGER, visit_key(visit), (), RULES, self._steps, Reach("WhatsApp"), self._visited, self._allowed
		)
		self._is_offered = self._arm.handover and self._random.random() < answering.OFFERED
		if self._is_offered and self._willing < answering.HANDOVER:
			invitation |= handed_over(None, self._visited, VALID_DAYS)
			self._answer(invitation, self._visited, "Handover")
			return
		invitation |= state
		while invitation["next_contact_on"] is not None:
			self._next(invitation)
		if self._answers_at is not None and not self._is_out(self._answers_at):
			self._answer(invitation, self._answers_at, None)

	def _next(self, invitation: dict[str, Any]) -> None:
		now = invitation["next_contact_on"]
		if self._random.random() < RUNS_LATE:
			now += timedelta(hours=self._random.randrange(1, MAX_HOURS_LATE))
		if self._answers_at is not None and self._answers_at <= now and not self._is_out(self._answers_at):
			self._answer(invitation, self._answers_at, None)
			return
		for _ in range(2 if self._random.random() < RUNS_TWICE else 1):
			if is_due(invitation, now):
				self._contact(invitation, now)

	def _contact(self, invitation: dict[str, Any], now: datetime) -> None:
		decided = turn(invitation, self._steps, Situation(RULES, last_left=self._left), now, self._allowed)
		if isinstance(decided, Contact):
			message = self._write(decided, now)
			decided = after(invitation, decided, message, self._steps, now, self._allowed)
		invitation.update(decided)

	def _write(self, contact: Contact, now: datetime) -> Message:
		"""The message on the best channel, and on the next one when it is not delivered."""
		tried: frozenset[Channel] = frozenset()
		first: Channel | None = None
		while True:
			channel, decision = self._messaging.chosen(self._profile.number, now, tried, self._is_out(now))
			if channel is None or not isinstance(decision, Go | Wait):
				if first:
					return Message(first, "ar", True)
				reason = getattr(decision, "reason", "")
				return Message(reason=reason or "none", ends_all=reason == OPTED_OUT)
			moment = decision.until if isinstance(decision, Wait) else now
			is_delivered = self._send(contact, channel, moment)
			first = first or channel
			if is_delivered or not self._arm.fallback:
				return Message(first, "ar", True)
			tried |= {channel}
			now = moment + timedelta(seconds=SECONDS_TO_FAIL)

	def _send(self, contact: Contact, channel: Channel, moment: datetime) -> bool:
		"""Hand a message to the provider, unless this one was; returns whether it arrives."""
		key = f"{message_key(str(self._number), contact)}:{channel}"
		if key in self._keys:
			return True
		self._keys.add(key)
		self._left = moment
		self._log.sendings.append(
			Sending(self._number, self._address, self._profile.hours_ahead, key, channel, moment)
		)
		arrives = channel not in self._unreached
		delivery = delivery_after(Delivery(SENT), "Delivered" if arrives else "Failed")
		if delivery.state == FAILED:
			return False
		self._read(moment)
		return True

	def _read(self, moment: datetime) -> None:
		"""The customer has one more message: answers it, does not want any more, or does nothing."""
		share = answering.ANSWERED_BY[self._arm.model][self._reached]
		self._reached += 1
		if self._answers_at is None and self._willing < (
			answering.rewarded(share) if self._arm.reward else share
		):
			self._answers_at = moment + answering.delay(self._random)
		elif self._answers_at is None and self._random.random() < answering.OPT_OUTS[self._reached - 1]:
			self._opts_out_at = moment + timedelta(minutes=self._random.randrange(1, 60))
			self._log.opt_outs[self._address] = self._opts_out_at

	def _answer(self, invitation: dict[str, Any], moment: datetime, way: Any) -> None:
		invitation.update(answered(invitation, way, "ar", moment))
		self._log.answers[self._number] = moment

	def _is_out(self, moment: datetime) -> bool:
		return self._opts_out_at is not None and self._opts_out_at <= moment

	def _allowed(self, moment: datetime) -> datetime:
		return self._messaging.allowed(self._profile.number, moment)
