"""The item of lines that are on no list; its only writer."""

from __future__ import annotations

import frappe

from workshop_crm.core.visits.other_work import CODE, NAME_AR

UNIT = "Nos"


def ensure() -> None:
	"""Make the item once ERPNext has what an item needs; an owner who disabled it does not want it back."""
	group = frappe.db.get_value("Item Group", {"is_group": 0}, "name", order_by="lft")
	if not group or not frappe.db.exists("UOM", UNIT) or frappe.db.exists("Item", CODE):
		return
	frappe.get_doc(
		{
			"doctype": "Item",
			"item_code": CODE,
			"item_name": CODE,
			"item_name_ar": NAME_AR,
			"item_group": group,
			"stock_uom": UNIT,
			"is_stock_item": 0,
			"include_item_in_manufacturing": 0,
		}
	).insert(ignore_permissions=True)


def item() -> str | None:
	"""None where there is none, or the owner does not sell by it."""
	return frappe.db.get_value("Item", {"name": CODE, "disabled": 0, "is_sales_item": 1})
