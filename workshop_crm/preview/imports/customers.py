"""Rows of a customers file against the customers that are there: what is new, what changes, what cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import Plate
from workshop_crm.preview.imports.customer_rows import CustomerRow
from workshop_crm.preview.imports.problems import CORRECT, REMOVE_ROW, Refusal
from workshop_crm.preview.store import customers, naming, search_updates, vehicles
from workshop_crm.preview.store.customers import Customer


@dataclass(slots=True)
class CustomerPlan:
	"""`new` may lack names, which the series gives out when the plan is saved; `cars` are (plate, row's line)."""

	new: list[Customer] = field(default_factory=list)
	changed: list[Customer] = field(default_factory=list)
	unchanged: int = 0
	cars: list[tuple[Plate, str]] = field(default_factory=list)
	refused: list[Refusal] = field(default_factory=list)


class CustomerPlanner:
	"""Compares one row after the other; `headings` gives a field's heading in the file."""

	def __init__(self, connection: sqlite3.Connection, headings: dict[str, str]) -> None:
		self._headings = headings
		self._connection = connection
		self._known: dict[str, Customer] = {}
		self._own: set[str] = set()
		self._by_person: dict[tuple[str, str], str] = {}
		for row in customers.read_all(connection):
			self._known[row["name"]] = customers.from_row(row)
			self._by_person.setdefault((fold(row["customer_name"]), row["phone"]), row["name"])
			if not row["imported"]:
				self._own.add(row["name"])
		self._cars = vehicles.owners_by_plate(connection)
		self._seen: dict[str, int] = {}
		self._plan = CustomerPlan()

	def plan(self, rows: Sequence[CustomerRow]) -> CustomerPlan:
		for row in rows:
			if problem := self._compare(row):
				self._plan.refused.append(problem)
		return self._plan

	def _compare(self, row: CustomerRow) -> Refusal | None:
		name = row.id or self._by_person.get((fold(row.name), row.phone), "")
		seen_as = name or f"{fold(row.name)}\n{row.phone}"
		if first := self._seen.get(seen_as):
			return self._refuse(row, _twice(first), REMOVE_ROW)
		known = self._known.get(name)
		if known and name in self._own and fold(known.customer_name) != fold(row.name):
			return self._refuse(row, _another_person(known), CORRECT)
		name = name or naming.next_name(self._connection, customers.PREFIX)
		if problem := self._plan_cars(row, name):
			return problem
		self._seen[seen_as] = row.line
		self._plan_record(_merged(name, known, row), known)
		return None

	def _plan_record(self, record: Customer, known: Customer | None) -> None:
		if known is None:
			self._plan.new.append(record)
		elif record != known:
			self._plan.changed.append(record)
		elif not (self._plan.cars and self._plan.cars[-1][1] == record.name):
			self._plan.unchanged += 1
		else:
			self._plan.changed.append(record)

	def _plan_cars(self, row: CustomerRow, name: str) -> Refusal | None:
		for plate in row.plates:
			_vehicle, owner = self._cars.get(plate.key, ("", None))
			if owner not in (None, name):
				return self._refuse_plate(row, plate, owner)
		for plate in row.plates:
			if plate.key not in self._cars:
				self._cars[plate.key] = ("", name)
				self._plan.cars.append((plate, name))
		return None

	def _refuse(self, row: CustomerRow, reason: InvalidInput, advice: str) -> Refusal:
		named = "id" if row.id else "name"
		return Refusal(row.line, self._headings.get(named, named), row.id or row.name, reason, advice)

	def _refuse_plate(self, row: CustomerRow, plate: Plate, owner: str) -> Refusal:
		reason = InvalidInput(N_("The plate belongs to the customer {customer}."), customer=owner)
		return Refusal(row.line, self._headings.get("plates", "plates"), plate.latin, reason, CORRECT)


def save(connection: sqlite3.Connection, plan: CustomerPlan, now: datetime) -> None:
	"""Write a plan that was made in the same write transaction."""
	customers.insert_many(connection, plan.new, now)
	for record in plan.changed:
		customers.change(connection, record)
	vehicles.insert_many(connection, plan.cars)
	naming.skip_used_names(connection, "customer", customers.PREFIX)
	search_updates.queue(connection, [record.name for record in plan.new])


def _merged(name: str, known: Customer | None, row: CustomerRow) -> Customer:
	present = known or Customer(name, "")
	return Customer(
		name,
		row.name or present.customer_name,
		row.name_ar or present.customer_name_ar,
		row.language or present.language,
		row.phone or present.phone,
		row.email or present.email,
		present.disabled if row.disabled is None else row.disabled,
	)


def _twice(line: int) -> InvalidInput:
	return InvalidInput(N_("The same customer stands in line {line} already."), line=line)


def _another_person(known: Customer) -> InvalidInput:
	return InvalidInput(
		N_("This ID was given here to another customer, {customer}. Give the row another ID."),
		customer=known.customer_name,
	)
