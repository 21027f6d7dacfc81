"""Which cars their owners are reminded of, and of what: by the scheduler under the owner's rule, or by hand."""

from __future__ import annotations

import hashlib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from workshop_crm.core.common.dates import written_day
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.core.vehicles.service_due import ServiceDue

BEFORE = "Before the service is due"
AFTER = "After the service was due"
PURPOSE: Final = "Service Reminder"
CAR_CAME = N_("The car was here since, or has another owner.")
NOTHING_DUE = N_(
	"It is not known when the next service of this car is due: that needs a first service, or two readings of the odometer."
)
NO_OWNER = N_("This car has no known owner. Add the owner first.")
REMINDED_LATELY = N_("The customer was reminded of this car within the last 30 days.")
REMINDED_OFTEN = N_("The customer has had as many reminders as the limit allows.")

MAX_LATE = timedelta(days=14)
"""How long after its day a reminder still goes, such as when reminders were switched on only then."""
TOGETHER = timedelta(days=14)
"""Services due within these days of the first one are named in its reminder."""
LAPSED = timedelta(days=365)
"""A service that is later than this is not spoken of before one that is not: whoever did not come for it will not now."""
MIN_BETWEEN = timedelta(days=30)
"""A car that is spoken of is left alone for so long: what is due soon was named, or is reminded of afterwards."""


@dataclass(frozen=True, slots=True)
class ReminderRule:
	"""The owner's rule: whether reminders go by themselves, how many days before or after the day on which a service is due,
	and at most how many a customer gets in so many days, whatever number of cars they have; no limit where either is 0.
	"""

	enabled: bool = False
	days: int = 7
	when: str = BEFORE
	cap_count: int = 2
	cap_days: int = 30

	def day_for(self, due_on: date) -> date:
		"""The day on which a service is reminded of."""
		days = timedelta(days=self.days)
		return due_on - days if self.when == BEFORE else due_on + days


@dataclass(frozen=True, slots=True)
class Reminded:
	"""A reminder that was written; one that failed or was withdrawn does not count."""

	vehicle: str
	on: date


@dataclass(frozen=True, slots=True)
class Reminder:
	"""What a car is reminded of. `services` are types, the most urgent first; it is not wanted after `until`."""

	services: tuple[str, ...]
	due_on: date
	last_on: date
	until: date


def check_rule(rule: ReminderRule) -> None:
	"""Raises InvalidInput for a rule that makes no sense."""
	if not 0 <= rule.days <= 365:
		raise InvalidInput(N_("Service reminders go at most a year before or after the day.")).at("days")
	if rule.cap_count < 0 or rule.cap_days < 0:
		raise InvalidInput(N_("A limit cannot be negative; 0 means no limit.")).at("cap_count")


def due_reminder(
	due: Sequence[ServiceDue], rule: ReminderRule, vehicle: str, earlier: Iterable[Reminded], today: date
) -> Reminder | None:
	"""What the owner of a car is to be reminded of today; None when of nothing.

	`due` is what the car needs, soonest first; `earlier` are the reminders that the owner got about any car.
	"""
	if not rule.enabled or kept_back(rule, vehicle, tuple(earlier), today):
		return None
	dated = [(one.due_on, one) for one in due if one.due_on]
	not_too_late = [(day, one) for day, one in dated if today <= rule.day_for(day) + MAX_LATE]
	if not not_too_late or today < (planned := rule.day_for(not_too_late[0][0])):
		return None
	return _reminder(not_too_late, planned + MAX_LATE)


def kept_back(rule: ReminderRule, vehicle: str, earlier: Sequence[Reminded], today: date) -> str:
	"""Why a car is left alone, a translatable text; empty when it may be reminded of. `earlier` as for `due_reminder`."""
	if any(one.vehicle == vehicle and one.on > today - MIN_BETWEEN for one in earlier):
		return REMINDED_LATELY
	if not (rule.cap_count and rule.cap_days):
		return ""
	within = [one for one in earlier if one.on > today - timedelta(days=rule.cap_days)]
	return REMINDED_OFTEN if len(within) >= rule.cap_count else ""


def kept_back_in_turn(
	targets: Iterable[tuple[str, str]],
	reached: Container[str],
	rule: ReminderRule,
	earlier: Mapping[str, list[Reminded]],
	today: date,
) -> Iterator[str]:
	"""Why each of many cars is left alone, as `kept_back`; a reminder of one car counts for the owner's next one.

	`targets` are cars with their owners, `reached` the owners to whom a message can go. `earlier` has what each owner was
	reminded of and grows on the way.
	"""
	for vehicle, customer in targets:
		reason = kept_back(rule, vehicle, earlier[customer], today)
		if not reason and customer in reached:
			earlier[customer].append(Reminded(vehicle, today))
		yield reason


def reminder_by_hand(due: Sequence[ServiceDue], today: date, service_type: str = "") -> Reminder:
	"""What somebody reminds the owner of a car of, whenever it is due: of one service, or of the most urgent one.

	Raises InvalidInput when nothing is due.
	"""
	dated = [(one.due_on, one) for one in due if one.due_on]
	if service_type:
		first = next((pair for pair in dated if pair[1].service_type == service_type), None)
	else:
		recent = (pair for pair in dated if pair[0] >= today - LAPSED)
		first = next(recent, next(iter(dated), None))
	if first is None:
		raise InvalidInput(NOTHING_DUE)
	others = [pair for pair in dated if pair is not first and abs(pair[0] - first[0]) <= TOGETHER]
	return _reminder([first, *others], today + MAX_LATE)


def reminder_key(vehicle: str, reminder: Reminder) -> str:
	"""The same for each reminder of one service since it was last done: it is written once, however its day moves."""
	return _key(vehicle, reminder.services[0], reminder.last_on.isoformat())


def key_by_hand(vehicle: str, today: date) -> str:
	"""The same for a whole day: pressed twice, it is written once."""
	return _key(vehicle, "by hand", today.isoformat())


def is_outdated(written_on: date, customer: str, owner: str | None, last_visit: date | None) -> bool:
	"""Whether a reminder that waits is not wanted any more: the car was here since, or has another owner."""
	return owner != customer or (last_visit is not None and last_visit >= written_on)


def car_label(car: Mapping[str, object], language: Language) -> str:
	"""A car as its owner knows it, such as "Toyota Camry ABJ 1234"."""
	plate = shown_plate(_text(car, "plate_latin"), _text(car, "name"), _text(car, "chassis_no"))
	plate = _text(car, "plate_ar") or plate if language == "ar" else plate
	return " ".join(part for part in (model_label(car), plate) if part)


def model_label(car: Mapping[str, object]) -> str:
	"""Make and model, as far as they are known."""
	return " ".join(part for part in (_text(car, "make"), _text(car, "model")) if part)


def places(
	reminder: Reminder, car: Mapping[str, object], names_ar: Mapping[str, str], language: Language
) -> dict[str, str]:
	"""What fills the places of the message. `names_ar` are Arabic names by service type."""
	services = (name_in(language, service, names_ar.get(service)) for service in reminder.services)
	return {
		"vehicle": car_label(car, language),
		"service": ("، " if language == "ar" else ", ").join(services),
		"date": written_day(reminder.due_on, language),
	}


def _reminder(dated: Sequence[tuple[date, ServiceDue]], until: date) -> Reminder:
	"""Of the first one, which is the most urgent, and of what is due soon after it."""
	due_on, first = dated[0]
	named = tuple(one.service_type for day, one in dated if day <= due_on + TOGETHER)
	return Reminder(named, due_on, first.last_on, until)


def _key(*parts: str) -> str:
	return "service:" + hashlib.sha256("|".join(parts).encode()).hexdigest()[:40]


def _text(car: Mapping[str, object], field: str) -> str:
	return str(car.get(field) or "")
