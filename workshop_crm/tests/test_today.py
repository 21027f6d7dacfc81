"""The page of the day on ERPNext: its invoices' states, its branches, and whatever of it a user may see."""

from __future__ import annotations

import frappe
from erpnext.accounts.doctype.payment_entry.payment_entry import get_payment_entry
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.today.day import SECTIONS
from workshop_crm.services.today import day
from workshop_crm.services.today.branches import branches
from workshop_crm.services.today.invoices import UNPAID
from workshop_crm.tests.records import make_customer, make_invoice, make_return, make_user

MANY = 100


def rows_of(section: str, customer: str, branch: str = "") -> list[dict]:
	shown = day.show(branch, (section,), MANY)["sections"][section]
	return [row for row in shown["rows"] if row["customer"] == customer]


class TestToday(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def tearDown(self):
		frappe.set_user("Administrator")

	def test_an_invoice_is_unpaid_until_its_payment_is_booked(self):
		invoice = make_invoice(self.customer, 400)
		(row,) = rows_of("visits", self.customer)
		self.assertEqual((row["invoice"], row["outstanding"]), (invoice.name, row["amount"]))
		# Before all others, of which a site of many tests has more than are shown.
		invoice.db_set("posting_date", "2001-01-01")
		(row,) = rows_of("unpaid", self.customer)
		self.assertEqual(row["invoice"], invoice.name)
		payment = get_payment_entry("Sales Invoice", invoice.name)
		payment.update({"reference_no": "1", "reference_date": payment.posting_date})
		payment.submit()
		self.assertEqual(rows_of("unpaid", self.customer), [])
		invoice.db_set("posting_date", payment.posting_date)
		self.assertEqual(rows_of("visits", self.customer)[0]["outstanding"], 0)

	def test_what_was_given_back_is_not_asked_for(self):
		invoice = make_invoice(self.customer, 400)
		make_return(invoice, 400)
		invoice.db_set("posting_date", "2001-01-01")
		self.assertEqual(rows_of("unpaid", self.customer), [])
		invoice.db_set("posting_date", getdate())
		self.assertEqual(rows_of("visits", self.customer)[0]["outstanding"], 0)

	def test_all_states_of_erpnext_in_which_something_is_open_are_read(self):
		for doctype in ("Sales Invoice", "POS Invoice"):
			options = frappe.get_meta(doctype).get_field("status").options.split("\n")
			are_open = [one for one in options if one.startswith(("Unpaid", "Overdue", "Partly Paid"))]
			self.assertLessEqual(set(are_open), set(UNPAID))

	def test_a_branch_shows_its_own_invoices(self):
		invoice, known = make_invoice(self.customer, 400), branches()
		here = known.names[0]
		frappe.db.set_value("Sales Invoice", invoice.name, known.field, here)
		self.assertEqual(len(rows_of("unpaid", self.customer, here)), 1)
		frappe.db.set_value("Sales Invoice", invoice.name, known.field, "")
		self.assertEqual(rows_of("unpaid", self.customer, here), [])

	def test_what_a_user_may_not_see_is_left_out(self):
		self.assertEqual(tuple(day.show("", SECTIONS, 1)["sections"]), SECTIONS)
		frappe.set_user(make_user("Workshop Front Desk"))
		self.assertEqual(day.show("", SECTIONS, 1)["sections"], {})
		frappe.set_user("Administrator")
		frappe.set_user(make_user("Workshop Front Desk", "Sales User"))
		seen = set(day.show("", SECTIONS, 1)["sections"])
		self.assertFalse({"visits", "unpaid", "follow_ups"} & seen)
		self.assertLessEqual({"baskets", "messages"}, seen)
