"""What a customers file is compared with: of a site's customers and cars those that its rows may name."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from itertools import islice
from typing import Any

import frappe

from workshop_crm.core.imports.customer_rows import CustomerRow, car_key
from workshop_crm.core.imports.doubles import APART, Decisions, Likely, likely_of
from workshop_crm.core.imports.stored import FIELDNAMES, CustomerFacts, Stored, StoredCar, StoredCustomer
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.services.search.duplicates import likely_customers

# Values of one query.
AT_ONCE = 1000
CUSTOMER_FIELDS = ["name", *FIELDNAMES.values()]
CAR_FIELDS = ["plate_key", "name", "plate_latin", "customer", "chassis_no"]


class FrappeStore:
	"""Reads as the site, not as the user: a plate or an ID is taken by whoever has it."""

	def stored(self, rows: Sequence[CustomerRow], decisions: Decisions) -> Stored:
		cars = _cars(rows)
		owners = {car.owner for car in cars.values() if car.owner}
		phones = {number for row in rows for number in row.phones}
		customers = _by_field("name", {row.id for row in rows} | owners | _named(decisions))
		customers |= _by_field("mobile_no", phones)
		customers |= _by_field("name", _with_contact_phones(phones) - customers.keys())
		customers |= _without_phone(rows)
		further = _contact_phones(customers)
		return Stored(
			{
				name: StoredCustomer(
					name,
					CustomerFacts.of(record),
					tuple(phone for phone in further.get(name, ()) if phone != record.mobile_no),
				)
				for name, record in customers.items()
			},
			cars,
		)

	def likely(self, document: CustomerDocument) -> list[Likely]:
		return likely_of(likely_customers(document).found)


def _named(decisions: Decisions) -> set[str]:
	return {handle for handle in decisions.values() if handle != APART}


def _by_field(field: str, values: Collection[str], **filters: Any) -> dict[str, frappe._dict]:
	return {
		row.name: row
		for some in _groups(values)
		for row in frappe.get_all(
			"Customer", {field: ("in", some), **filters}, CUSTOMER_FIELDS, order_by=None
		)
	}


def _without_phone(rows: Sequence[CustomerRow]) -> dict[str, frappe._dict]:
	"""Customers known by their names alone, for rows that have no more."""
	names = {name for row in rows if not row.phones and not row.id for name in (row.name, row.name_ar)}
	nothing = {"mobile_no": ("is", "not set")}
	return _by_field("customer_name", names, **nothing) | _by_field("customer_name_ar", names, **nothing)


def _cars(rows: Sequence[CustomerRow]) -> dict[str, StoredCar]:
	keys = {car.plate.key for row in rows for car in row.cars if car.plate.key}
	vins = {car.vin for row in rows for car in row.cars if car.vin}
	found = [
		car
		for field, values in (("plate_key", keys), ("chassis_no", vins))
		for some in _groups(values)
		for car in frappe.get_all("Vehicle", {field: ("in", some)}, CAR_FIELDS, order_by=None)
	]
	return {
		car_key(car.plate_key or "", car.chassis_no or ""): StoredCar(
			car.name, car.plate_latin if car.plate_key else "", car.customer or None, car.chassis_no or ""
		)
		for car in found
	}


def _with_contact_phones(phones: Collection[str]) -> set[str]:
	"""The customers who have one of the numbers in a contact."""
	return {
		row.link_name
		for some in _groups(phones)
		for row in frappe.get_all(
			"Contact",
			[["Contact Phone", "phone", "in", some], ["Dynamic Link", "link_doctype", "=", "Customer"]],
			["`tabDynamic Link`.link_name"],
			order_by=None,
		)
	}


def _contact_phones(customers: Collection[str]) -> dict[str, list[str]]:
	numbers: dict[str, list[str]] = {}
	for some in _groups(customers):
		links = [["Dynamic Link", "link_doctype", "=", "Customer"], ["Dynamic Link", "link_name", "in", some]]
		fields = ["`tabDynamic Link`.link_name", "`tabContact Phone`.phone"]
		for row in frappe.get_all("Contact", links, fields, order_by=None):
			if row.phone and row.phone not in numbers.setdefault(row.link_name, []):
				numbers[row.link_name].append(row.phone)
	return numbers


def _groups(values: Iterable[str]) -> Iterator[list[str]]:
	rest = iter(sorted(value for value in values if value))
	while some := list(islice(rest, AT_ONCE)):
		yield some
