"""Messages that were handed to the e-mail queue are Sent: Queued now means that a message waits for its sending."""

import frappe


def execute() -> None:
	if frappe.db.table_exists("Customer Message"):
		frappe.db.set_value("Customer Message", {"status": "Queued"}, "status", "Sent", update_modified=False)
