"""The made-up workshop in memory. The same size gives the same workshop; dates count back from `today`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

import numpy as np

from benchmarks.profile.size import FLEET_OWNER, YEARS, Size, opening
from workshop_crm.core.demo.cars import MODELS
from workshop_crm.core.demo.history import Garage
from workshop_crm.core.demo.people import new_customer
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES

SEED = 7
_DAYS = 365 * YEARS
_SOLD_SHARE = 0.1
# Kind of work, how common it is, and what it costs about, in riyals; in the order of DEFAULT_SERVICE_TYPES.
_SHARES = (0.36, 0.16, 0.11, 0.07, 0.06, 0.08, 0.09, 0.07)
_PRICES = (260, 720, 520, 1500, 375, 420, 220, 950)


class Person(NamedTuple):
	"""A customer; `name` is the record's, as ERPNext numbers people of the same name."""

	n: int
	name: str
	customer_name: str
	given: str
	family: str
	name_ar: str
	language: str
	phone: str
	email: str
	joined: date


class Car(NamedTuple):
	"""A car of `owner` (a person's n), bought from `former` on `bought`, if those are set."""

	n: int
	owner: int
	former: int | None
	bought: date | None
	first_seen: date
	name: str
	plate_ar: str
	plate_key: str
	make: str
	model: str
	year: int
	vin: str
	odometer: int


class Visit(NamedTuple):
	"""An invoice; `service` is a place in DEFAULT_SERVICE_TYPES."""

	n: int
	person: int
	car: int
	day: date
	hour: int
	service: int
	amount: float
	odometer: int


def people(size: Size, today: date) -> Iterator[Person]:
	random, seen = Random(SEED), Counter[str]()
	opened = opening(today)
	for n in range(1, size.customers + 1):
		joined = opened + timedelta(days=random.randrange(_DAYS // 2))
		made = new_customer(random, n, joined)
		given, family = made.name.split(" ", 1)
		name = f"{made.name} - {seen[made.name]}" if seen[made.name] else made.name
		seen[made.name] += 1
		yield Person(
			n=n,
			name=name,
			customer_name=made.name,
			given=given,
			family=family,
			name_ar=made.name_ar,
			language={"ar": "Arabic", "en": "English"}[made.language],
			phone=f"+96650{n:07d}",
			email=made.email,
			joined=joined,
		)


class Fleet:
	"""The cars of the workshop, and whose they were when."""

	def __init__(self, size: Size, today: date) -> None:
		random = np.random.default_rng(SEED)
		self._size, self._opened = size, opening(today)
		strangers = size.vehicles - size.customers - size.fleet_cars
		self.owner = np.concatenate(
			[
				np.arange(1, size.customers + 1),
				np.full(size.fleet_cars, FLEET_OWNER),
				random.integers(1, size.customers + 1, strangers),
			]
		)
		self.former = random.integers(1, size.customers + 1, size.vehicles)
		self.first_day = random.integers(0, _DAYS // 2, size.vehicles)
		self.bought_day = self.first_day + random.integers(100, _DAYS // 2, size.vehicles)
		changed = random.random(size.vehicles) < _SOLD_SHARE
		self.was_sold = changed & (self.former != self.owner) & (self.owner != FLEET_OWNER)
		self.first_reading = random.integers(0, 150_000, size.vehicles)
		self.km_per_day = random.uniform(30, 85, size.vehicles)

	def cars(self) -> Iterator[Car]:
		garage = Garage(Random(SEED))
		for place in range(self._size.vehicles):
			first_seen = self._opened + timedelta(days=int(self.first_day[place]))
			bought = self._opened + timedelta(days=int(self.bought_day[place]))
			was_sold = bool(self.was_sold[place])
			made = garage.new_car(MODELS, first_seen, None)
			plate = parse_plate(made.plate)
			yield Car(
				n=place + 1,
				owner=int(self.owner[place]),
				former=int(self.former[place]) if was_sold else None,
				bought=bought if was_sold else None,
				first_seen=first_seen,
				name=plate.latin,
				plate_ar=plate.arabic,
				plate_key=plate.key,
				make=made.car_model.make,
				model=made.car_model.model,
				year=made.year,
				vin=made.vin,
				odometer=int(self.reading(place, _DAYS)),
			)

	def reading(self, place: np.ndarray | int, day: np.ndarray | int) -> np.ndarray:
		"""What the odometers showed, in km."""
		return (self.first_reading[place] + (day - self.first_day[place]) * self.km_per_day[place]).astype(
			int
		)


def visits(size: Size, today: date, fleet: Fleet) -> Iterator[Visit]:
	"""All visits in order of time; customers differ in how often they come (gamma)."""
	random = np.random.default_rng(SEED + 1)
	car = np.repeat(np.arange(size.vehicles), _visits_per_car(random, size, fleet))
	first = fleet.first_day[car]
	day = first + (random.random(size.invoices) * (_DAYS - first)).astype(int)
	order = np.argsort(day, kind="stable")
	car, day = car[order], day[order]
	person = np.where(
		fleet.was_sold[car] & (day < fleet.bought_day[car]), fleet.former[car], fleet.owner[car]
	)
	service = random.choice(len(DEFAULT_SERVICE_TYPES), size.invoices, p=_SHARES)
	amount = np.array(_PRICES)[service] * random.lognormal(0, 0.35, size.invoices)
	opened = opening(today)
	columns = (
		person,
		car + 1,
		day,
		random.integers(8, 21, size.invoices),
		service,
		np.round(amount, 2),
		fleet.reading(car, day),
	)
	days = [opened + timedelta(days=number) for number in range(_DAYS)]
	for n, (who, which, when, hour, kind, riyals, km) in enumerate(
		zip(*(column.tolist() for column in columns), strict=True), 1
	):
		yield Visit(n, who, which, days[when], hour, kind, riyals, km)


def _visits_per_car(random: np.random.Generator, size: Size, fleet: Fleet) -> np.ndarray:
	weight = random.gamma(1.2, 1.0, size.vehicles)
	in_fleet = np.zeros(size.vehicles, dtype=bool)
	in_fleet[size.customers : size.customers + size.fleet_cars] = True
	counts = random.multinomial(
		size.invoices - size.fleet_visits, np.where(in_fleet, 0, weight) / weight[~in_fleet].sum()
	)
	if size.fleet_cars:
		counts[in_fleet] = random.multinomial(size.fleet_visits, weight[in_fleet] / weight[in_fleet].sum())
	return counts
