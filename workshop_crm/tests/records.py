"""Records that the site tests share. Every name is new, so that tests do not meet each other's records."""

from __future__ import annotations

from datetime import date
from typing import Any
from unittest.mock import patch

import frappe
from erpnext.accounts.doctype.sales_invoice.sales_invoice import make_sales_return
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.model import Entry
from workshop_crm.core.names.vins import check_digit
from workshop_crm.core.visits.sale import Sale, keyed, read_sale
from workshop_crm.services.loyalty import ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.platform import settings

ITEM = "Workshop Test Service"
SERVICE_TYPE = "Workshop Test Type"
GIFT = "Workshop Test Gift"
PROGRAM = "Workshop Test Rewards"
# One point for each 10, 8 and 5 of the currency; a point pays 0.25.
TIERS = (("Silver", 0, 10), ("Gold", 1000, 8), ("Platinum", 5000, 5))
POINT_VALUE = 0.25


def unique(prefix: str) -> str:
	return f"{prefix} {frappe.generate_hash(length=8)}"


def phone() -> str:
	digits = str(int(frappe.generate_hash(length=8), 16))[-7:].rjust(7, "0")
	return f"+96655{digits}"


def make_customer(**values: Any) -> Document:
	"""A member of the test program who can be reached by WhatsApp."""
	customer = frappe.new_doc("Customer")
	customer.update(
		{
			"customer_name": unique("Reem Alsadhan"),
			"customer_name_ar": "ريم السدحان",
			"customer_type": "Individual",
			"customer_group": frappe.db.get_value("Customer Group", {"is_group": 0}, "name"),
			"territory": frappe.db.get_value("Territory", {"is_group": 0}, "name"),
			"preferred_language": "Arabic",
			"mobile_no": phone(),
			"loyalty_program": program(),
			"communication_channels": [{"channel": "WhatsApp", "consent_date": getdate(), "source": "Test"}],
			**values,
		}
	)
	return customer.insert()


def make_user(*roles: str) -> str:
	user = frappe.get_doc(
		{
			"doctype": "User",
			"email": f"{frappe.generate_hash(length=10)}@example.com",
			"first_name": "Test",
			"send_welcome_email": 0,
		}
	)
	# Frappe takes 60 new users an hour, which is less than a run of the tests makes.
	with patch.dict(frappe.conf, throttle_user_limit=10_000):
		user.insert()
	user.add_roles(*roles)
	return user.name


def restrict_to(user: str, customer: str) -> None:
	"""The user may work with this customer alone."""
	frappe.get_doc(
		{"doctype": "User Permission", "user": user, "allow": "Customer", "for_value": customer}
	).insert()


def plate() -> str:
	return "TEST 1" + frappe.generate_hash(length=8).upper()


def vin() -> str:
	"""A chassis number that is right and new."""
	digits = str(int(frappe.generate_hash(length=12), 16))[-8:]
	typed = f"1M8GDM9A0{digits}"
	return typed[:8] + check_digit(typed) + typed[9:]


def make_car(customer: str | None = None, **values: Any) -> Document:
	"""A car as somebody saves it in ERPNext's form."""
	return frappe.get_doc(
		{
			"doctype": "Vehicle",
			"license_plate": plate(),
			"make": "Kia",
			"model": "Rio",
			"last_odometer": 1000,
			"fuel_type": "Petrol",
			"uom": "Litre",
			"customer": customer,
			**values,
		}
	).insert()


def make_invoice(customer: str, amount: float, submit: bool = True, **values: Any) -> Document:
	item()
	company = settings.company()
	invoice = frappe.get_doc(
		{
			"doctype": "Sales Invoice",
			"company": company,
			"currency": settings.currency(company),
			"customer": customer,
			"due_date": add_days(getdate(), 1),
			"items": [{"item_code": ITEM, "qty": 1, "rate": amount}],
			**values,
		}
	).insert()
	return invoice.submit() if submit else invoice


def make_return(invoice: Document, amount: float) -> Document:
	"""A credit note over `amount`."""
	note = make_sales_return(invoice.name)
	note.items[0].rate = amount
	return note.insert().submit()


def entries(customer: str) -> list[Entry]:
	return ledger.read(Account(customer, program(), settings.company()))


def add_core_row(customer: str, points: int, spend: float, **values: Any) -> Document:
	"""A row as ERPNext wrote it before the app was installed."""
	return frappe.get_doc(
		{
			"doctype": "Loyalty Point Entry",
			"company": settings.company(),
			"loyalty_program": program(),
			"customer": customer,
			"loyalty_points": points,
			"purchase_amount": spend,
			"posting_date": getdate(),
			"expiry_date": add_days(getdate(), 100),
			**values,
		}
	).insert()


def program() -> str:
	company = settings.company()
	if not frappe.db.exists("Loyalty Program", PROGRAM):
		expense = {"company": company, "root_type": "Expense", "is_group": 0}
		frappe.get_doc(
			{
				"doctype": "Loyalty Program",
				"loyalty_program_name": PROGRAM,
				"loyalty_program_type": "Multiple Tier Program",
				"from_date": date(2020, 1, 1),
				"company": company,
				"conversion_factor": POINT_VALUE,
				"expiry_duration": 365,
				"expense_account": frappe.db.get_value("Account", expense, "name"),
				"cost_center": frappe.get_cached_value("Company", company, "cost_center"),
				"collection_rules": [
					{"tier_name": name, "min_spent": spent, "collection_factor": factor}
					for name, spent, factor in TIERS
				],
			}
		).insert()
	return PROGRAM


def reward(name: str = GIFT, **changes: Any) -> str:
	"""A gift for 10 points of `program`, unless `changes` say otherwise."""
	if not frappe.db.exists("Rewards Catalog", name):
		values = {"loyalty_program": program(), "kind": "Gift", "points": 10, **changes}
		frappe.get_doc({"doctype": "Rewards Catalog", "reward_name": name, **values}).insert()
	return name


def item() -> str:
	if not frappe.db.exists("Service Type", SERVICE_TYPE):
		frappe.get_doc(
			{"doctype": "Service Type", "service_type_name": SERVICE_TYPE, "name_ar": "خدمة للاختبار"}
		).insert()
	if not frappe.db.exists("Item", ITEM):
		frappe.get_doc(
			{
				"doctype": "Item",
				"item_code": ITEM,
				"item_name_ar": "خدمة للاختبار",
				"item_group": frappe.db.get_value("Item Group", {"is_group": 0}, "name"),
				"stock_uom": "Nos",
				"is_stock_item": 0,
				"service_type": SERVICE_TYPE,
			}
		).insert()
	return ITEM


def a_sale(customer: str, lines: list[Any], key: str = "", **more: Any) -> Sale:
	"""What the till asks for, read as the endpoints read it; under a key of its own when `key` is empty."""
	return keyed(read_sale(customer, lines, **more), key or frappe.generate_hash())
