"""Who has a car and who had it before: rows of Customer Vehicle, and the owner's name on the Vehicle.

Customers are locked before the car, and people who hand over the same car come one after the other. The owner is read
again under the lock; when it is another one than this transaction saw, its view of the rows is old too, and it is refused.
The rows themselves are read without a lock, which would also lock the place where rows of other cars go. A unique index
keeps a car from having two current owners whatever writes the rows (see `current_owners`).
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate, now_datetime

from workshop_crm.core.common.errors import N_, Conflict, Named, NotAllowed, about
from workshop_crm.core.common.fields import day
from workshop_crm.core.vehicles.ownership import Ownership, check_rows, ending, owned_by, sale, surplus
from workshop_crm.services.platform.child_rows import read_days
from workshop_crm.services.platform.permissions import (
	customers_named,
	require_customer,
	require_record,
	require_staff,
)
from workshop_crm.services.search import updates
from workshop_crm.services.vehicles import kept_due

OWNERSHIP = "Customer Vehicle"
TABLE = "vehicle_ownership"
FIELDS = ["name", "parent", "vehicle", "from_date", "to_date", "is_current"]


def sell(vehicle: str, customer: str, on: str | date | None = None) -> str | None:
	"""Hand the car to another customer; the user may change both. Returns who had it.

	Raises Conflict when somebody else changed the owner in the meantime.
	"""
	_require_vehicle(vehicle)
	require_customer(customer, "write")
	when = _day(on)
	seller = _lock_as_seen(vehicle, customer)
	if seller:
		_require_change(vehicle, seller)
	_hand_over(vehicle, seller, customer, when)
	_name_owner(vehicle, customer)
	return seller


def end(vehicle: str, on: str | date | None = None) -> None:
	"""The owner has the car no more, and nobody knows who has. Raises as `sell`."""
	_require_vehicle(vehicle)
	when = _day(on)
	owner = _lock_as_seen(vehicle)
	if owner:
		_require_change(vehicle, owner)
	_give_up(vehicle, owner, when)
	_name_owner(vehicle, None)


def give(vehicle: str, customer: str) -> None:
	"""Give a customer a car that nobody has now. Raises Conflict when it is somebody else's."""
	owner = _lock_as_seen(vehicle, customer)
	if owner and owner != customer:
		raise owned_by_another(vehicle, owner)
	if customer not in _holders(vehicle):
		_hand_over(vehicle, None, customer, getdate())
	_name_owner(vehicle, customer)


def owned_by_another(vehicle: str, owner: str) -> Conflict:
	"""The refusal to give away somebody's car; it says whose only to who may read that customer."""
	return owned_by(vehicle, _names_of([owner]).get(owner, ""))


def follow_vehicle(vehicle: Document) -> None:
	"""After a save of the Vehicle, which holds its lock: another customer on it is a sale, none the end of one's time."""
	before = vehicle.get_doc_before_save()
	known, owner = (before.customer if before else None) or None, vehicle.customer or None
	if owner == known:
		return
	if known and not vehicle.flags.ignore_permissions:
		_require_change(vehicle.name, known)
	if owner and not vehicle.flags.ignore_permissions:
		require_record("Customer", owner, "write")
	if not owner:
		_give_up(vehicle.name, known, getdate())
	elif owner not in _holders(vehicle.name):
		_hand_over(vehicle.name, known, owner, getdate())


def check_customer(customer: Document) -> None:
	"""Before a save of the Customer: rows that are new or changed must not take somebody's car.

	Cars that stay the customer's are locked too: a row that was read before a sale must not undo it.
	"""
	read_days(customer.get(TABLE), "from_date", "to_date")
	_complete_rows(customer)
	changed = _changed_cars(customer)
	owners = _lock_cars_as_seen(changed | _current_cars(customer))
	rows = [row for vehicle in sorted(changed) for row in _rows_of_car(vehicle, owners.get(vehicle))]
	mine = [_ownership(row, customer.name or "") for row in customer.get(TABLE) if row.vehicle in changed]
	others = [row for row in rows if row.customer != customer.name]
	check_rows(mine, others, _names_of({row.customer for row in others if row.holds}))
	_release_rows(customer)


def follow_customer(customer: Document) -> None:
	"""After a save of the Customer: its current cars name it as their owner, those that it gave up do not."""
	before = customer.get_doc_before_save()
	given_up = _current_cars(before) - _current_cars(customer) if before else set()
	named = set(frappe.get_all("Vehicle", {"customer": customer.name}, pluck="name", order_by=None))
	for vehicle in sorted(_current_cars(customer) - named):
		_name_owner(vehicle, customer.name)
	for vehicle in sorted(given_up & named):
		_name_owner(vehicle, None)


def prepare_merge(old: str, new: str) -> None:
	"""Before one Vehicle becomes another one: the owner whom the remaining one names has it once, and nobody else."""
	owner, _other = _lock(new), _lock(old)
	rows = [*_rows_of_car(old), *_rows_of_car(new)]
	for row in surplus(rows, owner, getdate()):
		_store(row)


def owners_of(vehicle: str) -> list[Ownership]:
	"""Everybody who has or had the car, the latest row first."""
	return _rows_of_car(vehicle)


def _names_of(customers: Collection[str]) -> dict[str, str]:
	"""The names of those customers whom the user may read, in both languages."""
	named = customers_named(customers)
	return {name: Named(row.customer_name or name, row.customer_name_ar or "") for name, row in named.items()}


def _hand_over(vehicle: str, named: str | None, customer: str, on: date) -> None:
	"""Close the present row and open the new one. The car is locked."""
	rows = _rows_under_lock(vehicle, named) if named else _rows_of_car(vehicle)
	closed, opened = sale(vehicle, rows, customer, on, getdate())
	if closed:
		_store(closed)
	_store(opened)


def _give_up(vehicle: str, named: str | None, on: date) -> None:
	_store(ending(vehicle, _rows_under_lock(vehicle, named), on, getdate()))


def _rows_of_car(vehicle: str, named: str | None = None) -> list[Ownership]:
	"""All rows of the car; `named` is who has it according to the Vehicle, and counts when no row says so."""
	filters = {"vehicle": vehicle, "parenttype": "Customer"}
	rows = frappe.get_all(OWNERSHIP, filters, FIELDS, order_by="creation desc, idx desc")
	return _with_named([_ownership(row, row.parent) for row in rows], vehicle, named)


def _rows_under_lock(vehicle: str, named: str | None) -> list[Ownership]:
	"""All rows of a car that is locked, the present one as committed now: a form may have written it anew meanwhile.

	The unique index finds that row, so that no place of another car's row is locked with it.
	"""
	row = frappe.qb.DocType(OWNERSHIP)
	present = frappe.qb.from_(row).select(*FIELDS).where(row.current_vehicle == vehicle).for_update()
	held = [_ownership(found, found.parent) for found in present.run(as_dict=True)]
	former = [
		row for row in _rows_of_car(vehicle) if not row.holds and row.row not in {one.row for one in held}
	]
	return _with_named([*former, *held], vehicle, named)


def _with_named(rows: list[Ownership], vehicle: str, named: str | None) -> list[Ownership]:
	if named and not any(row.holds for row in rows):
		return [*rows, Ownership(vehicle, named, None, None, is_current=True)]
	return rows


def _holders(vehicle: str) -> set[str]:
	return {row.customer for row in _rows_of_car(vehicle) if row.holds}


def _current_cars(customer: Document) -> set[str]:
	return {row.vehicle for row in customer.get(TABLE) if cint(row.is_current)}


def _ownership(row: Any, customer: str) -> Ownership:
	return Ownership(
		vehicle=row.vehicle,
		customer=customer,
		from_date=row.from_date and getdate(row.from_date),
		to_date=row.to_date and getdate(row.to_date),
		is_current=bool(cint(row.is_current)),
		row=row.name or "",
	)


def _store(row: Ownership) -> None:
	"""Write a row; a form of the customer that is open somewhere then has to be loaded again before it is saved."""
	values = {"from_date": row.from_date, "to_date": row.to_date, "is_current": int(row.is_current)}
	if row.row:
		frappe.db.set_value(OWNERSHIP, row.row, values)
	else:
		place = {"parent": row.customer, "parenttype": "Customer", "parentfield": TABLE}
		idx = frappe.db.count(OWNERSHIP, place) + 1
		_insert({"doctype": OWNERSHIP, **place, "idx": idx, "vehicle": row.vehicle, **values})
	frappe.db.set_value("Customer", row.customer, "modified", now_datetime())
	updates.queue(row.customer)


def _insert(values: dict[str, Any]) -> None:
	try:
		frappe.get_doc(values).db_insert()
	except frappe.UniqueValidationError:
		frappe.clear_last_message()
		raise _changed_meanwhile(values["vehicle"]) from None


def _name_owner(vehicle: str, customer: str | None) -> None:
	frappe.db.set_value("Vehicle", vehicle, "customer", customer)
	kept_due.keep_soon(vehicle)


def _lock(vehicle: str) -> str | None:
	"""Lock the car; returns its owner as committed now."""
	return frappe.db.get_value("Vehicle", vehicle, "customer", for_update=True) or None


def _lock_cars_as_seen(vehicles: Collection[str]) -> dict[str, str | None]:
	"""Lock the cars, in one order everywhere; returns their owners. Raises Conflict as `sell`."""
	if not vehicles:
		return {}
	car = frappe.qb.DocType("Vehicle")
	query = frappe.qb.from_(car).select(car.name, car.customer).where(car.name.isin(list(vehicles)))
	seen, locked = dict(query.run()), dict(query.orderby(car.name).for_update().run())
	for vehicle, owner in locked.items():
		if (owner or None) != (seen.get(vehicle) or None):
			raise _changed_meanwhile(vehicle)
	return locked


def _lock_as_seen(vehicle: str, *customers: str) -> str | None:
	"""Lock `customers`, the car's owner and the car; returns the owner."""
	seen = _owner(vehicle, frappe.db.get_value("Vehicle", vehicle, "customer"))
	for customer in sorted({*customers, *([seen] if seen else [])}):
		frappe.db.get_value("Customer", customer, "name", for_update=True)
	owner = _owner(vehicle, _lock(vehicle))
	if owner != seen:
		raise _changed_meanwhile(vehicle)
	return owner


def _changed_meanwhile(vehicle: str) -> Conflict:
	return Conflict(
		N_("Somebody else has just changed the owner of {vehicle}. Look at the vehicle again."),
		vehicle=vehicle,
	)


def _owner(vehicle: str, named: str | None) -> str | None:
	"""Who has the car: who the Vehicle names, or in old data who has a row of it."""
	return named or next(iter(sorted(_holders(vehicle))), None)


def _require_vehicle(vehicle: str) -> None:
	require_staff()
	require_record("Vehicle", vehicle, "write")


def _require_change(vehicle: str, customer: str) -> None:
	if not frappe.has_permission("Customer", "write", doc=customer):
		raise NotAllowed(
			N_("{vehicle} belongs to a customer whom you may not change. Ask a colleague who may."),
			vehicle=vehicle,
		)


def _complete_rows(customer: Document) -> None:
	"""A car with an end date is not current, one that is current no more ended today, a new one began today."""
	before = customer.get_doc_before_save()
	held = {row.name for row in before.get(TABLE) if row.is_current} if before else set()
	for row in customer.get(TABLE):
		if row.to_date:
			row.is_current = 0
		elif not cint(row.is_current) and row.name in held:
			row.to_date = getdate()
		elif cint(row.is_current) and not row.from_date:
			row.from_date = getdate()


def _release_rows(customer: Document) -> None:
	"""Cars that this save gives up are free before Frappe writes its rows one after the other, in whatever order."""
	before = customer.get_doc_before_save()
	kept = {row.name for row in customer.get(TABLE) if cint(row.is_current)}
	given_up = (
		[row.name for row in before.get(TABLE) if row.is_current and row.name not in kept] if before else []
	)
	if given_up:
		frappe.db.set_value(OWNERSHIP, {"name": ("in", given_up)}, "is_current", 0, update_modified=False)


def _changed_cars(customer: Document) -> set[str]:
	"""The cars of rows that this save brings or changes; what was wrong before does not lock the form."""
	before = customer.get_doc_before_save()
	known = {_ownership(row, customer.name) for row in before.get(TABLE)} if before else set()
	now = [_ownership(row, customer.name or "") for row in customer.get(TABLE) if row.vehicle]
	return {row.vehicle for row in now if row not in known}


def _day(value: str | date | None) -> date:
	with about("date"):
		return day(value) or getdate()
