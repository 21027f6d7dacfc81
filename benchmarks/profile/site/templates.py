"""One of each record, written by the app and by ERPNext and then rolled back: what they write is what is copied.

The values are marks that occur nowhere else, so that each can be replaced wherever it went.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

import frappe
from frappe.utils import getdate

from benchmarks.profile.site.copies import Row, read_children, read_row
from workshop_crm.core.demo.catalogue import ITEMS
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.services.customers import customer_record
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.surveys import answers, by_hand
from workshop_crm.services.surveys.forms import read_form
from workshop_crm.services.vehicles import vehicle_record

GIVEN, FAMILY, NAME_AR = "Patterngiven", "Patternfamily", "عميل النموذج"
PHONE, EMAIL = "+966500000000", "pattern@example.com"
PLATE, MAKE, MODEL, YEAR, VIN = "ABJ 4711", "Patternmake", "Patternmodel", 1981, "1M8GDM9AXKP042788"
AMOUNT, ODOMETER = 12_345, 4_711_471
ITEM = ITEMS[0]
COMMENT = "The work was good, but it took longer than promised."
INVOICE = "Sales Invoice"


@dataclass
class Templates:
	"""Rows by DocType, and the marks of values that the records chose themselves."""

	rows: dict[str, list[Row]] = field(default_factory=dict)
	customer: str = ""
	contact: str = ""
	plate_ar: str = ""
	plate_key: str = ""
	invoice: str = ""
	invitation: str = ""
	response: str = ""
	issue: str = ""

	def row(self, doctype: str) -> Row:
		return self.rows[doctype][0]


def make() -> Templates:
	"""Write the records, read their rows and undo it."""
	made = Templates()
	try:
		_person(made)
		_car(made)
		_visit(made)
		_answer(made)
		_figures(made)
		return made
	finally:
		frappe.db.rollback()


def visit_day() -> date:
	"""The day of the template's visit: not today, so that it is told from dates that ERPNext sets."""
	return getdate() - timedelta(days=3)


def _person(made: Templates) -> None:
	values = {
		"name": f"{GIVEN} {FAMILY}",
		"name_ar": NAME_AR,
		"phone": PHONE,
		"email": EMAIL,
		"channels": [
			{"channel": "WhatsApp", "consent_date": visit_day(), "source": "Front desk"},
			{"channel": "Email", "consent_date": visit_day(), "source": "Front desk"},
		],
	}
	# The second of two people of the same name: its record's name is not the person's.
	customer_record.save_customer({**values, "phone": PHONE[:-1] + "9", "email": f"first.{EMAIL}"})
	made.customer = customer_record.save_customer(values)
	made.contact = frappe.db.get_value("Customer", made.customer, "customer_primary_contact")
	made.rows["Contact"] = [read_row("Contact", made.contact)]
	for doctype in ("Contact Phone", "Contact Email", "Dynamic Link"):
		made.rows[doctype] = read_children(doctype, made.contact)


def _car(made: Templates) -> None:
	vehicle = vehicle_record.add_vehicle(
		made.customer,
		{"plate": PLATE, "make": MAKE, "model": MODEL, "year": YEAR, "vin": VIN, "odometer": ODOMETER - 1},
	)
	made.plate_ar, made.plate_key = frappe.db.get_value("Vehicle", vehicle, ["plate_ar", "plate_key"])
	made.rows["Customer Vehicle"] = read_children("Customer Vehicle", made.customer)
	made.rows["Customer Communication Channel"] = read_children(
		"Customer Communication Channel", made.customer
	)


def _visit(made: Templates) -> None:
	company = settings.company()
	invoice = frappe.get_doc(
		{
			"doctype": INVOICE,
			"company": company,
			"currency": settings.currency(company),
			"customer": made.customer,
			"set_posting_time": 1,
			"posting_date": visit_day(),
			"due_date": visit_day(),
			"vehicle": PLATE,
			"odometer": ODOMETER,
			"service_type": ITEM.service_type,
			"items": [{"item_code": ITEM.code, "qty": 1, "rate": AMOUNT}],
		}
	).insert()
	invoice.submit()
	made.invoice = invoice.name
	made.rows[INVOICE] = [read_row(INVOICE, invoice.name)]
	made.rows["Sales Invoice Item"] = read_children("Sales Invoice Item", invoice.name)
	made.rows["Vehicle"] = [read_row("Vehicle", PLATE)]
	for doctype, filters in (
		("Loyalty Point Entry", {"invoice": invoice.name}),
		("Customer Loyalty Points", {"customer": made.customer}),
	):
		made.rows[doctype] = [read_row(doctype, frappe.db.get_value(doctype, filters))]


def _answer(made: Templates) -> None:
	made.invitation = by_hand.ask(INVOICE, made.invoice, "WhatsApp")["invitation"]
	message = frappe.db.get_value("Customer Message", {"customer": made.customer})
	made.rows["Customer Message"] = [read_row("Customer Message", message)]
	invitation = frappe.get_doc(INVITATION, made.invitation)
	form = read_form(invitation.survey)
	given = check_answers(form, {"rating": 1, "recommend": 2, "comment": COMMENT}, "ar")
	response = answers.record(invitation, form, given, "ar")
	made.response, made.issue = response.name, response.follow_up
	made.rows["Survey Invitation"] = [read_row("Survey Invitation", made.invitation)]
	made.rows["Survey Response"] = [read_row("Survey Response", response.name)]
	made.rows["Survey Answer"] = read_children("Survey Answer", response.name)
	made.rows["Issue"] = [read_row("Issue", response.follow_up)]


def _figures(made: Templates) -> None:
	analytics = frappe.get_doc(
		{"doctype": "Customer Analytics", "customer": made.customer, "method": "BG/NBD"}
	)
	analytics.insert(ignore_permissions=True)
	made.rows["Customer Analytics"] = [read_row("Customer Analytics", analytics.name)]
	interaction = frappe.get_doc(
		{
			"doctype": "Customer Interaction",
			"customer": made.customer,
			"kind": "Call",
			"direction": "Incoming",
			"happened_on": frappe.utils.now_datetime(),
			"text": COMMENT,
		}
	).insert(ignore_permissions=True)
	made.rows["Customer Interaction"] = [read_row("Customer Interaction", interaction.name)]
	made.rows["Customer"] = [read_row("Customer", made.customer)]
