"""When each car needs its next services, kept for the list of all that are due: the only writer of Vehicle Service Due.

A job keeps a car's rows after each visit, sale or change of it; the night compares all of them, for what no queue has taken.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.surveys.visit_facts import BRANCHES
from workshop_crm.core.vehicles.kept_due import DUE, KEPT_FIELDS, KeptCar, changes, kept_rows
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.vehicles import service_due
from workshop_crm.services.vehicles.service_due import CAR_FIELDS, CARS_AT_ONCE, ServiceTypes

JOB = "workshop_crm.services.vehicles.kept_due"
FIELDS = [*CAR_FIELDS, "customer"]


def keep_soon(*vehicles: str | None) -> None:
	"""After the commit: look again at what these cars need."""
	for vehicle in {*vehicles} - {None, ""}:
		background.after_commit(f"{JOB}.keep_job", f"workshop_crm.due.{vehicle}", vehicle=vehicle)


def keep_all_soon() -> None:
	"""After the commit: look at all cars again, because an interval has changed."""
	background.after_commit(f"{JOB}.keep_all", "workshop_crm.due", "long")


def keep_cars_of(customer: str) -> None:
	"""After the commit: look again at the cars of a customer who was disabled, or is back."""
	keep_soon(*frappe.get_all("Vehicle", {"customer": customer}, pluck="name", order_by=None))


def keep_job(vehicle: str) -> None:
	"""Keep the rows of one car, by what the records say once it is this job's turn."""
	frappe.db.commit()
	keep([vehicle])


def keep(vehicles: Sequence[str]) -> None:
	"""Bring the kept rows of some cars to what their visits and readings say now.

	Those who do this for the same car come one after the other, and for many cars all in one order.
	"""
	_lock(vehicles)
	_keep(vehicles, service_due.cars(vehicles, FIELDS).values(), service_due.service_types())


def keep_all() -> None:
	"""Bring all kept rows to what the records say, some cars at a time; some that fail do not keep the others from it."""
	for cars in service_due.owned_in_parts():
		# What was read until now is older than the locks that are waited for.
		frappe.db.commit()
		with isolated("Services due"):
			keep([car.name for car in cars])
	_forget_unowned()
	frappe.db.commit()


def forget(vehicle: str) -> None:
	"""Before a car is deleted, or merged into another one."""
	frappe.db.delete(DUE, {"vehicle": vehicle})


def forget_customer(customer: str) -> None:
	"""Of a customer who is deleted, or erased."""
	frappe.db.delete(DUE, {"customer": customer})


def forget_service(service_type: str) -> None:
	"""Before a service type is merged into another one."""
	frappe.db.delete(DUE, {"service_type": service_type})


def _lock(vehicles: Sequence[str]) -> None:
	car = frappe.qb.DocType("Vehicle")
	query = frappe.qb.from_(car).select(car.name).where(car.name.isin(list(vehicles)))
	query.orderby(car.name).for_update().run()


def _keep(vehicles: Sequence[str], cars: Iterable[frappe._dict], types: ServiceTypes) -> None:
	wanted = [row for car in _kept_cars(list(cars), types) for row in car]
	stored = frappe.get_all(
		DUE, {"vehicle": ("in", list(vehicles))}, ["name", *KEPT_FIELDS], order_by=None, limit=0
	)
	different = changes(stored, wanted)
	if different.deleted:
		frappe.db.delete(DUE, {"name": ("in", different.deleted)})
	for name, values in different.changed.items():
		frappe.db.set_value(DUE, name, values)
	for row in different.added:
		_add(row)


def _add(row: Mapping[str, Any]) -> None:
	"""A row that another job has added since the stored ones were read is brought to the same values."""
	now, user = now_datetime(), frappe.session.user
	written = {"modified": now, "modified_by": user, **row}
	values = {"name": frappe.generate_hash(length=10), "creation": now, "owner": user, **written}
	due = frappe.qb.DocType(DUE)
	query = frappe.qb.into(due).columns(*values).insert(*values.values())
	for field, value in written.items():
		query = query.on_duplicate_key_update(due[field], value)
	query.run()


def _kept_cars(cars: Sequence[frappe._dict], types: ServiceTypes) -> Iterable[list[dict]]:
	"""The rows of each car that an enabled customer has and that was here."""
	enabled = _enabled({car.customer for car in cars if car.customer})
	owned = [car for car in cars if car.customer in enabled]
	visits = service_due.visits_of([car.name for car in owned])
	branches = _branches([visits[car.name][0] for car in owned if visits[car.name]])
	for car in owned:
		if own := visits[car.name]:
			last = own[0]
			kept = KeptCar(
				car.name, car.customer, car.make, last.posting_date, branches.get(last.name), last.company
			)
			yield kept_rows(kept, service_due.due(car, service_due.car_visits(own), types), getdate())


def _enabled(customers: Collection[str]) -> set[str]:
	if not customers:
		return set()
	named = {"name": ("in", list(customers)), "disabled": 0}
	return set(frappe.get_all("Customer", named, pluck="name", order_by=None, limit=0))


def _branches(visits: Sequence[frappe._dict]) -> Mapping[str, str]:
	"""The branch of visits by the invoice's name: what the site has of branch, cost centre and company."""
	found: dict[str, str] = {}
	for doctype in {visit.doctype for visit in visits}:
		meta = frappe.get_meta(doctype)
		fields = [field for field, _kind in BRANCHES if meta.has_field(field)]
		names = [visit.name for visit in visits if visit.doctype == doctype]
		rows = frappe.get_all(doctype, {"name": ("in", names)}, ["name", *fields], order_by=None, limit=0)
		found.update({row.name: next((row[field] for field in fields if row[field]), "") for row in rows})
	return found


def _forget_unowned() -> None:
	"""Rows of cars that nobody has any more, and of those that were deleted."""
	due, car = frappe.qb.DocType(DUE), frappe.qb.DocType("Vehicle")
	query = (
		frappe.qb.from_(due)
		.left_join(car)
		.on(car.name == due.vehicle)
		.select(due.name)
		.where(car.name.isnull() | car.customer.isnull() | (car.customer == ""))
	)
	names = [name for (name,) in query.run()]
	for start in range(0, len(names), CARS_AT_ONCE):
		frappe.db.delete(DUE, {"name": ("in", names[start : start + CARS_AT_ONCE])})
