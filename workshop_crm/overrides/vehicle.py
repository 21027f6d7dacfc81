"""Vehicle: plate, VIN and odometer in order, one owner, and the name that follows the plate."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.vehicles.plate_view import origin_view
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.words import _
from workshop_crm.services.profile import remarks
from workshop_crm.services.search import updates
from workshop_crm.services.vehicles import kept_due, ownership, plates, vehicle_record


def onload(vehicle: Document, method: str | None = None) -> None:
	vehicle.set_onload("workshop_remarks", remarks.of_vehicle(vehicle))
	vehicle.set_onload("plate_origin", origin_view(vehicle.plate_origin, _))


def before_insert(vehicle: Document, method: str | None = None) -> None:
	"""The plate becomes the name, so it is brought to its usual form before that."""
	with as_frappe_errors():
		plates.normalise(vehicle)


def before_validate(vehicle: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		vehicle_record.normalise(vehicle)


def on_update(vehicle: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		ownership.follow_vehicle(vehicle)
		plates.follow_change(vehicle)
	vehicle_record.note_changes(vehicle)
	kept_due.keep_soon(vehicle.name)
	before = vehicle.get_doc_before_save()
	if owners := {vehicle.customer, before and before.customer} - {None, ""}:
		updates.queue(*sorted(owners))


def before_rename(
	vehicle: Document, method: str | None, old: str, new: str, merge: bool = False
) -> dict[str, str] | None:
	if merge:
		ownership.prepare_merge(old, new)
		kept_due.forget(old)
		return None
	with as_frappe_errors():
		return {"new": plates.name_after(old, new)}


def after_rename(vehicle: Document, method: str | None, old: str, new: str, merge: bool = False) -> None:
	if not merge:
		plates.follow_rename(new)
	kept_due.keep_soon(new)
	if owner := frappe.db.get_value("Vehicle", new, "customer"):
		updates.queue(owner)


def on_trash(vehicle: Document, method: str | None = None) -> None:
	kept_due.forget(vehicle.name)
	if vehicle.customer:
		updates.queue(vehicle.customer)
