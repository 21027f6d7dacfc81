"""The item of lines that are on no list; its only writer."""

from __future__ import annotations

import frappe
from frappe.model.document import Document

from workshop_crm.core.visits.other_work import CODE, NAME_AR
from workshop_crm.services.platform.words import _

UNIT, HOUR = "Nos", "Hour"


def ensure() -> None:
	"""Make the item once ERPNext has what an item needs; an owner who disabled it does not want it back."""
	group = frappe.db.get_value("Item Group", {"is_group": 0}, "name", order_by="lft")
	if not group or not frappe.db.exists("UOM", UNIT) or frappe.db.exists("Item", CODE):
		return
	item = frappe.get_doc(
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
	)
	_count_in_parts(item)
	item.insert(ignore_permissions=True)


def take_parts() -> None:
	"""Let the item of an earlier version be sold by parts, such as an hour and a half."""
	if frappe.db.exists("Item", CODE):
		item = frappe.get_doc("Item", CODE)
		if frappe.get_cached_value("UOM", item.stock_uom, "must_be_whole_number"):
			_count_in_parts(item)
			item.save(ignore_permissions=True)


def item() -> str | None:
	"""None where there is none, or the owner does not sell by it."""
	return frappe.db.get_value("Item", {"name": CODE, "disabled": 0, "is_sales_item": 1})


def unit_of_parts() -> str:
	"""The unit of a quantity that is not whole."""
	return frappe.get_cached_value("Item", CODE, "stock_uom")


def _count_in_parts(item: Document) -> None:
	"""Whole quantities are sold by `UNIT`, which ERPNext does not divide, others by the hour: one of either costs the same."""
	if hour := _hour():
		item.stock_uom, item.sales_uom = hour, UNIT
		item.append("uoms", {"uom": UNIT, "conversion_factor": 1})


def _hour() -> str | None:
	"""ERPNext names its units in the language in which the site was set up."""
	names = (HOUR, _(HOUR, frappe.get_system_settings("language")))
	return next(
		(name for name in names if frappe.db.exists("UOM", {"name": name, "must_be_whole_number": 0})), None
	)
