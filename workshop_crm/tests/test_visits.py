"""A completed visit on ERPNext: its Payment Entries, who may do what with it, and the link that guests open."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

import frappe
from frappe.permissions import add_permission
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, today

from workshop_crm.core.common.errors import Conflict, NotAllowed, NotFound
from workshop_crm.core.visits.payments import Payment, read_some_payments
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.services.messaging import messages
from workshop_crm.services.platform.customer_links import link_about
from workshop_crm.services.printing import guest_invoice
from workshop_crm.services.visits import checkout, payments, sending, visit, visit_record
from workshop_crm.tests.messaging import reachable, use_providers
from workshop_crm.tests.records import a_sale, item, make_customer, make_invoice, make_user, unique

CASH = (Payment("Cash", Decimal(100)),)


def complete(customer: str, rate: float = 200) -> dict:
	return checkout.complete(
		a_sale(customer, [{"item": item(), "qty": 1, "rate": rate}], unique("k").replace(" ", "-"))
	)


def entries(invoice: str) -> list[frappe._dict]:
	rows = frappe.get_all("Payment Entry Reference", {"reference_name": invoice}, pluck="parent")
	return frappe.get_all(
		"Payment Entry", {"name": ("in", rows)}, ["mode_of_payment", "docstatus", "paid_amount"]
	)


class TestVisits(FrappeTestCase):
	def tearDown(self) -> None:
		frappe.set_user("Administrator")

	def let_read_invoices(self, role: str) -> None:
		frappe.db.savepoint("permissions")
		self.addCleanup(frappe.clear_cache, doctype="Sales Invoice")
		self.addCleanup(frappe.db.rollback, save_point="permissions")
		add_permission("Sales Invoice", role)

	def test_a_payment_afterwards_is_a_payment_entry_and_settles_the_invoice(self):
		done = complete(make_customer().name)
		invoice, due = done["invoice"], done["outstanding"]
		taken = read_some_payments([{"mode": "Cash", "amount": due}])
		shown = visit.pay(invoice, taken, due)
		(entry,) = entries(invoice)
		self.assertEqual((entry.mode_of_payment, entry.docstatus, entry.paid_amount), ("Cash", 1, due))
		self.assertEqual(frappe.db.get_value("Sales Invoice", invoice, "status"), "Paid")
		self.assertEqual((shown["paid"], shown["outstanding"]), (due, 0))
		self.assertRaises(Conflict, visit.pay, invoice, taken, due)
		self.assertEqual(len(entries(invoice)), 1)

	def test_the_front_desk_takes_payments_and_is_not_offered_to_cancel(self):
		desk = make_user(*ROLE_PROFILES[FRONT_DESK])
		customer = make_customer().name
		frappe.set_user(desk)
		done = complete(customer)
		self.assertTrue(done["acts"]["pay"])
		self.assertEqual(done["acts"]["cancel"], frappe.has_permission("Sales Invoice", "cancel"))
		(row,) = visit_record.page(customer, 10, 0)["visits"]
		self.assertEqual(row["acts"]["cancel"], done["acts"]["cancel"])
		self.assertFalse(done["acts"]["cancel"])

	def test_who_may_not_write_payment_entries_is_not_offered_to_take_money(self):
		self.let_read_invoices("Sales User")
		seller = make_user(FRONT_DESK, "Sales User")
		done = complete(make_customer().name)
		frappe.set_user(seller)
		self.assertFalse(visit.get_visit(done["invoice"])["acts"]["pay"])
		with self.assertRaisesRegex(NotAllowed, "may not take a payment"):
			visit.pay(done["invoice"], CASH, done["outstanding"])
		self.assertEqual(entries(done["invoice"]), [])

	def test_only_the_visits_of_the_page_are_asked_about(self):
		customer = make_customer().name
		names = sorted(complete(customer)["invoice"] for _ in range(3))
		with patch.object(payments, "credit_of", wraps=payments.credit_of) as asked:
			page = visit_record.page(customer, 1, 1)
		self.assertEqual([row["invoice"] for row in page["visits"]], [names[1]])
		about = [name for call in asked.call_args_list for name in call.args[1]]
		self.assertEqual((page["total"], about), (3, [names[1]]))

	def test_a_draft_is_no_visit(self):
		draft = make_invoice(make_customer().name, 100, submit=False)
		self.assertRaises(NotFound, visit.get_visit, draft.name)

	def test_the_link_shows_the_invoice_to_a_guest_for_half_a_year(self):
		done = complete(make_customer().name)
		token = link_about("Sales Invoice", done["invoice"]).rsplit("/i/", 1)[1]
		frappe.set_user("Guest")
		found = guest_invoice.behind(token)
		self.assertEqual(found.invoice.name, done["invoice"])
		self.assertEqual(guest_invoice.page(found.invoice).number.text, done["invoice"])
		frappe.db.set_value("Sales Invoice", done["invoice"], "posting_date", add_days(today(), -181))
		self.assertIsNone(guest_invoice.behind(token))

	def test_the_link_of_a_disabled_customer_leads_nowhere(self):
		customer = make_customer().name
		token = link_about("Sales Invoice", complete(customer)["invoice"]).rsplit("/i/", 1)[1]
		frappe.db.set_value("Customer", customer, "disabled", 1)
		self.assertIsNone(guest_invoice.behind(token))

	def test_an_invoice_whose_message_failed_or_was_withdrawn_goes_again(self):
		use_providers(sms_provider="SMS Settings")
		customer = reachable("SMS").name
		invoice = complete(customer)["invoice"]
		first = sending.send(invoice, "SMS")
		for state in ("Failed", "Withdrawn"):
			frappe.db.set_value(messages.MESSAGE, first["message"], {"status": state, "error": "No credit"})
			self.assertEqual(sending.send(invoice, "SMS"), first)
			stored = frappe.get_doc(messages.MESSAGE, first["message"])
			self.assertEqual((stored.status, stored.error), ("Queued", ""))
