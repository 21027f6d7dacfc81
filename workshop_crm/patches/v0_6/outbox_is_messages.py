"""The page of the outbox shows all messages now, and is called so."""

import frappe


def execute() -> None:
	frappe.delete_doc_if_exists("Page", "workshop-outbox", force=True)
