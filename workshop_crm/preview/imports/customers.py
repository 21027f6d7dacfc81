"""Rows of a customers file against the customers that are there: what is new, what changes, what cannot be."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import LANGUAGE_NAMES
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.names.fold import fold
from workshop_crm.preview import records
from workshop_crm.preview.imports.cars import CarPlan, CarPlanner, CarRefused
from workshop_crm.preview.imports.customer_rows import CustomerRow
from workshop_crm.preview.imports.problems import CORRECT, FILL, REMOVE_ROW, Refusal
from workshop_crm.preview.imports.report import Note
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import Settings


@dataclass(slots=True)
class CustomerPlan:
	"""What is to be written; `new` customers have their names already."""

	cars: CarPlan
	new: list[Record] = field(default_factory=list)
	changed: list[Record] = field(default_factory=list)
	unchanged: int = 0
	refused: list[Refusal] = field(default_factory=list)

	@property
	def notes(self) -> list[Note]:
		return self.cars.notes


class CustomerPlanner:
	"""Compares one row after the other; `headings` gives a field's heading in the file."""

	def __init__(self, connection: sqlite3.Connection, settings: Settings, headings: dict[str, str]) -> None:
		self._headings = headings
		self._connection = connection
		self._region = settings.region
		self._known: dict[str, Record] = {}
		self._own: set[str] = set()
		self._erased: set[str] = set()
		self._by_person: dict[tuple[str, str], str] = {}
		for row in records.find(connection, "Customer"):
			self._known[row["name"]] = row
			if row["erased_on"]:
				self._erased.add(row["name"])
				continue
			self._by_person.setdefault((fold(row["customer_name"]), row["mobile_no"]), row["name"])
			if not row["imported"]:
				self._own.add(row["name"])
		self._cars = CarPlanner(connection)
		self._seen: dict[str, int] = {}
		self._plan = CustomerPlan(self._cars.plan)

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
		if name in self._erased:
			return self._refuse(row, _erased(), REMOVE_ROW)
		known = self._known.get(name)
		if known and name in self._own and fold(known["customer_name"]) != fold(row.name):
			return self._refuse(row, _another_person(known), CORRECT)
		name = name or new_customer_id(self._connection)
		record = _merged(name, known, row)
		if problem := self._check_emergency_contact(row, record):
			return problem
		try:
			cars_change = self._cars.add(name, row.cars)
		except CarRefused as refused:
			return self._refuse_car(row, refused)
		self._seen[seen_as] = row.line
		self._plan_record(record, known, cars_change)
		return None

	def _plan_record(self, record: Record, known: Record | None, cars_change: bool) -> None:
		if known is None:
			self._plan.new.append(record)
		elif cars_change or any(known[field] != value for field, value in record.items()):
			self._plan.changed.append(record)
		else:
			self._plan.unchanged += 1

	def _check_emergency_contact(self, row: CustomerRow, record: Record) -> Refusal | None:
		"""A file may bring the name or the phone alone where the other one is stored already."""
		contact = {"name": record["emergency_contact"], "phone": record["emergency_contact_phone"]}
		if bool(contact["name"]) == bool(contact["phone"]):
			return None
		try:
			check_customer(
				{"name": record["customer_name"], "emergency_contact": contact}, self._region, date.min
			)
		except InvalidInput as error:
			missing = "emergency_phone" if contact["name"] else "emergency_contact"
			given = contact["name"] or contact["phone"]
			return Refusal(row.line, self._headings.get(missing, missing), given, error, FILL)
		return None

	def _refuse(self, row: CustomerRow, reason: InvalidInput, advice: str) -> Refusal:
		named = "id" if row.id else "name"
		return Refusal(row.line, self._headings.get(named, named), row.id or row.name, reason, advice)

	def _refuse_car(self, row: CustomerRow, refused: CarRefused) -> Refusal:
		column = self._headings.get(refused.field, refused.field)
		return Refusal(row.line, column, refused.value, refused.reason, CORRECT)


def save(connection: sqlite3.Connection, plan: CustomerPlan, now: datetime) -> None:
	"""Write a plan that was made in the same write transaction."""
	add_customers(connection, plan.new, now)
	for record in plan.changed:
		records.update(connection, "Customer", record["name"], record, now)
	plan.cars.save(connection, now)
	updates.queue(connection, [record["name"] for record in (*plan.new, *plan.changed)])


def add_customers(connection: sqlite3.Connection, new: Sequence[Record], now: datetime) -> None:
	"""Store customers under the names that a file brings; later ones are named behind them."""
	records.insert_many(connection, "Customer", ({**record, "imported": 1} for record in new), now)
	records.skip_used_names(connection, "Customer", records.series("Customer", now.year))


def new_customer_id(connection: sqlite3.Connection) -> str:
	return records.next_names(connection, records.series("Customer", 0), 1)[0]


def _merged(name: str, known: Record | None, row: CustomerRow) -> Record:
	"""What the row leaves empty stays as it is."""
	given = {
		"customer_name": row.name,
		"customer_name_ar": row.name_ar,
		"preferred_language": LANGUAGE_NAMES.get(row.language, ""),
		"mobile_no": row.phone,
		"email_id": row.email,
		"emergency_contact": row.emergency_contact,
		"emergency_contact_phone": row.emergency_phone,
		"service_preferences": row.preferences,
		"customer_notes": row.notes,
	}
	merged = {field: value or (known[field] if known else "") for field, value in given.items()}
	disabled = row.disabled if row.disabled is not None else bool(known and known["disabled"])
	return {"name": name, **merged, "disabled": int(disabled)}


def _erased() -> InvalidInput:
	return InvalidInput(N_("The person behind this ID was erased at their own request."))


def _twice(line: int) -> InvalidInput:
	return InvalidInput(N_("The same customer stands in line {line} already."), line=line)


def _another_person(known: Record) -> InvalidInput:
	return InvalidInput(
		N_("This ID was given here to another customer, {customer}. Give the row another ID."),
		customer=known["customer_name"],
	)
