"""All records of the made-up workshop in order. What is there already is left alone, so it can be run again."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from datetime import date

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.demo.generate import generate
from workshop_crm.core.demo.model import DemoWorkshop
from workshop_crm.services.analytics import scoring
from workshop_crm.services.demo import foundation, people, till, visits
from workshop_crm.services.messaging import rules
from workshop_crm.services.platform import settings
from workshop_crm.services.search import upkeep as search_upkeep
from workshop_crm.services.vehicles import kept_due

COMMIT_EVERY = 20
# Where the site remembers what was asked for: the same workshop goes on, also on another day.
REMEMBERED = "workshop_crm_demo"

Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
	"""What makes one made-up workshop; `today` is the day on which it was asked for first."""

	customers: int
	years: int
	seed: int
	today: str


def make(
	customers: int = 60, years: int = 2, seed: int = 7, progress: Progress | None = None, force: bool = False
) -> int:
	"""Fill the site; returns how many records were looked at.

	Raises Conflict where there are real invoices (unless `force`), or a made-up workshop of another size.
	"""
	request = _remembered(Request(customers, years, seed, getdate().isoformat()), force)
	workshop = generate(
		today=date.fromisoformat(request.today),
		seed=request.seed,
		customers=request.customers,
		years=request.years,
	)
	opened = min((visit.date for visit in workshop.visits), default=getdate())
	foundation.prepare(workshop, opened)
	till.prepare(workshop, settings.company())
	frappe.db.commit()
	done = _Counter(len(workshop.customers) + len(workshop.vehicles) + len(workshop.visits), progress)
	names = _people(workshop, done)
	_visits(workshop, names, done)
	_finish(workshop, names)
	return done.total


def _remembered(request: Request, force: bool) -> Request:
	"""The request of the first time; its day counts, because all dates hang on it."""
	known = frappe.db.get_default(REMEMBERED)
	if not known:
		_refuse_to_write_to_strangers()
		if not force:
			_refuse_real_data()
		frappe.db.set_default(REMEMBERED, json.dumps(asdict(request)))
		return request
	first = Request(**json.loads(known))
	if (first.customers, first.years, first.seed) != (request.customers, request.years, request.seed):
		raise Conflict(
			N_(
				"This site has a made-up workshop of {customers} customers, {years} years and seed {seed} already."
			),
			customers=first.customers,
			years=first.years,
			seed=first.seed,
		)
	return first


class _Counter:
	"""Says how far it is, and commits now and then: whoever stops it loses little."""

	def __init__(self, total: int, progress: Progress | None) -> None:
		self.total = total
		self._done = 0
		self._progress = progress

	def step(self) -> None:
		self._done += 1
		if self._done % COMMIT_EVERY == 0:
			frappe.db.commit()
		if self._progress:
			self._progress(self._done, self.total)


def _people(workshop: DemoWorkshop, done: _Counter) -> dict[str, str]:
	"""Names of the records by the generator's codes."""
	names = {}
	for person in workshop.customers:
		names[person.code] = people.customer_of(person)
		done.step()
	for car in workshop.vehicles:
		names[car.code] = people.vehicle_of(car, names[car.customer])
		done.step()
	return names


def _visits(workshop: DemoWorkshop, names: dict[str, str], done: _Counter) -> None:
	answered = {answer.visit: answer for answer in workshop.answers}
	for visit in workshop.visits:
		name = visits.post(visit, names[visit.customer], names[visit.vehicle])
		visits.ask(name, visit, answered.get(visit.code))
		done.step()


def _finish(workshop: DemoWorkshop, names: dict[str, str]) -> None:
	for car in workshop.vehicles:
		if car.to_date:
			people.end_ownership(car, names[car.customer], names[car.code])
	for told in workshop.interactions:
		people.write_down(told, names[told.customer])
	visits.close_old_cases()
	frappe.db.commit()
	kept_due.keep_all()
	scoring.run()
	search_upkeep.rebuild_all()


def _refuse_to_write_to_strangers() -> None:
	"""Their numbers are made up, but somebody may have them."""
	if any(map(rules.sends_by_itself, rules.FIELDS)):
		raise Conflict(
			N_(
				"This site sends messages automatically. Choose Outbox only under Messaging in Workshop CRM Settings before you add made-up customers."
			)
		)


def _refuse_real_data() -> None:
	if count := frappe.db.count("Sales Invoice"):
		raise Conflict(
			N_(
				"There are {count} invoices on this site already. Use --force to add the made-up workshop to them."
			),
			count=count,
		)
