"""The same customers and services on both sites; on the app's, cars and a survey too."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from functools import partial

import frappe
from frappe.model.document import Document
from frappe.utils import add_days, getdate

from workshop_crm.services.demo import foundation
from workshop_crm.tests.records import make_car, make_customer

PROGRAM = "Benchmark Rewards"
CUSTOMER = "Benchmark Customer"
CUSTOMERS, LINES = 5, 5


@contextmanager
def on(site: str) -> Iterator[None]:
	"""Connected to a site as a request is, with nothing kept from before."""
	frappe.init(site, force=True)
	frappe.connect()
	frappe.set_user("Administrator")
	try:
		yield
	finally:
		frappe.destroy()


def prepare() -> None:
	"""Make what is missing on the present site."""
	_need("Loyalty Program", PROGRAM, lambda: foundation.make_program(_company(), date(2020, 1, 1), PROGRAM))
	for line in range(LINES):
		_need("Item", _item(line), partial(_make_item, line))
	for n in range(CUSTOMERS):
		_need("Customer", f"{CUSTOMER} {n}", partial(_make_customer, n))
	if _has_app():
		_ask_customers()
	frappe.db.commit()


def draft(n: int) -> Document:
	"""A saved invoice of five lines, for a member who came by car where the site knows of cars."""
	customer = f"{CUSTOMER} {n % CUSTOMERS}"
	invoice = frappe.new_doc("Sales Invoice")
	invoice.update({"company": _company(), "customer": customer, "due_date": add_days(getdate(), 1)})
	for line in range(LINES):
		invoice.append("items", {"item_code": _item(line), "qty": 1, "rate": 100 + line})
	if _has_app():
		invoice.vehicle = frappe.db.get_value("Vehicle", {"customer": customer})
	invoice.insert()
	frappe.db.commit()
	return invoice


def _need(doctype: str, name: str, make: Callable[[], object]) -> None:
	if not frappe.db.exists(doctype, name):
		make()


def _make_customer(n: int) -> None:
	values = {"customer_name": f"{CUSTOMER} {n}", "loyalty_program": PROGRAM}
	if _has_app():
		make_car(make_customer(**values).name)
		return
	group, territory = (
		frappe.db.get_value(kind, {"is_group": 0}, "name") for kind in ("Customer Group", "Territory")
	)
	where = {"customer_type": "Individual", "customer_group": group, "territory": territory}
	frappe.get_doc({"doctype": "Customer", **values, **where}).insert()


def _make_item(line: int) -> None:
	group = frappe.db.get_value("Item Group", {"is_group": 0}, "name", order_by="lft")
	values = {"item_code": _item(line), "item_group": group, "stock_uom": "Nos", "is_stock_item": 0}
	frappe.get_doc({"doctype": "Item", **values}).insert()


def _ask_customers() -> None:
	settings = frappe.get_single("Workshop CRM Settings")
	settings.surveys_enabled = 1
	settings.save()


def _item(line: int) -> str:
	return f"Benchmark Service {line}"


def _company() -> str:
	return frappe.db.get_value("Company", {}, "name")


def _has_app() -> bool:
	return "workshop_crm" in frappe.get_installed_apps()
