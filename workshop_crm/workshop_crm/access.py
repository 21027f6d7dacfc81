"""Whether the app is offered to a user at all."""

from __future__ import annotations

import frappe

from workshop_crm.services.platform.permissions import STAFF


def may_open_app() -> bool:
	"""Asked by Frappe for the tile on the screen of apps."""
	return frappe.session.user == "Administrator" or bool(STAFF & set(frappe.get_roles()))
