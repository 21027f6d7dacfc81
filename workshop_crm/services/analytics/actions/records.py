"""The records of the call list, and the event that tells open screens of a change."""

from __future__ import annotations

import frappe
from frappe.realtime import get_site_room

ACTION = "Customer Action"
RULE = "Customer Action Rule"
CHANGED = "workshop_crm_actions"


def tell_screens() -> None:
	"""Each open list asks again, its user with their own permissions."""
	frappe.publish_realtime(CHANGED, room=get_site_room(), after_commit=True)
