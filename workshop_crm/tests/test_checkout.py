"""The checkout: what is quoted is what is billed, and the same sale is never billed twice."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.errors import Conflict, InvalidInput, NotFound
from workshop_crm.services import checkout
from workshop_crm.services.checkout import Sale
from workshop_crm.tests.records import add_core_row, item, make_customer


def line(rate: float = 100, **more: object) -> dict[str, object]:
	return {"item": item(), "qty": 1, "rate": rate, **more}


class TestCheckout(FrappeTestCase):
	def test_what_is_quoted_is_what_is_billed(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		lines = [line(100, qty=2), line(55.55)]
		quote = checkout.quote(Sale(customer, lines, redeem_points=40))
		done = checkout.complete(Sale(customer, lines, frappe.generate_hash(), redeem_points=40))
		self.assertEqual(quote["subtotal"], 255.55)
		for figure in ("total", "redeem_amount", "to_pay"):
			self.assertEqual(quote[figure], done[figure], figure)
		self.assertEqual(done["points_earned"], quote["points_to_earn"])
		self.assertEqual(done["balance"], quote["points_to_earn"])

	def test_a_quote_writes_nothing(self):
		customer = make_customer().name
		before = frappe.db.count("Sales Invoice")
		checkout.quote(Sale(customer, [line()]))
		self.assertEqual(frappe.db.count("Sales Invoice"), before)

	def test_the_same_key_for_another_customer_is_refused(self):
		key = frappe.generate_hash()
		checkout.complete(Sale(make_customer().name, [line()], key))
		with self.assertRaises(Conflict):
			checkout.complete(Sale(make_customer().name, [line()], key))

	def test_an_invoice_is_returned_once(self):
		done = checkout.complete(Sale(make_customer().name, [line()], frappe.generate_hash()))
		self.assertEqual(checkout.return_invoice(done["invoice"])["balance"], 0)
		with self.assertRaises(Conflict):
			checkout.return_invoice(done["invoice"])

	def test_lines_that_cannot_be_sold_are_refused(self):
		customer = make_customer().name
		for wrong in (
			line(qty=0),
			line(qty=-1),
			line(rate=-1),
			line(rate="many"),
			line(qty=True),
			"a line",
			{},
		):
			with self.assertRaises(InvalidInput, msg=str(wrong)):
				checkout.quote(Sale(customer, [wrong]))
		with self.assertRaises(NotFound):
			checkout.quote(Sale(customer, [{"item": "No Such Item", "qty": 1}]))

	def test_a_sale_sent_several_times_at_once_is_billed_once(self):
		customer, key, times = make_customer().name, frappe.generate_hash(), 4
		item()
		frappe.db.commit()
		with ThreadPoolExecutor(times) as tills:
			names = list(tills.map(complete_elsewhere, [(frappe.local.site, customer, key)] * times))
		frappe.db.rollback()
		self.assertEqual(len(set(names)), 1, names)
		self.assertEqual(frappe.db.count("Sales Invoice", {"workshop_request_id": key}), 1)


def complete_elsewhere(request: tuple[str, str, str]) -> str:
	"""Send the sale over a connection of its own, as another web worker does."""
	site, customer, key = request
	frappe.init(site=site)
	frappe.connect()
	try:
		done = checkout.complete(Sale(customer, [line()], key))
		frappe.db.commit()
		return done["invoice"]
	except Exception as error:
		frappe.db.rollback()
		return repr(error)
	finally:
		frappe.destroy()
