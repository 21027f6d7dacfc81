"""Past invoices as the rules read them, put together from the rows that a host loads all at once."""

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import NamedTuple

from workshop_crm.core.loyalty.back_test import PastInvoice
from workshop_crm.core.loyalty.rules.facts import LastService, LineFacts, SaleFacts

Names = frozenset[str]
NO_NAMES = Names()


class Head(NamedTuple):
	"""An invoice or a credit note, whose total is negative and which names its invoice."""

	name: str
	customer: str
	day: date
	total: Decimal
	return_against: str | None = None
	vehicle: str | None = None
	odometer: int | None = None
	service_type: str | None = None
	cost_center: str | None = None
	customer_group: str | None = None


class Line(NamedTuple):
	net: Decimal
	item: str
	item_group: str | None = None
	service_type: str | None = None


class Car(NamedTuple):
	make: str
	model_year: int | None


class Person(NamedTuple):
	born_on: date | None
	referred: bool


class ServiceInterval(NamedTuple):
	months: int | None
	km: int | None


@dataclass(frozen=True, slots=True)
class History:
	"""`heads` are of all days up to the last one, `lines` of the invoices that are tried out. `above` are the names of a
	group with those above it; `answered` the days of a customer's answers, the earliest first."""

	heads: Sequence[Head]
	lines: Mapping[str, Sequence[Line]]
	cars: Mapping[str, Car] = field(default_factory=dict)
	persons: Mapping[str, Person] = field(default_factory=dict)
	intervals: Mapping[str, ServiceInterval] = field(default_factory=dict)
	answered: Mapping[str, Sequence[date]] = field(default_factory=dict)
	above: Mapping[str, Mapping[str, Names]] = field(default_factory=dict)

	@property
	def count(self) -> int:
		"""How many invoices there are, without the credit notes."""
		return sum(not head.return_against for head in self.heads)


def past_invoices(history: History) -> Iterator[PastInvoice]:
	"""In the order of their customers, and of their days within each."""
	returned: dict[str, Decimal] = defaultdict(Decimal)
	for head in history.heads:
		if head.return_against:
			returned[head.return_against] -= head.total
	invoices = [head for head in history.heads if not head.return_against]
	services = _services(invoices)
	for head in sorted(invoices, key=lambda head: (head.customer, head.day)):
		yield PastInvoice(
			head.customer,
			head.name,
			head.total,
			returned.get(head.name, Decimal(0)),
			_sale(history, head, services),
		)


Services = Mapping[str, Mapping[str, Sequence[tuple[date, int | None]]]]


def _services(invoices: Sequence[Head]) -> Services:
	"""When each car had each service, the earliest first, and its odometer then."""
	found: dict[str, dict[str, list[tuple[date, int | None]]]] = defaultdict(lambda: defaultdict(list))
	for head in sorted(invoices, key=lambda head: head.day):
		if head.vehicle and head.service_type:
			found[head.vehicle][head.service_type].append((head.day, head.odometer))
	return found


def _sale(history: History, head: Head, services: Services) -> SaleFacts:
	lines = history.lines.get(head.name)
	if lines is None:
		return SaleFacts(head.day, ())
	car = history.cars.get(head.vehicle or "")
	person = history.persons.get(head.customer)
	return SaleFacts(
		head.day,
		tuple(_line(history, head, line) for line in lines),
		branches=_above(history, "branch", head.cost_center),
		vehicle_make=car.make if car else "",
		model_year=car.model_year if car else None,
		odometer=head.odometer,
		last_services=dict(_last_services(history, head, services)),
		customer_groups=_above(history, "customer_group", head.customer_group),
		born_on=person.born_on if person else None,
		answered_on=_latest(history.answered.get(head.customer, ()), head.day),
		referred=bool(person and person.referred),
	)


def _line(history: History, head: Head, line: Line) -> LineFacts:
	return LineFacts(
		line.net,
		line.item,
		_above(history, "item_group", line.item_group),
		line.service_type or head.service_type or "",
	)


def _above(history: History, kind: str, name: str | None) -> Names:
	return history.above.get(kind, {}).get(name, Names({name})) if name else NO_NAMES


def _last_services(history: History, head: Head, services: Services) -> Iterator[tuple[str, LastService]]:
	for service, done in services.get(head.vehicle or "", {}).items():
		interval = history.intervals.get(service)
		place = bisect_left(done, head.day, key=lambda one: one[0])
		if interval and place:
			day, km = done[place - 1]
			yield service, LastService(day, km, interval.months, interval.km)


def _latest(days: Sequence[date], day: date) -> date | None:
	place = bisect_right(days, day)
	return days[place - 1] if place else None
