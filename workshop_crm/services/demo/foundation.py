"""What a workshop has before its first customer: years, service types, items with prices, a loyalty program."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import frappe
from frappe.utils import add_days, add_years, getdate

from workshop_crm.core.demo.model import DemoItem, DemoWorkshop
from workshop_crm.core.demo.staff import TECHNICIANS
from workshop_crm.core.demo.words import ADVISERS
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.records import program_record
from workshop_crm.core.loyalty.rewards.defaults import DEFAULT_REWARDS
from workshop_crm.core.loyalty.rewards.records import CATALOG, reward_record
from workshop_crm.services.loyalty.views import current_program
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.accounts import expense_account
from workshop_crm.services.platform.money import rounded

UNIT = "Nos"


def prepare(workshop: DemoWorkshop, opened: date) -> None:
	"""Make what is missing; what exists under the same name stays as it is."""
	company = settings.company()
	_make_fiscal_years(opened)
	for kind in workshop.service_types:
		if not frappe.db.exists("Service Type", kind.name):
			_insert("Service Type", **kind.record())
	for item in workshop.items:
		if not frappe.db.exists("Item", item.code):
			_make_item(item)
	for person in (*TECHNICIANS, *ADVISERS):
		if not frappe.db.exists("Sales Person", person):
			_insert("Sales Person", sales_person_name=person, parent_sales_person=_staff())
	if not current_program(company):
		make_rewards(make_program(company, opened))


def _staff() -> str:
	"""The group of all Sales Persons, which ERPNext makes when a site is set up."""
	return frappe.db.get_value("Sales Person", {"is_group": 1}, "name", order_by="lft") or ""


def make_program(company: str, begins: date, name: str = DEFAULT_PROGRAM.name) -> str:
	"""A program of three tiers that every new customer joins; also on a site without the app."""
	return _insert(
		"Loyalty Program",
		**program_record(replace(DEFAULT_PROGRAM, name=name, starts=begins)),
		loyalty_program_type="Multiple Tier Program",
		auto_opt_in=1,
		company=company,
		expense_account=expense_account(company),
		cost_center=frappe.get_cached_value("Company", company, "cost_center"),
	)


def make_rewards(program: str) -> None:
	for reward in DEFAULT_REWARDS:
		if not frappe.db.exists(CATALOG, reward.name):
			_insert(CATALOG, **reward_record(replace(reward, program=program)))


def _make_item(item: DemoItem) -> None:
	_insert(
		"Item",
		item_code=item.code,
		item_name=item.name,
		item_name_ar=item.name_ar,
		item_group=frappe.db.get_value("Item Group", {"is_group": 0}, "name", order_by="lft"),
		stock_uom=UNIT,
		is_stock_item=0,
		standard_rate=rounded(item.rate),
		service_type=item.service_type,
	)


def _make_fiscal_years(opened: date) -> None:
	"""Years before the first one that the site has, back to the opening."""
	first = frappe.get_all(
		"Fiscal Year",
		fields=["year_start_date"],
		order_by="year_start_date",
		limit=1,
		pluck="year_start_date",
	)
	start = getdate(first[0]) if first else date(getdate().year, 1, 1)
	while start > opened:
		end, start = add_days(start, -1), getdate(add_years(start, -1))
		name = str(start.year) if start.year == end.year else f"{start.year}-{end.year}"
		_insert("Fiscal Year", year=name, year_start_date=start, year_end_date=end)


def _insert(doctype: str, **values: object) -> str:
	return frappe.get_doc({"doctype": doctype, **values}).insert().name
