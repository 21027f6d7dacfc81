"""Made-up customers of three countries with the channels that they agreed to, and their visits within a week."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from functools import cache, lru_cache
from random import Random

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.messaging.channels import Consent, Recipient
from workshop_crm.core.messaging.going import Decision, OtherChannel, Pending, best_channel
from workshop_crm.core.messaging.opt_outs import ConsentEvent
from workshop_crm.core.messaging.policy import Policy, next_allowed

WEEK = datetime(2026, 3, 1, tzinfo=timezone.utc)
AGREED = date(2026, 1, 5)
# Country code, a prefix of mobile numbers, hours before UTC, share of the customers.
COUNTRIES = (("+966", "55", 3, 0.6), ("+971", "50", 4, 0.25), ("+965", "99", 3, 0.15))
DIGITS = {"+966": 7, "+971": 7, "+965": 6}
# Two in five agreed to all channels, one in five to WhatsApp alone.
CONSENTS: tuple[tuple[Channel, ...], ...] = (
	("WhatsApp", "SMS", "Email"),
	("WhatsApp", "SMS", "Email"),
	("WhatsApp", "SMS"),
	("WhatsApp", "SMS"),
	("WhatsApp",),
)
CHANNELS: tuple[Channel, ...] = ("WhatsApp", "SMS", "Email")
MINUTES_A_SLOT = 15
OPENS, CLOSES = 8, 22
POLICY = Policy("SA")


@dataclass(frozen=True, slots=True)
class Profile:
	"""A kind of customer. Decisions are pure functions, so each is asked once for all customers of a kind at one moment."""

	number: int
	recipient: Recipient
	hours_ahead: int


@cache
def profiles() -> list[Profile]:
	"""Every country with every set of channels."""
	random = Random(1)
	kinds = [(country, agreed) for country in COUNTRIES for agreed in CONSENTS]
	return [_profile(number, *kind, random) for number, kind in enumerate(kinds)]


def any_profile(random: Random) -> Profile:
	"""A customer's kind, each as often as `COUNTRIES` and `CONSENTS` say."""
	known, draw = profiles(), random.random()
	of_country = len(CONSENTS)
	for index, (*_, share) in enumerate(COUNTRIES):
		draw -= share
		if draw < 0 or index == len(COUNTRIES) - 1:
			return known[index * of_country + random.randrange(of_country)]
	raise AssertionError


def visit_at(random: Random, profile: Profile) -> datetime:
	"""When a visit is over: within opening hours of the customer's country."""
	slots = (CLOSES - OPENS) * 60 // MINUTES_A_SLOT
	local = timedelta(hours=OPENS, minutes=random.randrange(slots) * MINUTES_A_SLOT)
	return WEEK + timedelta(days=random.randrange(7)) + local - timedelta(hours=profile.hours_ahead)


class Messaging:
	"""What the app's messaging decides about a customer, each question asked once in a process."""

	def __init__(self) -> None:
		self._known = profiles()
		self.allowed = lru_cache(maxsize=None)(self._allowed)
		self.chosen = lru_cache(maxsize=None)(self._chosen)

	def _allowed(self, number: int, moment: datetime) -> datetime:
		phone = self._known[number].recipient.phone or ""
		return next_allowed(moment, phone, "WhatsApp", "Marketing", POLICY)

	def _chosen(
		self, number: int, now: datetime, without: frozenset[Channel], is_out: bool
	) -> tuple[Channel | None, Decision]:
		order = tuple(channel for channel in CHANNELS if channel not in without)
		if not order:
			return None, OtherChannel("")
		recipient = self._known[number].recipient
		return best_channel(
			now, _survey("WhatsApp"), recipient, self._events(number, is_out), POLICY, order=order
		)

	def _events(self, number: int, is_out: bool) -> tuple[ConsentEvent, ...]:
		recipient = self._known[number].recipient
		addresses = (recipient.phone or "", recipient.email or "")
		return (
			tuple(ConsentEvent(one, "All", "Opt-out", WEEK, "Reply") for one in addresses) if is_out else ()
		)


def _survey(channel: Channel) -> Pending:
	return Pending(channel, "Marketing", has_link=True)


def _profile(
	number: int, country_of: tuple[str, str, int, float], channels: tuple[Channel, ...], random: Random
) -> Profile:
	country, prefix, hours, _ = country_of
	subscriber = f"{random.randrange(10 ** DIGITS[country]):0{DIGITS[country]}d}"
	agreed = tuple(Consent(channel, AGREED) for channel in channels)
	recipient = Recipient(
		f"Customer {number}", "ar", f"{country}{prefix}{subscriber}", f"customer{number}@example.com", agreed
	)
	return Profile(number, recipient, hours)
