"""The list of cars that need a service: its filters, a row of it, and what came of the last reminder."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from operator import itemgetter
from typing import Any, Final, Literal, get_args

from workshop_crm.core.common.choice import chosen_names
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language, name_in
from workshop_crm.core.common.spreadsheets import Cell
from workshop_crm.core.names.phones import phone_view
from workshop_crm.core.vehicles.kept_due import NONE_BEFORE, by_urgency
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.core.vehicles.reminders import Reminder, model_label, reminder_by_hand
from workshop_crm.core.vehicles.service_due import SOON, ServiceDue

When = Literal["all", "overdue", "soon"]
WHENS: tuple[When, ...] = get_args(When)
LATE: Final[Mapping[str, int | None]] = {"30": 30, "90": 90, "365": 365, "all": None}
"""How many days late a car may be to stay on the list; a customer who has not come for years is not reminded any more."""
MAX_LATE: Final = "365"
CAME_WITHIN = timedelta(days=30)
"""A visit this soon after a reminder counts as its success."""
MAX_EXPORTED = 50_000


@dataclass(frozen=True, slots=True)
class DueFilters:
	"""What is empty is not asked. `late_days` is None for any lateness; `vehicles` are those that somebody has selected."""

	when: When = "all"
	late_days: int | None = 365
	service_type: str = ""
	branch: str = ""
	make: str = ""
	vehicles: tuple[str, ...] = ()

	@property
	def late(self) -> str:
		"""The choice of lateness, as a request and a run name it."""
		return next(name for name, number in LATE.items() if number == self.late_days)


@dataclass(frozen=True, slots=True)
class DueArguments:
	"""The filters as a request carries them."""

	when: str | None = None
	late: str | None = None
	service_type: str | None = None
	branch: str | None = None
	make: str | None = None

	def read(self, vehicles: Sequence[object] | None = None) -> DueFilters:
		"""Raises InvalidInput for a part of the list, or a lateness, that there is not, and for vehicles that are no names."""
		when = next((one for one in WHENS if one == (self.when or "all")), None)
		if when is None:
			raise InvalidInput(N_("There is no such part of the list of due services.")).at("when")
		late = self.late or MAX_LATE
		if late not in LATE:
			raise InvalidInput(N_("Choose 30, 90 or 365 days, or all.")).at("late")
		return DueFilters(
			when,
			LATE[late],
			self.service_type or "",
			self.branch or "",
			self.make or "",
			chosen_names("vehicles", vehicles),
		)


@dataclass(frozen=True, slots=True)
class Days:
	"""`overdue_from` of the rows that are wanted: after the first day (None: any), up to and with the last one.

	What a car needed until `lapsed` (None: nothing) is not asked for any more, and hides nothing that it needs later.
	"""

	after: date | None
	until: date
	lapsed: date | None


def days_of(filters: DueFilters, today: date) -> Days:
	"""Which rows of the kept services are on a part of the list."""
	oldest = _oldest(filters.late_days, today)
	soon = today + SOON + timedelta(days=1)
	if filters.when == "overdue":
		return Days(oldest, today, oldest)
	return Days(today if filters.when == "soon" else oldest, soon, oldest)


def most_urgent(kept: Iterable[Mapping[str, Any]], today: date) -> dict[str, Mapping[str, Any]]:
	"""By customer, the kept row of the service that their cars have needed longest, or need soonest, without lapsed ones."""
	days = days_of(DueFilters(), today)
	wanted = [row for row in kept if (days.after or date.min) < row["overdue_from"] <= days.until]
	return {row["customer"]: row for row in sorted(wanted, key=itemgetter("overdue_from"), reverse=True)}


def reminder_of_run(due: Iterable[ServiceDue], run: Mapping[str, Any], today: date) -> Reminder:
	"""What a run that was begun from the list reminds of: the service with which the car is on it.

	`run` has service_type and late. Raises InvalidInput when nothing is due.
	"""
	dated = by_urgency(due, today)
	oldest = _oldest(LATE[run["late"] or MAX_LATE], today) or date.min
	listed = next((one.service_type for overdue_from, one in dated if overdue_from > oldest), "")
	return reminder_by_hand([one for _day, one in dated], today, run["service_type"] or listed)


def conditions(filters: DueFilters, today: date) -> list[tuple[str, str, Any]]:
	"""What a kept row must fulfil: field, operator and value.

	A car is on the list once, with the service asked for or its most urgent one that has not lapsed.
	"""
	days = days_of(filters, today)
	named = [
		(name, "=", value) for name, value in (("branch", filters.branch), ("make", filters.make)) if value
	]
	return [
		("service_type", "=", filters.service_type)
		if filters.service_type
		else ("previous_from", "<=", days.lapsed or NONE_BEFORE),
		*named,
		*([("vehicle", "in", list(filters.vehicles))] if filters.vehicles else []),
		*([("overdue_from", ">", days.after)] if days.after else []),
		("overdue_from", "<=", days.until),
	]


@dataclass(frozen=True, slots=True)
class LastReminder:
	"""The latest reminder about a car to its present owner: whether it has left, and whether its address wants no more messages since."""

	on: date
	status: str
	channel: str
	has_left: bool
	opted_out: bool = False


@dataclass(frozen=True, slots=True)
class Around:
	"""What the rows of a page name, by its id. `also` are the other kept rows of the cars on the page."""

	today: date
	language: Language
	translate: Callable[[str], str]
	region: str
	customers: Mapping[str, Mapping[str, Any]]
	cars: Mapping[str, Mapping[str, Any]]
	names_ar: Mapping[str, str] = field(default_factory=dict)
	reminders: Mapping[str, LastReminder] = field(default_factory=dict)
	also: Iterable[Mapping[str, Any]] = ()


def rows_view(rows: Iterable[Mapping[str, Any]], around: Around) -> list[dict[str, Any]]:
	"""A page of the list as plain JSON values."""
	others: dict[str, list[str]] = {}
	for one in sorted(around.also, key=itemgetter("overdue_from")):
		if one["overdue_from"] <= around.today + SOON + timedelta(days=1):
			others.setdefault(one["vehicle"], []).append(one["service_type"])
	return [_row(row, others.get(row["vehicle"], []), around) for row in rows]


def part_of(filters: DueFilters, when: When) -> DueFilters:
	"""The filters of one part of the list, of all cars; each car is on one of the two parts."""
	return replace(filters, when=when, vehicles=())


def list_view(
	rows: Sequence[dict[str, Any]],
	when: When,
	overdue: int,
	soon: int,
	options: Mapping[str, Sequence[Any]],
) -> dict[str, Any]:
	"""The reply of the screen: how many rows all pages have, and how many of each part under the other filters."""
	total = {"all": overdue + soon, "overdue": overdue, "soon": soon}[when]
	return {"rows": rows, "total": total, "overdue": overdue, "soon": soon, "options": options}


def outcome(reminder: LastReminder, last_visit: date | None) -> str:
	"""What came of a reminder: the customer came, wants no more messages, or else where the message is.

	Nobody came because of a message that has not left.
	"""
	if reminder.has_left and last_visit and reminder.on < last_visit <= reminder.on + CAME_WITHIN:
		return "Came"
	return "Opted Out" if reminder.opted_out else reminder.status


HEADS = (
	N_("Customer"), N_("Name"), N_("Arabic name"), N_("Phone"), N_("Car"), N_("Plate"), N_("Service"), N_("Due on"), N_("Due at km"),
	N_("Days late"), N_("Last visit"), N_("Last reminder"), N_("What came of it"),
)  # fmt: skip


def table_rows(rows: Iterable[Mapping[str, Any]], translate: Callable[[str], str]) -> list[list[Cell]]:
	"""The list as a file has it, as it is shown."""
	return [
		[translate(head) for head in HEADS],
		*(
			[
				row["customer"],
				row["name"],
				row["name_ar"],
				row["phone"]["display"] if row["phone"] else "",
				row["car"],
				row["plate"],
				row["service"],
				row["due_on"],
				row["due_km"],
				row["days_late"],
				row["last_visit"],
				row["reminder"]["on"] if row["reminder"] else None,
				translate(row["reminder"]["outcome"]) if row["reminder"] else None,
			]
			for row in rows
		),
	]


def _oldest(late_days: int | None, today: date) -> date | None:
	return None if late_days is None else today - timedelta(days=late_days)


def _row(row: Mapping[str, Any], services: Sequence[str], around: Around) -> dict[str, Any]:
	customer = around.customers.get(row["customer"], {})
	car = around.cars.get(row["vehicle"], {})
	number, extension = customer.get("mobile_no"), customer.get("phone_extension") or ""
	return {
		"vehicle": row["vehicle"],
		"customer": row["customer"],
		"name": customer.get("customer_name") or "",
		"name_ar": customer.get("customer_name_ar") or "",
		"phone": phone_view(number, extension, around.region, around.translate),
		"car": model_label(car),
		"plate": _plate(car),
		"plate_ar": car.get("plate_ar") or "",
		"service_type": row["service_type"],
		"service": _service(row["service_type"], around),
		"also": [_service(name, around) for name in services if name != row["service_type"]],
		"due_on": row["due_on"].isoformat(),
		"due_km": row["due_km"] or None,
		"reason": row["reason"],
		"status": "overdue" if row["overdue_from"] <= around.today else "soon",
		"days_late": max((around.today - row["due_on"]).days, 0),
		"last_on": row["last_on"].isoformat(),
		"last_visit": row["last_visit"].isoformat() if row["last_visit"] else None,
		"reminder": _reminder(around.reminders.get(row["vehicle"]), row["last_visit"]),
	}


def _reminder(reminder: LastReminder | None, last_visit: date | None) -> dict[str, str] | None:
	if reminder is None:
		return None
	return {
		"on": reminder.on.isoformat(),
		"channel": reminder.channel,
		"outcome": outcome(reminder, last_visit),
	}


def _plate(car: Mapping[str, Any]) -> str:
	return shown_plate(car.get("plate_latin") or "", car.get("name") or "", car.get("chassis_no") or "")


def _service(name: str, around: Around) -> str:
	return name_in(around.language, name, around.names_ar.get(name))
