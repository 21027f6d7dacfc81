"""The life of one customer of the made-up workshop: cars, and the visits that their use and age bring."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random

from workshop_crm.core.demo.cars import FLEET_MODELS, MODELS, CarModel, new_plate, new_vin
from workshop_crm.core.demo.catalogue import POPULARITY, RATES, RECIPES, SUMMER, SUMMER_FACTOR
from workshop_crm.core.demo.model import DemoCustomer, DemoLine, DemoVehicle, DemoVisit
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES, ServiceType

_FRIDAY = 4
_HOURS = {8: 6, 9: 10, 10: 11, 11: 8, 12: 4, 13: 2, 14: 3, 15: 6, 16: 10, 17: 11, 18: 9, 19: 6, 20: 4}
"""Visits by hour: a peak in the morning, another when work ends."""
_WINTER_ACCEPTANCE = 0.8
_DAYS_PER_YEAR = 365.25
_DAYS_PER_MONTH = _DAYS_PER_YEAR / 12


@dataclass(slots=True)
class Car:
	"""A car while it is driven; `done` remembers day and odometer of the last service of each type."""

	code: str
	car_model: CarModel
	year: int
	plate: str
	vin: str
	from_date: date
	to_date: date | None
	km_per_day: float
	odometer: int
	seen_on: date
	done: dict[str, tuple[date, int]] = field(default_factory=dict)

	def drive_until(self, random: Random, day: date) -> None:
		"""Let the odometer grow to a later day."""
		days = (day - self.seen_on).days
		self.odometer += round(days * self.km_per_day * random.uniform(0.8, 1.2))
		self.seen_on = day

	def record(self, customer: str) -> DemoVehicle:
		return DemoVehicle(
			code=self.code,
			customer=customer,
			make=self.car_model.make,
			model=self.car_model.model,
			year=self.year,
			plate=self.plate,
			vin=self.vin,
			odometer=self.odometer,
			from_date=self.from_date,
			to_date=self.to_date,
		)


@dataclass(slots=True)
class Garage:
	"""Gives out cars with codes, plates and chassis numbers that no other has."""

	random: Random
	plates: set[str] = field(default_factory=set)
	count: int = 0

	def new_car(self, models: tuple[CarModel, ...], from_date: date, to_date: date | None) -> Car:
		"""A car that somebody has from one day to another."""
		self.count += 1
		random = self.random
		car_model = random.choices(models, [one.weight for one in models])[0]
		age = min(int(random.expovariate(1 / 5)), 15)
		km_per_day = random.uniform(30, 85)
		return Car(
			code=f"DEMO-VEH-{self.count:05d}",
			car_model=car_model,
			year=from_date.year - age,
			plate=new_plate(random, self.plates),
			vin=new_vin(random, car_model, self.count),
			from_date=from_date,
			to_date=to_date,
			km_per_day=km_per_day,
			odometer=round((age + random.random()) * _DAYS_PER_YEAR * km_per_day),
			seen_on=from_date,
		)


def cars_of(garage: Garage, customer: DemoCustomer, joined: date, until: date) -> list[Car]:
	"""One car or a few, a fleet for a company; some people replace theirs in between."""
	random = garage.random
	if customer.kind == "Company":
		return [garage.new_car(FLEET_MODELS, joined, None) for _ in range(random.randint(3, 7))]
	cars = [garage.new_car(MODELS, joined, None) for _ in range(random.choices((1, 2, 3), (76, 20, 4))[0])]
	if random.random() < 0.08 and (until - joined).days > 200:
		sold = joined + timedelta(days=random.randint(100, (until - joined).days - 30))
		cars[0].to_date = sold
		cars.append(garage.new_car(MODELS, sold + timedelta(days=1), None))
	return cars


def visits_of(
	random: Random, customer: DemoCustomer, cars: list[Car], joined: date, until: date
) -> list[DemoVisit]:
	"""Visits from the day of joining up to `until`; their codes are given later, in order of time.

	Customers differ in how often they come (gamma) and in how likely they are never to return after a visit (beta),
	as the BG/NBD model has it.
	"""
	visits_per_year = max(random.gammavariate(2.2, 1.7), 0.2) * len(cars) ** 0.7
	leaves_after_a_visit = random.betavariate(1, 7)
	found, day = [], _open_day(joined)
	while day <= until:
		if random.random() < _season(day):
			found.append(_visit(random, customer, cars, day))
			if random.random() < leaves_after_a_visit:
				break
		day = _open_day(day + timedelta(days=3 + round(random.expovariate(visits_per_year / _DAYS_PER_YEAR))))
	return found


def _open_day(day: date) -> date:
	"""The day itself; a Friday becomes the Saturday or, every other week, the Sunday after it."""
	if day.weekday() != _FRIDAY:
		return day
	return day + timedelta(days=1 + day.toordinal() // 7 % 2)


def _season(day: date) -> float:
	return 1.0 if day.month in SUMMER else _WINTER_ACCEPTANCE


def _visit(random: Random, customer: DemoCustomer, cars: list[Car], day: date) -> DemoVisit:
	owned = [car for car in cars if car.from_date <= day and (car.to_date is None or day <= car.to_date)]
	car = random.choice(owned)
	car.drive_until(random, day)
	needs = [_need(one, car, day) for one in DEFAULT_SERVICE_TYPES]
	service = random.choices(DEFAULT_SERVICE_TYPES, needs)[0]
	car.done[service.name] = (day, car.odometer)
	return DemoVisit(
		code="",
		customer=customer.code,
		vehicle=car.code,
		date=day,
		hour=random.choices(tuple(_HOURS), tuple(_HOURS.values()))[0],
		odometer=car.odometer,
		service_type=service.name,
		lines=_lines(random, service.name),
	)


def _need(service: ServiceType, car: Car, day: date) -> float:
	"""How likely this service is chosen: popularity, the season, and whether it is due by time or distance."""
	need = float(POPULARITY[service.name])
	if day.month in SUMMER:
		need *= SUMMER_FACTOR.get(service.name, 1.0)
	if service.name not in car.done:
		return need
	last_day, last_odometer = car.done[service.name]
	by_time = (
		(day - last_day).days / (service.interval_months * _DAYS_PER_MONTH) if service.interval_months else 1
	)
	by_distance = (car.odometer - last_odometer) / service.interval_km if service.interval_km else 0
	due = max(by_time, by_distance)
	return need * (3.0 if due >= 0.9 else 0.05)


def _lines(random: Random, service: str) -> tuple[DemoLine, ...]:
	return tuple(
		DemoLine(part.item, random.choice(part.quantities), RATES[part.item])
		for part in RECIPES[service]
		if random.random() < part.chance
	)
