"""Vehicle: plate in both scripts, and its owner's list of cars."""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.services import search_index, vehicles
from workshop_crm.services.errors import as_frappe_errors


def before_insert(vehicle: Document, method: str | None = None) -> None:
	"""The plate becomes the name, so it is brought to its usual form before that."""
	with as_frappe_errors():
		vehicles.normalise_plate(vehicle)


def before_validate(vehicle: Document, method: str | None = None) -> None:
	with as_frappe_errors():
		vehicles.normalise_plate(vehicle)


def on_update(vehicle: Document, method: str | None = None) -> None:
	vehicles.follow_owner(vehicle)
	if vehicle.customer:
		search_index.note(vehicle.customer)


def on_trash(vehicle: Document, method: str | None = None) -> None:
	if vehicle.customer:
		search_index.note(vehicle.customer)
