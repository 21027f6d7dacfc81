"""Requests for personal data that were made for somebody else, and their files, go to the person they are about."""

import frappe

REQUEST = "Personal Data Download Request"


def execute() -> None:
	for request in frappe.get_all(REQUEST, fields=["name", "owner", "user"]):
		held = {"attached_to_doctype": REQUEST, "attached_to_name": request.name}
		frappe.db.set_value("File", held, "owner", request.user, update_modified=False)
		if request.owner != request.user:
			frappe.db.set_value(REQUEST, request.name, "owner", request.user, update_modified=False)
