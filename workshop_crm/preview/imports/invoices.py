"""Rows of an invoices file against what is there: whose they are, what is new, what changes, what cannot be."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import ROUND_HALF_UP
from functools import cached_property

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.invoices import CANCELLED, SUBMITTED
from workshop_crm.core.common.money import Rounding, decimals_of
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.imports.invoice_rows import InvoiceRow
from workshop_crm.core.imports.persons import are_alike
from workshop_crm.core.imports.problems import CORRECT, IMPORT_CUSTOMERS_FIRST, REMOVE_ROW, Refusal
from workshop_crm.core.imports.report import Note
from workshop_crm.core.imports.stored import CustomerFacts
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import Plate
from workshop_crm.preview import records
from workshop_crm.preview.imports import imported
from workshop_crm.preview.imports.customers import add_customers, new_customer_id
from workshop_crm.preview.imports.imported import ImportedInvoice
from workshop_crm.preview.records import Record
from workshop_crm.preview.search import updates
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.vehicles import vehicle_store
from workshop_crm.preview.vehicles.vehicle_store import NewCar

DIGITS_OF_A_MADE_ID = 12
# Columns of a file, by the field of an invoice that they fill.
KEPT_WITHOUT_COLUMN = {
	"time": "posting_time",
	"plate": "plate_key",
	"odometer": "odometer",
	"service_type": "service_type",
	"return_against": "return_against",
}


@dataclass(slots=True)
class InvoicePlan:
	"""`services` maps new service types to their Arabic names; `cars` are vehicles seen for the first time, by their plates' keys, which is how invoices name them."""

	new: list[ImportedInvoice] = field(default_factory=list)
	changed: list[ImportedInvoice] = field(default_factory=list)
	unchanged: int = 0
	drafts: int = 0
	customers: list[Record] = field(default_factory=list)
	services: dict[str, str] = field(default_factory=dict)
	cars: dict[str, NewCar] = field(default_factory=dict)
	refused: list[Refusal] = field(default_factory=list)
	notes: list[Note] = field(default_factory=list)
	currency: str | None = None


class InvoicePlanner:
	"""Compares one row after the other; `headings` gives a field's heading in the file."""

	def __init__(self, connection: sqlite3.Connection, settings: Settings, headings: dict[str, str]) -> None:
		self._connection = connection
		self._settings = settings
		self._headings = headings
		self._invoices = imported.read_all(connection)
		self._own = imported.own_names(connection)
		cars = vehicle_store.known_cars(connection)
		self._people = _People(
			connection, settings, {key: car.owner for key, car in cars.items() if car.owner}
		)
		self._services: dict[str, str] = {
			fold(name): service["name"]
			for service in records.find(connection, "Service Type")
			for name in (service["name"], service["name_ar"])
			if name
		}
		self._cars = set(cars)
		self._seen: dict[str, int] = {}
		self._plan = InvoicePlan()

	def plan(self, rows: Sequence[InvoiceRow]) -> InvoicePlan:
		self._choose_currency(rows)
		named = _with_ids(rows)
		for row in named:
			if row.draft:
				self._plan.drafts += 1
			elif problem := self._compare(row):
				self._plan.refused.append(problem)
		self._forget_unknown_originals({row.id for row in named})
		self._plan.customers = self._people.new
		return self._plan

	def _compare(self, row: InvoiceRow) -> Refusal | None:
		if first := self._seen.get(row.id):
			return self._refuse(row, "id", row.id, _twice(first), REMOVE_ROW)
		if row.id in self._own:
			return self._refuse(row, "id", row.id, _made_here(), CORRECT)
		if row.currency and row.currency != self._currency:
			return self._refuse(row, "currency", row.currency, _foreign(self._currency), REMOVE_ROW)
		try:
			customer = self._people.find(row)
		except InvalidInput as error:
			field_name = "customer" if row.customer else "customer_name"
			value = row.customer or row.customer_name
			return self._refuse(row, field_name, value, error, IMPORT_CUSTOMERS_FIRST)
		self._seen[row.id] = row.line
		self._plan_record(self._with_what_is_stored(self._record(row, customer)))
		return None

	def _record(self, row: InvoiceRow, customer: str) -> ImportedInvoice:
		return ImportedInvoice(
			row.id,
			customer,
			row.date,
			row.time,
			self._vehicle(row.plate, customer) if row.plate else None,
			row.odometer or 0,
			self._service(row.service_type) if row.service_type else None,
			self._rounding.of(row.total),
			CANCELLED if row.cancelled else SUBMITTED,
			int(row.is_return),
			row.return_against or None,
		)

	def _with_what_is_stored(self, record: ImportedInvoice) -> ImportedInvoice:
		"""What a file has no column for stays as it is."""
		known = self._invoices.get(record.name)
		if known is None:
			return record
		kept = {
			stored: getattr(known, stored)
			for column, stored in KEPT_WITHOUT_COLUMN.items()
			if column not in self._headings and not getattr(record, stored)
		}
		return record._replace(**kept)

	def _plan_record(self, record: ImportedInvoice) -> None:
		known = self._invoices.get(record.name)
		if known is None:
			self._plan.new.append(record)
		elif known == record:
			self._plan.unchanged += 1
		else:
			self._plan.changed.append(record)

	def _vehicle(self, plate: Plate, customer: str) -> str:
		"""A car seen for the first time is its driver's; a known one stays with its present owner."""
		if plate.key not in self._cars:
			self._cars.add(plate.key)
			self._plan.cars[plate.key] = NewCar(plate, customer)
		return plate.key

	def _service(self, name: str) -> str:
		folded = fold(name) or name
		if folded not in self._services:
			self._services[folded] = name
			self._plan.services[name] = name if not name.isascii() else ""
		return self._services[folded]

	def _forget_unknown_originals(self, named: set[str]) -> None:
		"""A return may name an invoice from before the export began: it is kept without its original."""
		known = self._invoices.keys() | self._own | {record.name for record in self._plan.new}
		for planned in (self._plan.new, self._plan.changed):
			for place, record in enumerate(planned):
				if record.return_against and record.return_against not in known:
					planned[place] = record._replace(return_against=None)

	def _choose_currency(self, rows: Sequence[InvoiceRow]) -> None:
		"""The first invoices decide about the currency of a new workshop."""
		self._currency = self._settings.currency
		used = {row.currency for row in rows if row.currency}
		if len(used) == 1 and not self._invoices and not self._own:
			self._currency = used.pop()
			if self._currency != self._settings.currency:
				self._plan.currency = self._currency
				self._plan.notes.append(
					Note(
						N_("The currency of the workshop is now {currency}, as in the file."),
						currency=self._currency,
					)
				)
		self._rounding = Rounding(decimals_of(self._currency))

	def _refuse(
		self, row: InvoiceRow, field_name: str, value: str, reason: InvalidInput, advice: str
	) -> Refusal:
		return Refusal(row.line, self._headings.get(field_name, field_name), value, reason, advice)


class _People:
	"""The customers by ID, by name, and by their cars; whoever is missing is added where the file knows the name."""

	def __init__(self, connection: sqlite3.Connection, settings: Settings, owners: Mapping[str, str]) -> None:
		self._owners = owners
		self._connection = connection
		self._settings = settings
		self.new: list[Record] = []
		self._rows = records.find(
			connection, "Customer", fields=("name", "customer_name", "customer_name_ar")
		)
		self._ids = {row["name"] for row in self._rows}
		self._names = {row["name"]: (row["customer_name"], row["customer_name_ar"]) for row in self._rows}

	@cached_property
	def _by_name(self) -> dict[str, list[str]]:
		known: dict[str, list[str]] = {}
		for row in self._rows:
			for name in {fold(row["customer_name"]), fold(row["customer_name_ar"])} - {""}:
				known.setdefault(name, []).append(row["name"])
		return known

	def find(self, row: InvoiceRow) -> str:
		"""The customer's ID; raises InvalidInput when there is none or the name fits several."""
		if row.customer in self._ids:
			return row.customer
		if row.customer and not row.customer_name:
			raise InvalidInput(N_("There is no customer {customer}."), customer=row.customer)
		if row.customer:
			return self._add(row.customer, row.customer_name)
		known = self._by_name.get(fold(row.customer_name), [])
		if len(known) > 1:
			raise InvalidInput(
				N_("{count} customers are called {name}. The file needs a column with the customer's ID."),
				count=len(known),
				name=row.customer_name,
			)
		if known:
			return known[0]
		return self._owner(row) or self._add("", row.customer_name)

	def _owner(self, row: InvoiceRow) -> str | None:
		"""Whose car it is, where the name may be another spelling of the owner's."""
		owner = self._owners.get(row.plate.key) if row.plate else None
		stored = self._names.get(owner) if owner else None
		said = CustomerFacts(name=row.customer_name)
		return owner if stored and are_alike(said, CustomerFacts(*stored)) else None

	def _add(self, name: str, customer_name: str) -> str:
		checked = check_customer({"name": customer_name}, self._settings.region, datetime.min.date())
		name = name or new_customer_id(self._connection)
		self.new.append({"name": name, "customer_name": checked.name, "customer_name_ar": checked.name_ar})
		self._ids.add(name)
		self._by_name.setdefault(fold(customer_name), []).append(name)
		return name


def save(connection: sqlite3.Connection, plan: InvoicePlan, now: datetime) -> None:
	"""Write a plan that was made in the same write transaction."""
	add_customers(connection, plan.customers, now)
	services = (
		{"name": name, "service_type_name": name, "name_ar": name_ar}
		for name, name_ar in plan.services.items()
	)
	records.insert_many(connection, "Service Type", services, now)
	vehicle_store.insert_many(connection, list(plan.cars.values()), now)
	places = {key: car.vehicle for key, car in vehicle_store.known_cars(connection).items()}
	imported.insert_many(connection, plan.new, places, now)
	imported.change_many(connection, plan.changed, places, now)
	vehicle_store.note_odometers(connection)
	for year in imported.years(connection):
		records.skip_used_names(connection, imported.INVOICE, records.series(imported.INVOICE, year))
	touched = {record.customer for records in (plan.new, plan.changed) for record in records}
	updates.queue(connection, touched)


def _with_ids(rows: Sequence[InvoiceRow]) -> list[InvoiceRow]:
	"""A file without invoice numbers gets numbers that the same file always gets again."""
	repeated: Counter[str] = Counter()
	named = []
	for row in rows:
		if not row.id:
			content = f"{row.customer}|{row.customer_name}|{row.date}|{_minute(row)}|{_hundredths(row)}"
			repeated[content] += 1
			digest = hashlib.sha256(f"{content}|{repeated[content]}".encode()).hexdigest()
			row = row._replace(id=f"IMP-{digest[:DIGITS_OF_A_MADE_ID]}")
		named.append(row)
	return named


def _minute(row: InvoiceRow) -> str | None:
	"""As the first version wrote the time into its numbers: what was imported then is known again."""
	return row.time and row.time[: len("HH:MM")]


def _hundredths(row: InvoiceRow) -> int:
	return int((row.total * 100).to_integral_value(ROUND_HALF_UP))


def _twice(line: int) -> InvalidInput:
	return InvalidInput(N_("The same invoice is in line {line} already."), line=line)


def _made_here() -> InvalidInput:
	return InvalidInput(N_("This invoice was made here, with Complete a service."))


def _foreign(currency: str) -> InvalidInput:
	return InvalidInput(N_("The workshop's currency is {currency}."), currency=currency)
