"""Writes a plan of customers record by record, as the forms would: ERPNext and other apps may refuse any of them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from itertools import islice
from typing import Any

import frappe
from frappe.model.naming import NamingSeries
from frappe.utils import strip_html

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.imports.cars import PlannedCar
from workshop_crm.core.imports.customer_plan import CustomerPlan, PlannedCustomer
from workshop_crm.core.imports.problems import CORRECT, Refusal
from workshop_crm.core.imports.uploads import refused_by_the_site
from workshop_crm.core.names.company_words import is_company
from workshop_crm.services.customers import contacts, customer_record
from workshop_crm.services.vehicles import ownership
from workshop_crm.services.vehicles.vehicle_record import add_vehicle, save_vehicle

# Records written in one transaction: the series of names is locked no longer than that takes.
AT_ONCE = 25
SAVEPOINT = "imported_customer"

Progress = Callable[[int, int], None]


class Writer:
	"""Writes the customers of a plan and tells which could not be; `headings` gives a field's heading in the file."""

	def __init__(self, plan: CustomerPlan, headings: dict[str, str]) -> None:
		self._customers = [*plan.new, *plan.changed]
		self._cars = plan.cars.by_owner()
		self._headings = headings
		self.refused: list[Refusal] = []
		self.refused_new = 0

	def try_all(self, progress: Progress) -> None:
		"""Save every record and take it back."""
		for _done in self._in_groups(progress):
			frappe.db.rollback()

	def write_all(self, progress: Progress) -> None:
		"""Save every record; a group that is written is committed."""
		for _done in self._in_groups(progress):
			frappe.db.commit()

	def _in_groups(self, progress: Progress) -> Iterator[int]:
		rest, done = iter(self._customers), 0
		while group := list(islice(rest, AT_ONCE)):
			progress(done, len(self._customers))
			for customer in group:
				self._write(customer)
			done += len(group)
			yield done

	def _write(self, customer: PlannedCustomer) -> None:
		try:
			with _undone_when_refused():
				name = _save(customer)
				for car in self._cars.get(customer.handle, ()):
					_save_car(car, name)
		except (WorkshopError, frappe.ValidationError, frappe.PermissionError) as error:
			self.refused_new += customer.known is None
			self.refused.append(
				Refusal(
					customer.line,
					self._headings.get("name", self._headings.get("name_ar", "name")),
					customer.facts.name,
					_told(error),
					CORRECT,
				)
			)


@contextmanager
def _undone_when_refused() -> Iterator[None]:
	frappe.db.savepoint(SAVEPOINT)
	try:
		yield
	except Exception:
		frappe.db.rollback(save_point=SAVEPOINT)
		frappe.clear_messages()
		raise


def _save(customer: PlannedCustomer) -> str:
	"""The record's name."""
	record = frappe.get_doc("Customer", customer.known.id) if customer.known else customer_record.blank()
	values = customer.facts.record()
	if customer.known is None:
		if is_company(customer.facts.name) or is_company(customer.facts.name_ar):
			record.customer_type = "Company"
		record.update(values)
		record.insert(set_name=customer.id or None)
		if customer.id:
			_skip_in_series(customer.id)
	elif customer.known.facts != customer.facts:
		customer_record.change(record, values)
	_add_phones(record, customer.phones)
	return record.name


def _skip_in_series(name: str) -> None:
	"""The site names the next customer behind one whose name the file brought."""
	for option in frappe.get_meta("Customer").get_naming_series_options():
		series = NamingSeries(option)
		digits = name.removeprefix(series.get_prefix())
		if digits != name and digits.isdecimal() and series.get_current_value() < int(digits):
			series.update_counter(int(digits))


def _add_phones(record: Any, phones: Sequence[str]) -> None:
	if not phones:
		return
	contact = frappe.db.get_value("Customer", record.name, "customer_primary_contact")
	if contact:
		contacts.add_phones(contact, phones)


def _save_car(car: PlannedCar, customer: str) -> None:
	values = {"plate": car.plate.latin, "vin": car.vin, "vin_reason": car.vin_reason}
	if not car.vehicle:
		add_vehicle(customer, values)
		return
	vehicle = save_vehicle(car.vehicle, {name: value for name, value in values.items() if value})
	ownership.give(vehicle, customer)


def _told(error: Exception) -> WorkshopError:
	"""Frappe's own words are in the user's language already, and hold HTML."""
	if isinstance(error, WorkshopError):
		return error
	return refused_by_the_site(strip_html(str(error)).strip())
