"""Who opens the forms, and whose: a service adviser with the role that the app makes for the front desk."""

from __future__ import annotations

import secrets
from random import Random
from typing import Any

import frappe

from benchmarks.profile.size import BUSY_CUSTOMER, FLEET_OWNER
from workshop_crm.services.platform.permissions import FRONT_DESK

EMAIL = "adviser@example.com"
_SEED = 7


def log_in() -> dict[str, str]:
	"""The form fields of the adviser's log-in, with a new password each time."""
	if not frappe.db.exists("User", EMAIL):
		user = frappe.new_doc("User")
		user.update(
			{
				"email": EMAIL,
				"first_name": "Adviser",
				"send_welcome_email": 0,
				"role_profile_name": FRONT_DESK,
			}
		)
		user.insert()
	user = frappe.get_doc("User", EMAIL)
	password = secrets.token_urlsafe(18)
	user.update({"language": "en", "new_password": password})
	user.save()
	frappe.db.commit()
	return {"usr": EMAIL, "pwd": password}


def choose_customers(count: int) -> dict[str, Any]:
	"""`count` customers by chance, the same each time, and the two with more than others."""
	names = frappe.get_all("Customer", pluck="name", order_by="creation, name", limit=0)
	special = {
		place: frappe.db.get_value("Customer", {"mobile_no": f"+96650{place:07d}"})
		for place in (BUSY_CUSTOMER, FLEET_OWNER)
	}
	ordinary = [name for name in names if name not in special.values()]
	return {
		"random": Random(_SEED).sample(ordinary, min(count, len(ordinary))),
		"busy": special[BUSY_CUSTOMER],
		"fleet": special[FLEET_OWNER],
	}
