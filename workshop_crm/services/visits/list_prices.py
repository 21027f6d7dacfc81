"""The price of an item by itself: what a till is shown before anything is changed."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.utils import flt, today

from workshop_crm.services.platform import settings


def shown(items: Sequence[frappe._dict]) -> dict[str, float]:
	"""Today's rate of each item by its name: of the price list, else the item's standard rate."""
	listed = of_list([item.name for item in items], usual())
	return {item.name: flt(listed.get(item.name, item.standard_rate)) for item in items}


def usual() -> str | None:
	"""The price list of customers who have none of their own."""
	return frappe.db.get_single_value("Selling Settings", "selling_price_list")


def of_customer(customer: str) -> str | None:
	"""The customer's price list, else the customer group's, else the usual one."""
	from erpnext.accounts.party import get_default_price_list

	return get_default_price_list(frappe.get_cached_doc("Customer", customer)) or usual()


def own(customer: str) -> str | None:
	"""The customer's price list where it is another one than the usual, in the money of the company."""
	price_list = of_customer(customer)
	if not price_list or price_list == usual():
		return None
	is_in_our_money = frappe.get_cached_value("Price List", price_list, "currency") == settings.currency()
	return price_list if is_in_our_money else None


def of_list(items: Sequence[str], price_list: str | None) -> dict[str, float]:
	"""Today's rate by item, of those that the price list has."""
	filters = {
		"item_code": ("in", items),
		"selling": 1,
		"price_list": price_list,
		"valid_from": ("<=", today()),
	}
	rows = frappe.get_all(
		"Item Price", filters, ["item_code", "price_list_rate"], order_by="valid_from", as_list=True
	)
	return dict(rows)
