"""What the made-up workshop knows of its customers beyond their names: how they like to be served, and what was said."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date, datetime, time, timedelta
from random import Random

from workshop_crm.core.common.languages import Language
from workshop_crm.core.demo import words
from workshop_crm.core.demo.model import (
	DemoConsent,
	DemoCustomer,
	DemoEmergencyContact,
	DemoInteraction,
	DemoVisit,
)

_PHONE_SERIES = "+9665001"
"""Numbers of emergency contacts; no customer has one of these."""
_CALLS_SHARE = 0.55
_EMERGENCY_SHARE = 0.3
_PREFERENCES_SHARE = 0.45
_NOTES_SHARE = 0.2
_INTERACTIONS_SHARE = 0.18
_OPENING, _CLOSING = 8, 20

_PREFERENCES: tuple[tuple[str, float, Callable[[Random, str], str | int | bool]], ...] = (
	("oil", 0.5, lambda random, language: random.choice(words.OILS)),
	("parts", 0.7, lambda random, language: random.choice(("genuine", "genuine", "aftermarket", "ask"))),
	("waiting", 0.6, lambda random, language: random.choice(("waits", "waits", "drop_off", "collection"))),
	("contact_time", 0.4, lambda random, language: random.choice(("morning", "afternoon", "evening"))),
	("advisor", 0.2, lambda random, language: random.choice(words.ADVISERS)),
	("approval_limit", 0.4, lambda random, language: random.choice((200, 300, 500, 1000))),
	("keep_old_parts", 0.2, lambda random, language: True),
	("wash", 0.3, lambda random, language: True),
	("remarks", 0.15, lambda random, language: random.choice(words.REMARKS[language])),
)
_KINDS: tuple[tuple[str, str, Mapping[str, tuple[str, ...]], int], ...] = (
	("Call", "Incoming", words.INCOMING_CALLS, 4),
	("Call", "Outgoing", words.OUTGOING_CALLS, 4),
	("Visit", "", words.DESK_VISITS, 1),
	("Note", "", words.STAFF_NOTES, 2),
)


def knowing(random: Random, customer: DemoCustomer, joined: date) -> DemoCustomer:
	"""The customer with what the workshop got to know: consent to calls, emergency contact, preferences, notes."""
	return replace(
		customer,
		consents=customer.consents + _consent_to_calls(random, customer, joined),
		emergency_contact=_emergency_contact(random, customer),
		preferences=_preferences(random, customer.language),
		notes=random.choice(words.NOTES[customer.language]) if random.random() < _NOTES_SHARE else "",
	)


def interactions_with(
	random: Random, visits: Iterable[DemoVisit], customers: Mapping[str, DemoCustomer], until: date
) -> list[DemoInteraction]:
	"""What staff wrote down in the days around some visits, not after `until`, in order of time."""
	found = [
		_interaction(random, visit, customers[visit.customer].language)
		for visit in visits
		if random.random() < _INTERACTIONS_SHARE
	]
	held = [one for one in found if one.happened_on.date() <= until]
	return sorted(held, key=lambda one: (one.happened_on, one.customer))


def _interaction(random: Random, visit: DemoVisit, language: Language) -> DemoInteraction:
	kind, direction, texts, _ = random.choices(_KINDS, [weight for *_, weight in _KINDS])[0]
	day = visit.date + timedelta(days=random.choice((0, 0, 0, 1, 2, 5)))
	hour = (
		min(visit.hour + random.randint(0, 3), _CLOSING)
		if day == visit.date
		else random.randint(_OPENING, _CLOSING)
	)
	moment = datetime.combine(day, time(hour, random.randrange(60)))
	return DemoInteraction(visit.customer, kind, direction, moment, random.choice(texts[language]))


def _consent_to_calls(random: Random, customer: DemoCustomer, joined: date) -> tuple[DemoConsent, ...]:
	"""Who agreed to something agreed on the same day; who wants nothing is not called either."""
	if not customer.consents or random.random() >= _CALLS_SHARE:
		return ()
	return (DemoConsent("Phone", joined, customer.consents[0].source),)


def _emergency_contact(random: Random, customer: DemoCustomer) -> DemoEmergencyContact | None:
	"""A relative: the family name is the same. Companies have none."""
	if customer.kind == "Company" or random.random() >= _EMERGENCY_SHARE:
		return None
	given, is_arabic = random.choice((*words.MEN, *words.WOMEN)), customer.language == "ar"
	family = (customer.name_ar if is_arabic else customer.name).split()[-1]
	return DemoEmergencyContact(
		name=f"{given.arabic if is_arabic else given.latin[0]} {family}",
		phone=_PHONE_SERIES + customer.code[-5:],
	)


def _preferences(random: Random, language: Language) -> Mapping[str, str | int | bool]:
	if random.random() >= _PREFERENCES_SHARE:
		return {}
	return {key: choose(random, language) for key, share, choose in _PREFERENCES if random.random() < share}
