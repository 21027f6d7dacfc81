"""The made-up workshop's till: a POS Profile, and an opened shift for those who may set the site up."""

from __future__ import annotations

import frappe
from frappe.utils import getdate, now_datetime

from workshop_crm.core.demo.model import DemoItem, DemoWorkshop
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.accounts import expense_account
from workshop_crm.services.platform.money import rounded

PROFILE = "Workshop Till"
OPENING = "POS Opening Entry"
CASHIER_ROLE = "System Manager"


def prepare(workshop: DemoWorkshop, company: str) -> None:
	"""Make what is missing; a profile, a price or a shift that is there already stays as it is."""
	for item in workshop.items:
		_price(item)
	cash = _cash(company)
	if not frappe.db.exists("POS Profile", PROFILE):
		_make_profile(company, cash)
	for user in _cashiers():
		if not frappe.db.exists(OPENING, {"user": user, "status": "Open", "docstatus": 1}):
			_open_shift(company, cash, user)


def _price(item: DemoItem) -> None:
	"""The till shows prices of its list alone, and ERPNext writes none there on a site that had no list yet."""
	place = {"item_code": item.code, "price_list": _price_list()}
	if not frappe.db.exists("Item Price", place):
		frappe.get_doc({"doctype": "Item Price", **place, "price_list_rate": rounded(item.rate)}).insert()


def _make_profile(company: str, cash: str) -> None:
	account = expense_account(company)
	frappe.get_doc(
		{
			"doctype": "POS Profile",
			"name": PROFILE,
			"company": company,
			"currency": settings.currency(company),
			"selling_price_list": _price_list(),
			"warehouse": frappe.db.get_value(
				"Warehouse", {"company": company, "is_group": 0}, order_by="lft"
			),
			"update_stock": 0,
			"write_off_account": frappe.get_cached_value("Company", company, "write_off_account") or account,
			"write_off_cost_center": frappe.get_cached_value("Company", company, "cost_center"),
			"write_off_limit": 1,
			"payments": [{"mode_of_payment": cash, "default": 1}],
		}
	).insert()


def _open_shift(company: str, cash: str, user: str) -> None:
	opening = frappe.get_doc(
		{
			"doctype": OPENING,
			"period_start_date": now_datetime(),
			"posting_date": getdate(),
			"user": user,
			"pos_profile": PROFILE,
			"company": company,
			"balance_details": [{"mode_of_payment": cash, "opening_amount": 0}],
		}
	)
	opening.insert().submit()


def _cash(company: str) -> str:
	"""The way to pay in cash, with an account of the company."""
	name = frappe.db.get_value("Mode of Payment", {"type": "Cash", "enabled": 1})
	mode = frappe.get_doc("Mode of Payment", name)
	if not any(row.company == company for row in mode.accounts):
		account = frappe.db.get_value("Account", {"company": company, "is_group": 0, "account_type": "Cash"})
		mode.append("accounts", {"company": company, "default_account": account})
		mode.save()
	return name


def _price_list() -> str:
	chosen = frappe.db.get_single_value("Selling Settings", "selling_price_list")
	return chosen or frappe.db.get_value("Price List", {"selling": 1, "enabled": 1})


def _cashiers() -> list[str]:
	holders = frappe.get_all("Has Role", {"role": CASHIER_ROLE, "parenttype": "User"}, pluck="parent")
	people = frappe.get_all("User", {"name": ("in", holders), "enabled": 1}, pluck="name")
	return sorted({"Administrator", *people})
