"""Make up a workshop's last years: the same arguments give the same workshop on every machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from random import Random

from workshop_crm.core.demo.acquaintance import interactions_with, knowing
from workshop_crm.core.demo.answers import answers_to
from workshop_crm.core.demo.catalogue import ITEMS
from workshop_crm.core.demo.history import Garage, cars_of, visits_of
from workshop_crm.core.demo.model import DemoCustomer, DemoVehicle, DemoVisit, DemoWorkshop
from workshop_crm.core.demo.people import new_customer
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES

MAX_CUSTOMERS = 99_999
_REGULARS_SHARE = 0.35
_REGULARS_DAYS = 90


def generate(*, today: date, seed: int = 7, customers: int = 300, years: int = 2) -> DemoWorkshop:
	"""A workshop that opened `years` ago and was busy until yesterday, so that today is the user's own.

	A third of the customers come from the first months, the others join evenly. Raises ValueError for fewer than 0 or
	more than `MAX_CUSTOMERS` customers, or less than one year.
	"""
	if not 0 <= customers <= MAX_CUSTOMERS or years < 1:
		raise ValueError(f"Ask for up to {MAX_CUSTOMERS} customers and at least one year.")
	random = Random(seed)
	until = today - timedelta(days=1)
	opened = until - timedelta(days=round(365.25 * years))
	joining = sorted(_joining_day(random, opened, until) for _ in range(customers))
	people = [new_customer(random, number, day) for number, day in enumerate(joining, 1)]
	vehicles, visits = _histories(random, people, joining, until)
	answers = answers_to(random, visits, {one.code: one for one in people}, until)
	people = [knowing(random, one, day) for one, day in zip(people, joining, strict=True)]
	return DemoWorkshop(
		service_types=DEFAULT_SERVICE_TYPES,
		items=ITEMS,
		customers=tuple(people),
		vehicles=vehicles,
		visits=visits,
		answers=tuple(answers),
		interactions=tuple(interactions_with(random, visits, {one.code: one for one in people}, until)),
	)


def _joining_day(random: Random, opened: date, until: date) -> date:
	span = (until - opened).days
	days = random.randint(0, _REGULARS_DAYS if random.random() < _REGULARS_SHARE else span - 1)
	return opened + timedelta(days=days)


def _histories(
	random: Random, people: list[DemoCustomer], joining: list[date], until: date
) -> tuple[tuple[DemoVehicle, ...], tuple[DemoVisit, ...]]:
	garage, vehicles, visits = Garage(random), [], []
	for customer, joined in zip(people, joining, strict=True):
		cars = cars_of(garage, customer, joined, until)
		visits += visits_of(random, customer, cars, joined, until)
		vehicles += [car.record(customer.code) for car in cars]
	visits.sort(key=lambda visit: (visit.date, visit.hour, visit.vehicle))
	numbered = tuple(replace(visit, code=f"DEMO-VIS-{number:06d}") for number, visit in enumerate(visits, 1))
	return tuple(vehicles), numbered
