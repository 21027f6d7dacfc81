"""Requests for personal data that were made for somebody else, and their files, go to the person they are about."""

import frappe

REQUEST = "Personal Data Download Request"


def execute() -> None:
	request, file = frappe.qb.DocType(REQUEST), frappe.qb.DocType("File")
	frappe.qb.update(request).set(request.owner, request.user).where(request.owner != request.user).run()
	(
		frappe.qb.update(file)
		.join(request)
		.on(file.attached_to_name == request.name)
		.set(file.owner, request.user)
		.where((file.attached_to_doctype == REQUEST) & (file.owner != request.user))
		.run()
	)
