"""What is a user's own goes with the user."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

OWN = ("Dashboard View", "Dashboard Subscription")


def on_trash(user: Document, method: str | None = None) -> None:
	for doctype in OWN:
		frappe.db.delete(doctype, {"user": user.name})
