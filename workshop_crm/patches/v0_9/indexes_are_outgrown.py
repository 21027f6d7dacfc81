"""Longer indexes take the place of these, from the same first columns on."""

import frappe

from workshop_crm.install import create_indexes

OUTGROWN = (
	("Loyalty Point Entry", "customer_loyalty_program_index"),
	("Sales Invoice", "customer_docstatus_is_consolidated_posting_date_base_grand_total"),
	("POS Invoice", "customer_docstatus_posting_date_base_grand_total_index"),
)


def execute() -> None:
	create_indexes()
	for doctype, name in OUTGROWN:
		if frappe.db.has_index(f"tab{doctype}", name):
			frappe.db.sql_ddl(f"ALTER TABLE `tab{doctype}` DROP INDEX `{name}`")
