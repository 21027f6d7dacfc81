"""The checkout with ERPNext's price lists, precision and rounding, which only a site has."""

from __future__ import annotations

from decimal import Decimal
from itertools import product

import frappe
from frappe.tests.utils import FrappeTestCase, change_settings
from frappe.utils import flt

from workshop_crm.core.common.errors import NotFound
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.sale import keyed, read_sale
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.session import context
from workshop_crm.services.visits import checkout
from workshop_crm.tests.records import a_sale, item, make_customer, make_invoice, unique
from workshop_crm.tests.refusals import assert_refused


def line(rate: float = 100, **more: object) -> dict[str, object]:
	return {"item": item(), "qty": 1, "rate": rate, **more}


class TestCheckout(FrappeTestCase):
	def test_a_quote_writes_nothing(self):
		customer = make_customer().name
		before = frappe.db.count("Sales Invoice")
		checkout.quote(a_sale(customer, [line()]))
		self.assertEqual(frappe.db.count("Sales Invoice"), before)

	def test_who_did_the_work_and_who_advised_stand_on_the_invoice(self):
		team = frappe.db.get_value("Sales Person", {"is_group": 1}, "name")
		names = [unique("Omar"), unique("Huda"), unique("Gone")]
		for name in names:
			person = {"doctype": "Sales Person", "sales_person_name": name, "parent_sales_person": team}
			frappe.get_doc({**person, "enabled": int(name != names[2])}).insert()
		shown = checkout.options()["people"]
		self.assertEqual([name in shown for name in names], [True, True, False])
		sale = keyed(
			read_sale(make_customer().name, [line()], technician=names[0], adviser=names[1]),
			unique("k").replace(" ", "-"),
		)
		invoice = frappe.get_doc("Sales Invoice", checkout.complete(sale)["invoice"])
		self.assertEqual(invoice.technician, names[0])
		self.assertEqual([row.sales_person for row in invoice.sales_team], [names[1]])
		unknown = read_sale(make_customer().name, [line()], technician=unique("Nobody"))
		self.assertRaises(NotFound, checkout.complete, keyed(unknown, "x"))

	def test_an_item_without_a_price_is_billed_at_the_standard_rate_that_the_till_shows(self):
		customer, sold = make_customer().name, self.make_item(standard_rate=110)
		self.assertEqual(self.shown(sold), 110)
		self.assertEqual(checkout.quote(a_sale(customer, [{"item": sold}]))["subtotal"], 110)
		done = checkout.complete(a_sale(customer, [{"item": sold}, line(5)]))
		rates = frappe.get_all(
			"Sales Invoice Item", {"parent": done["invoice"]}, pluck="rate", order_by="idx"
		)
		self.assertEqual(rates, [110, 5])

	def test_a_price_of_the_price_list_counts_before_the_standard_rate_even_when_it_is_nothing(self):
		customer = make_customer().name
		for price in (70, 0):
			sold = self.make_item(standard_rate=110)
			prices = {"price_list": self.price_list(), "price_list_rate": price}
			frappe.get_doc({"doctype": "Item Price", "item_code": sold, **prices}).insert()
			self.assertEqual(self.shown(sold), price)
			self.assertEqual(checkout.quote(a_sale(customer, [{"item": sold}]))["subtotal"], price)

	def test_a_rate_of_nothing_that_the_till_sends_is_kept(self):
		sold = {"item": self.make_item(standard_rate=110), "rate": 0}
		self.assertEqual(checkout.quote(a_sale(make_customer().name, [sold]))["subtotal"], 0)

	def test_a_reading_that_is_no_number_of_an_odometer_is_refused(self):
		customer = make_customer().name
		for odd in ("99999999999999", "many", -1, "8989889890"):
			assert_refused(lambda odd=odd: make_invoice(customer, 10, odometer=odd), field="odometer")

	def test_three_decimals_of_a_dinar_are_kept_from_the_line_to_the_points(self):
		customer = make_customer().name
		with change_settings("System Settings", currency_precision="3"):
			self.assertEqual(checkout.quote(a_sale(customer, [line(12.345)]))["subtotal"], 12.345)
			done = checkout.complete(a_sale(customer, [line(12.345)]))
			stored = frappe.db.get_value("Sales Invoice", done["invoice"], "base_grand_total")
			(row,) = frappe.get_all("Loyalty Point Entry", {"customer": customer}, ["purchase_amount"])
			self.assertEqual(context()["currency_precision"], 3)
		self.assertEqual((stored, row.purchase_amount), (12.345, 12.345))

	def test_amounts_are_rounded_as_erpnext_rounds_them(self):
		methods = ("Banker's Rounding", "Banker's Rounding (legacy)", "Commercial Rounding")
		for method, decimals, thousandths in product(methods, (0, 2, 3), range(-3000, 3000, 5)):
			amount = Decimal(thousandths).scaleb(-1 - decimals)
			ours = Rounding(decimals, method).number(amount)
			self.assertEqual(ours, flt(float(amount), decimals, method), (method, decimals, amount))

	def shown(self, item_code: str) -> float:
		return next(row["rate"] for row in checkout.options()["items"] if row["item"] == item_code)

	def price_list(self) -> str:
		return frappe.db.get_single_value("Selling Settings", "selling_price_list")

	def make_item(self, standard_rate: float) -> str:
		"""An item that no price list knows."""
		sold = frappe.copy_doc(frappe.get_doc("Item", item()))
		sold.item_code = unique("Wash")
		sold.insert()
		frappe.db.set_value("Item", sold.name, "standard_rate", standard_rate)
		return sold.name


class TestTaxes(FrappeTestCase):
	def test_the_companys_default_taxes_are_on_the_sale_as_on_the_desks_form(self):
		company = settings.company()
		liabilities = {"company": company, "root_type": "Liability", "is_group": 1}
		account = frappe.new_doc("Account", account_name=unique("VAT"), account_type="Tax", **liabilities)
		account.update({"is_group": 0, "parent_account": frappe.db.get_value("Account", liabilities)})
		tax = {"charge_type": "On Net Total", "account_head": account.insert().name, "description": "VAT"}
		template = {
			"title": unique("VAT"),
			"company": company,
			"is_default": 1,
			"taxes": [{**tax, "rate": 15}],
		}
		frappe.get_doc({"doctype": "Sales Taxes and Charges Template", **template}).insert()
		customer = make_customer().name
		self.assertEqual(checkout.quote(a_sale(customer, [line(100)]))["total"], 115)
		done = checkout.complete(a_sale(customer, [line(100)]))
		self.assertEqual(frappe.db.get_value("Sales Invoice", done["invoice"], "grand_total"), 115)
