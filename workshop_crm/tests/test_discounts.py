"""Discounts on ERPNext's own invoice, within what the settings let a role give; and the people of single lines."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.visits.other_work import CODE
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.patches.v0_9 import other_work_has_parts
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.settings import SETTINGS
from workshop_crm.services.printing.invoice_facts import read_invoice
from workshop_crm.services.visits import checkout, other_work, taking_back, visit
from workshop_crm.tests.records import a_sale, item, make_customer, make_user, unique


def line(rate: float = 100, **more: Any) -> dict[str, Any]:
	return {"item": item(), "qty": 2, "rate": rate, **more}


def listed_item(rate: float) -> str:
	"""A new item that costs `rate` by the price list."""
	values = {"item_group": frappe.db.get_value("Item Group", {"is_group": 0}, "name"), "stock_uom": "Nos"}
	name = unique("Listed")
	frappe.get_doc({"doctype": "Item", "item_code": name, "is_stock_item": 0, **values}).insert()
	price_list = frappe.db.get_single_value("Selling Settings", "selling_price_list")
	price = {"item_code": name, "price_list": price_list, "price_list_rate": rate, "selling": 1}
	frappe.get_doc({"doctype": "Item Price", **price}).insert()
	return name


def price_list(rates: dict[str, float]) -> str:
	"""A new price list with the rates of items."""
	name = unique("List")
	record = {"price_list_name": name, "currency": settings.currency(), "selling": 1, "enabled": 1}
	frappe.get_doc({"doctype": "Price List", **record}).insert()
	for item_code, rate in rates.items():
		price = {"item_code": item_code, "price_list": name, "price_list_rate": rate, "selling": 1}
		frappe.get_doc({"doctype": "Item Price", **price}).insert()
	return name


def add_rule(item_code: str, **values: Any) -> str:
	rule = {
		"title": unique("Rule"),
		"apply_on": "Item Code",
		"items": [{"item_code": item_code}],
		"selling": 1,
	}
	where = {"company": settings.company(), "currency": settings.currency()}
	return frappe.get_doc({"doctype": "Pricing Rule", **rule, **where, **values}).insert().title


def include_tax(customer: str) -> None:
	"""Prices of the customer have 15 % of tax in them."""
	liabilities = {"company": settings.company(), "root_type": "Liability", "is_group": 1}
	account = frappe.new_doc("Account", account_name=unique("VAT"), account_type="Tax", **liabilities)
	account.update({"is_group": 0, "parent_account": frappe.db.get_value("Account", liabilities)})
	tax = {
		"charge_type": "On Net Total",
		"account_head": account.insert().name,
		"description": "VAT",
		"rate": 15,
		"included_in_print_rate": 1,
	}
	template = {"title": unique("VAT"), "company": settings.company(), "taxes": [tax]}
	taxes = frappe.get_doc({"doctype": "Sales Taxes and Charges Template", **template}).insert().name
	rule = {"tax_type": "Sales", "customer": customer, "company": settings.company()}
	frappe.get_doc({"doctype": "Tax Rule", "sales_tax_template": taxes, **rule}).insert()


class TestDiscounts(FrappeTestCase):
	def setUp(self) -> None:
		self.customer = make_customer().name
		self.desk = make_user(*ROLE_PROFILES[FRONT_DESK])

	def tearDown(self) -> None:
		frappe.set_user("Administrator")

	def allow(self, percent: float) -> None:
		record = frappe.get_doc(SETTINGS)
		record.set("discount_limits", [{"role": FRONT_DESK, "max_percent": percent}])
		record.save()
		self.addCleanup(frappe.clear_document_cache, SETTINGS, SETTINGS)
		self.addCleanup(frappe.db.delete, "Checkout Discount Limit", {"parent": SETTINGS})

	def sell(self, lines: list[dict[str, Any]], **more: Any) -> Any:
		done = checkout.complete(a_sale(self.customer, lines, unique("k").replace(" ", "-"), **more))
		return frappe.get_doc("Sales Invoice", done["invoice"])

	def test_a_discount_on_a_line_stands_in_erpnexts_own_columns(self):
		(row,) = self.sell([line(discount_percent=10)]).items
		self.assertEqual((row.price_list_rate, row.rate, row.amount), (100, 90, 180))
		self.assertEqual((row.discount_percentage, row.discount_amount), (10, 10))

	def test_a_discount_on_the_whole_is_erpnexts_additional_discount(self):
		invoice = self.sell([line()], discount_amount=20)
		self.assertEqual((invoice.apply_discount_on, invoice.discount_amount), ("Grand Total", 20))
		self.assertEqual(invoice.grand_total, 180 + invoice.total_taxes_and_charges)
		self.assertEqual(invoice.net_total + invoice.total_taxes_and_charges, invoice.grand_total)

	def test_a_discount_comes_off_the_price_that_a_pricing_rule_has_made(self):
		listed = listed_item(100)
		add_rule(listed, rate_or_discount="Discount Percentage", discount_percentage=20)
		lines = [
			{"item": listed, "qty": 1, "rate": None, "discount_percent": 10},
			{"item": listed, "qty": 1, "rate": None},
			line(25),
		]
		quote = checkout.quote(a_sale(self.customer, lines))
		self.assertEqual(quote["subtotal"], 72 + 80 + 50)
		invoice = self.sell(lines)
		self.assertEqual([row.rate for row in invoice.items], [72, 80, 25])
		self.assertEqual(invoice.grand_total, quote["total"])

	def test_what_a_pricing_rule_gives_away_stands_behind_the_lines(self):
		listed, gift = listed_item(100), listed_item(10)
		add_rule(listed, price_or_product_discount="Product", free_item=gift, free_qty=1)
		lines = [{"item": listed, "qty": 1, "rate": 100}, line(50)]
		quote = checkout.quote(a_sale(self.customer, lines))
		invoice = self.sell(lines)
		self.assertEqual([(row.item_code, row.rate) for row in invoice.items][-1], (gift, 0))
		self.assertEqual((quote["total"], invoice.grand_total), (200, 200))

	def test_a_discount_on_the_whole_is_shown_before_tax_where_prices_include_it(self):
		include_tax(self.customer)
		for discount, net in ((23, 80), (115, 0)):
			quote = checkout.quote(a_sale(self.customer, [line(57.5)], discount_amount=discount))
			self.assertEqual((quote["subtotal"], quote["by_hand"]), (100, 100 - net))
			self.assertEqual(quote["total"], 115 - discount)

	def test_a_price_of_nothing_is_charged_as_nothing(self):
		free = {"item": listed_item(100), "qty": 1, "rate": 0}
		self.assertEqual(checkout.quote(a_sale(self.customer, [free]))["total"], 0)
		self.assertEqual(self.sell([free, line(50)]).net_total, 100)

	def test_a_typed_price_is_no_discount_and_a_discount_is_one(self):
		listed = listed_item(365)
		lines = [
			{"item": listed, "qty": 1, "rate": 100},
			{"item": listed, "qty": 1, "rate": 100, "discount_percent": 10},
		]
		shown = visit.get_visit(self.sell(lines).name)["lines"]
		self.assertEqual([(row["rate"], row["full_rate"]) for row in shown], [(100, 100), (90, 100)])

	def test_a_clerk_gives_nothing_unless_the_settings_say_so(self):
		frappe.set_user(self.desk)
		self.assertEqual(checkout.options()["discount_limit"], 0)
		quote = checkout.quote(a_sale(self.customer, [line(discount_percent=1)]))
		self.assertEqual((quote["is_beyond"], quote["lines"][0]["beyond"]), (True, "discount"))
		before = frappe.db.count("Sales Invoice")
		for lines, whole in (([line(discount_percent=1)], {}), ([line()], {"discount_percent": 1})):
			with self.assertRaisesRegex(InvalidInput, "may not give a discount"):
				self.sell(lines, **whole)
		self.assertEqual(frappe.db.count("Sales Invoice"), before)

	def test_a_clerk_gives_as_much_as_the_role_may(self):
		self.allow(10)
		frappe.set_user(self.desk)
		self.assertEqual(checkout.options()["discount_limit"], 10)
		self.assertEqual(self.sell([line()], discount_percent=10).net_total, 180)
		for lines, whole, marks in (
			([line(discount_percent=11)], {}, ("discount", False)),
			([line()], {"discount_amount": 50}, ("", True)),
			([line(discount_percent=6)], {"discount_percent": 6}, ("", True)),
		):
			quote = checkout.quote(a_sale(self.customer, lines, **whole))
			self.assertEqual((quote["lines"][0]["beyond"], quote["is_whole_beyond"]), marks)
			self.assertEqual((quote["is_beyond"], quote["limit_percent"]), (True, 10))
			with self.assertRaisesRegex(InvalidInput, "at most 10%"):
				self.sell(lines, **whole)

	def test_a_price_below_the_list_counts_as_a_discount_where_discounts_are_limited(self):
		listed = listed_item(100)
		low, fair = ({"item": listed, "qty": 2, "rate": rate} for rate in (50, 95))
		frappe.set_user(self.desk)
		self.assertEqual(self.sell([low]).net_total, 100)
		frappe.set_user("Administrator")
		self.allow(10)
		self.assertEqual(self.sell([low]).net_total, 100)
		frappe.set_user(self.desk)
		(shown,) = checkout.quote(a_sale(self.customer, [low]))["lines"]
		self.assertEqual((shown["listed"], shown["percent_off"], shown["beyond"]), (100, 50, "price"))
		with self.assertRaisesRegex(InvalidInput, "50% below the list price.*at most 10%"):
			self.sell([low])
		with self.assertRaisesRegex(InvalidInput, "below the list price"):
			self.sell([fair], discount_percent=6)
		self.assertEqual(self.sell([fair]).net_total, 190)
		self.assertEqual(self.sell([{**fair, "rate": 130}]).net_total, 260)

	def test_a_discount_is_measured_from_what_the_customer_would_pay_without_one(self):
		listed = listed_item(100)
		group = frappe.get_doc(
			"Customer Group", frappe.db.get_value("Customer", self.customer, "customer_group")
		)
		customer = frappe.get_doc("Customer", self.customer)
		self.addCleanup(group.db_set, "default_price_list", group.default_price_list)
		self.allow(10)
		self.assertEqual(checkout.own_rates(self.customer), {})
		for record, rate in ((group, 80), (customer, 60)):
			record.db_set("default_price_list", price_list({listed: rate}))
			frappe.clear_document_cache(record.doctype, record.name)
			frappe.set_user(self.desk)
			asked = {"item": listed, "qty": 1}
			(own,) = checkout.quote(a_sale(self.customer, [asked]))["lines"]
			self.assertEqual(checkout.own_rates(self.customer), {listed: rate})
			self.assertEqual((own["rate"], own["listed"], own["percent_off"]), (rate, rate, 0))
			invoice = self.sell([{**asked, "rate": rate, "is_listed": True}])
			self.assertEqual(
				(invoice.net_total, invoice.selling_price_list), (rate, record.default_price_list)
			)
			self.assertEqual(self.sell([{**asked, "rate": rate * 0.9}]).net_total, rate * 0.9)
			self.assertRaises(InvalidInput, self.sell, [{**asked, "rate": rate * 0.85}])
			frappe.set_user("Administrator")

	def test_a_typed_price_stands_where_a_pricing_rule_has_another(self):
		listed = listed_item(100)
		rule = add_rule(listed, rate_or_discount="Discount Percentage", discount_percentage=20)
		for typed in (95, 100, 70):
			lines = [
				{"item": listed, "qty": 2, "rate": typed},
				{"item": listed, "qty": 1, "rate": 80, "is_listed": True},
			]
			quote = checkout.quote(a_sale(self.customer, lines))
			self.assertEqual([row["rate"] for row in quote["lines"]], [typed, 80])
			self.assertEqual([(row["listed"], row["rule"]) for row in quote["lines"]], [(80, rule)] * 2)
			invoice = self.sell(lines)
			self.assertEqual([row.rate for row in invoice.items], [typed, 80])
			self.assertEqual(invoice.grand_total, quote["total"])
		shown = visit.get_visit(invoice.name)["lines"]
		self.assertEqual([(row["rate"], row["full_rate"]) for row in shown], [(70, 70), (80, 100)])

	def test_a_typed_price_stands_where_a_rule_names_the_price_or_a_margin(self):
		for values, own in (
			({"rate_or_discount": "Rate", "rate": 50}, 50),
			({"rate_or_discount": "Discount Amount", "discount_amount": 30}, 70),
			({"margin_type": "Amount", "margin_rate_or_amount": 25}, 125),
		):
			listed = listed_item(100)
			add_rule(listed, **values)
			lines = [{"item": listed, "qty": 1, "rate": 90}, {"item": listed, "qty": 1}]
			quote = checkout.quote(a_sale(self.customer, lines))
			invoice = self.sell(lines)
			self.assertEqual([row.rate for row in invoice.items], [90, own], values)
			self.assertEqual(invoice.grand_total, quote["total"])

	def test_a_rule_for_whole_invoices_is_quoted_and_gives_way_to_what_somebody_chose(self):
		rule = {"apply_on": "Transaction", "items": [], "discount_percentage": 10}
		title = add_rule("", **rule, rate_or_discount="Discount Percentage")
		self.addCleanup(frappe.db.set_value, "Pricing Rule", {"title": title}, "disable", 1)
		for whole, total, off in (({}, 90, 10), ({"discount_amount": 30}, 70, 30)):
			quote = checkout.quote(a_sale(self.customer, [line(50)], **whole))
			self.assertEqual((quote["total"], quote["subtotal"], quote["by_hand"]), (total, 100, off))
			self.assertFalse(quote["is_beyond"])
			self.assertEqual(self.sell([line(50)], **whole).grand_total, total)

	def test_what_a_clerk_may_take_off_is_counted_from_the_price_of_the_rule(self):
		listed = listed_item(100)
		add_rule(listed, rate_or_discount="Discount Percentage", discount_percentage=20)
		self.allow(10)
		frappe.set_user(self.desk)
		self.assertEqual(self.sell([{"item": listed, "qty": 1}]).net_total, 80)
		self.assertEqual(self.sell([{"item": listed, "qty": 1, "rate": 72}]).net_total, 72)
		with self.assertRaisesRegex(InvalidInput, "11.25% below the list price"):
			self.sell([{"item": listed, "qty": 1, "rate": 71}])

	def test_a_price_that_has_changed_since_it_was_shown_is_not_charged(self):
		listed = listed_item(100)
		asked = [{"item": listed, "qty": 1, "rate": 100, "is_listed": True}]
		self.assertEqual(checkout.quote(a_sale(self.customer, asked))["total"], 100)
		add_rule(listed, rate_or_discount="Discount Percentage", discount_percentage=20)
		self.assertEqual(checkout.quote(a_sale(self.customer, asked))["lines"][0]["rate"], 80)
		with self.assertRaisesRegex(InvalidInput, "80.00 now instead of 100.00"):
			self.sell(asked)

	def test_other_work_is_sold_by_the_hour_and_by_the_piece(self):
		other_work.ensure()
		lines = [
			{"item": CODE, "qty": 1.5, "rate": 80, "description": "Welding"},
			{"item": CODE, "qty": 2, "rate": 10, "description": "Washers"},
		]
		invoice = self.sell(lines)
		self.assertEqual([(row.qty, row.uom) for row in invoice.items], [(1.5, "Hour"), (2, "Nos")])
		self.assertEqual(invoice.net_total, 140)
		taking_back.return_invoice(invoice.name)
		self.assertEqual(visit.get_visit(invoice.name)["outstanding"], 0)

	def test_other_work_of_an_earlier_version_is_sold_by_the_hour_too(self):
		old = frappe.get_doc("Item", CODE)
		old.update({"stock_uom": "Nos", "sales_uom": None})
		old.save()
		sold = self.sell([{"item": CODE, "qty": 1, "rate": 50, "description": "Towing"}])
		self.assertEqual(sold.items[0].stock_uom, "Nos")
		other_work_has_parts.execute()
		other_work_has_parts.execute()
		self.assertEqual(self.sell([{"item": CODE, "qty": 0.25, "rate": 80}]).net_total, 20)
		taking_back.return_invoice(sold.name)

	def test_the_rows_of_the_settings_are_checked(self):
		record = frappe.get_doc(SETTINGS)
		record.set(
			"discount_limits",
			[{"role": FRONT_DESK, "max_percent": 5}, {"role": FRONT_DESK, "max_percent": 6}],
		)
		self.assertRaises(frappe.ValidationError, record.save)

	def test_work_on_no_list_is_printed_in_its_own_words(self):
		other_work.ensure()
		invoice = self.sell([{"item": CODE, "qty": 1, "rate": 50, "description": "Straightened the bumper"}])
		(printed,) = read_invoice(invoice).lines
		self.assertEqual((printed.name, printed.name_ar), ("Straightened the bumper", ""))

	def test_an_owner_who_disabled_that_item_is_offered_no_free_lines(self):
		other_work.ensure()
		frappe.db.set_value("Item", CODE, "disabled", 1)
		self.addCleanup(frappe.db.set_value, "Item", CODE, "disabled", 0)
		self.assertIsNone(checkout.options()["other_work"])

	def test_lines_have_people_of_their_own_and_the_visit_is_whose_it_mostly_is(self):
		team = frappe.db.get_value("Sales Person", {"is_group": 1}, "name")
		names = [unique("Omar"), unique("Huda")]
		for name in names:
			person = {"doctype": "Sales Person", "sales_person_name": name, "parent_sales_person": team}
			frappe.get_doc({**person, "enabled": 1}).insert()
		first, second = names
		lines = [line(100, technician=first, adviser=first), line(300, technician=second, adviser=second)]
		invoice = self.sell(lines)
		self.assertEqual(invoice.technician, second)
		self.assertEqual([row.technician for row in invoice.items], names)
		shares = {row.sales_person: row.allocated_percentage for row in invoice.sales_team}
		self.assertEqual(shares, {second: 75, first: 25})
