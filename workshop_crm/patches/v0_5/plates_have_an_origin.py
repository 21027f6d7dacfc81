"""Plates get their origin, and keys that do not cross countries. Cars that are one by their plates stay as they are."""

import frappe

from workshop_crm import customize_forms
from workshop_crm.services.platform.words import _
from workshop_crm.services.vehicles import plates


def execute() -> None:
	"""What somebody has to look at is told on the console and stays in the Error Log."""
	customize_forms.create()
	told = [same.told().text(_) for same in plates.derive_all()]
	if told:
		print(*told, sep="\n")
		frappe.log_error(title="Vehicles with the same plate", message="\n".join(told))
