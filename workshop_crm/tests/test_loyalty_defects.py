"""Defects of ERPNext's own loyalty: each is tried on its own classes, where it shows, and with the app, where it is gone.

A test that finds stock ERPNext right means that it was mended there. The numbers are those of issues of ERPNext.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import frappe
from erpnext.accounts.doctype.loyalty_program import loyalty_program as stock
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, flt, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.overrides import loyalty_points
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import (
	add_core_row,
	entries,
	make_customer,
	make_invoice,
	make_return,
	program,
)
from workshop_crm.tests.stock_erpnext import stock_invoices
from workshop_crm.tests.tills import submit_at_once

ENTRY = "Loyalty Point Entry"
TILLS = 2


class TestDefectsOfERPNext(FrappeTestCase):
	def setUp(self) -> None:
		# Or ERPNext wants an account of its own for each currency.
		frappe.db.set_single_value(
			"Accounts Settings", "allow_multi_currency_invoices_against_single_party_account", 1
		)

	def show(self, scenario: Callable[[str], Any], right: Any) -> None:
		"""The scenario comes out `right` with the app, and not on stock ERPNext."""
		with self.subTest("stock ERPNext"), stock_invoices():
			self.assertNotEqual(scenario(make_customer().name), right)
		with self.subTest("with the app"):
			self.assertEqual(scenario(make_customer().name), right)

	def test_two_tills_redeem_the_same_points(self):
		self.show(twice_at_once, 100)

	def test_points_that_no_invoice_earned_are_never_used_up_59050(self):
		self.show(bonus_spent_again, "refused")

	def test_the_first_lot_is_overdrawn(self):
		self.show(left_of_each_lot, [0, 50])

	def test_spent_points_come_back_when_their_lot_expires(self):
		self.show(balance_after_the_first_lot, 50)

	def test_redeeming_counts_as_spending(self):
		self.show(spent_after_redeeming, 600 + 90)

	def test_the_tier_is_one_too_high_14930(self):
		self.show(lambda customer: [tier_after(customer, 100), tier_after(customer, 901)], ["Silver", "Gold"])

	def test_a_partial_return_gives_all_points_back_32951(self):
		self.show(restored_for_a_hundredth, 10)

	def test_a_credit_note_is_blocked_when_its_points_were_spent(self):
		self.show(credit_note_of_spent_points, "submitted")

	def test_a_discount_that_the_client_sends_is_kept(self):
		self.show(discount_for_one_point, 0.25)

	def test_an_invoice_in_another_currency_earns_by_its_own_numbers(self):
		self.show(earned_in_another_currency, 400 // 10)

	def test_points_may_not_pay_an_invoice_whose_currency_is_worth_more(self):
		self.show(paid_in_another_currency, (300.0, 25.0))

	def test_the_books_say_the_worth_of_points_in_the_company_s_currency_as_in_the_invoice_s(self):
		self.show(booked_in_another_currency, (0.0, 0.0))


class TestPointsThatTheTillShows(FrappeTestCase):
	"""The till's cart asks for a customer's points and names no company."""

	def shown(self, module: Any, customer: str) -> frappe._dict:
		return module.get_loyalty_program_details_with_points(customer, program(), silent=True)

	def test_points_of_another_company_do_not_count(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		add_row_of_another_company(customer, 500)
		self.assertEqual(self.shown(stock, customer).loyalty_points, 540)
		self.assertEqual(self.shown(loyalty_points, customer).loyalty_points, 40)

	def test_a_tier_is_reached_at_its_threshold(self):
		customer = make_customer().name
		add_core_row(customer, 10, 100)
		self.assertEqual(self.shown(stock, customer).tier_name, "Gold")
		found = self.shown(loyalty_points, customer)
		self.assertEqual((found.tier_name, found.collection_factor), ("Silver", 10))

	def test_a_debt_stays_when_its_lot_has_expired(self):
		customer = make_customer().name
		lot = add_core_row(customer, 40, 400, expiry_date=add_days(getdate(), 5))
		add_core_row(customer, -60, 0, redeem_against=lot.name, expiry_date=lot.expiry_date)
		add_core_row(customer, 100, 1000)
		later = str(add_days(getdate(), 10))
		self.assertEqual(
			stock.get_loyalty_program_details_with_points(customer, program(), later).loyalty_points, 100
		)
		self.assertEqual(
			loyalty_points.get_loyalty_program_details_with_points(customer, program(), later).loyalty_points,
			80,
		)

	def test_who_is_in_no_program_gets_erpnexts_answer(self):
		customer = make_customer().name
		frappe.db.set_value("Customer", customer, "loyalty_program", None)
		found = loyalty_points.get_loyalty_program_details_with_points(customer, silent=True)
		self.assertEqual(found, {"loyalty_programs": None})


def paying(points: int, **values: Any) -> dict[str, Any]:
	return {"redeem_loyalty_points": 1, "loyalty_points": points, "loyalty_program": program(), **values}


def sell(customer: str, amount: float, **values: Any) -> Any:
	"""ERPNext's form sets the program; the server alone does not."""
	return make_invoice(customer, amount, **{"loyalty_program": program(), **values})


def outcome(action: Callable[[], Any]) -> str:
	frappe.db.savepoint("before_the_attempt")
	try:
		action()
	except frappe.ValidationError:
		frappe.db.rollback(save_point="before_the_attempt")
		return "refused"
	return "submitted"


def twice_at_once(customer: str) -> int:
	"""The points redeemed of a hundred, by two tills in two transactions."""
	sell(customer, 1000)
	drafts = [sell(customer, 100, submit=False, **paying(100)).name for _ in range(TILLS)]
	submit_at_once(drafts)
	return -sum(entry.points for entry in entries(customer) if entry.points < 0)


def bonus_spent_again(customer: str) -> str:
	add_core_row(customer, 40, 0)
	sell(customer, 100, **paying(40))
	return outcome(lambda: sell(customer, 100, **paying(40)))


def two_lots(customer: str) -> tuple[str, str]:
	"""30 points that expire first and 60; 20 of them are redeemed twice, by invoices that earn nothing themselves."""
	names = []
	for amount, days in ((300, 5), (600, 50)):
		invoice = sell(customer, amount)
		(name,) = frappe.get_all(ENTRY, {"invoice": invoice.name}, pluck="name")
		frappe.db.set_value(ENTRY, name, "expiry_date", add_days(getdate(), days))
		names.append(name)
	for _ in range(2):
		sell(customer, 5, **paying(20))
	return names[0], names[1]


def left_of_each_lot(customer: str) -> list[int]:
	lots = two_lots(customer)
	return [
		sum(entry.points for entry in entries(customer) if lot in (entry.name, entry.redeem_against))
		for lot in lots
	]


def balance_after_the_first_lot(customer: str) -> int:
	two_lots(customer)
	later = str(add_days(getdate(), 10))
	return stock.get_loyalty_details(customer, program(), later, settings.company()).loyalty_points


def spent_after_redeeming(customer: str) -> float:
	sell(customer, 600)
	sell(customer, 100, **paying(40))
	return flt(stock.get_loyalty_details(customer, program(), include_expired_entry=True).total_spent)


def tier_after(customer: str, amount: float) -> str:
	sell(customer, amount)
	return frappe.db.get_value("Customer", customer, "loyalty_program_tier")


def restored_for_a_hundredth(customer: str) -> int:
	"""The points that a return of a hundredth gives back, of a thousand that were redeemed."""
	sell(customer, 10_000)
	invoice = sell(customer, 1000, **paying(1000))
	before = redeemed(customer)
	make_return(invoice, 10)
	return before - redeemed(customer)


def redeemed(customer: str) -> int:
	return -sum(entry.points for entry in entries(customer) if entry.kind in ("Redeem", "Restore"))


def credit_note_of_spent_points(customer: str) -> str:
	first = sell(customer, 400)
	sell(customer, 100, **paying(40))
	return outcome(lambda: make_return(first, 400))


def discount_for_one_point(customer: str) -> float:
	sell(customer, 1000)
	return sell(customer, 1000, **paying(1, loyalty_amount=999)).loyalty_amount


def in_another_currency(**values: Any) -> dict[str, Any]:
	"""An invoice whose currency is worth four of the company's."""
	currency = next(name for name in ("USD", "EUR") if name != settings.currency(settings.company()))
	return {"currency": currency, "conversion_rate": 4, **values}


def earned_in_another_currency(customer: str) -> int:
	sell(customer, 100, **in_another_currency())
	return balance(entries(customer), getdate())


def paid_in_another_currency(customer: str) -> tuple[float, float] | str:
	"""1,200 points are worth 300, three quarters of an invoice of 100 that is 400 here: what they pay, what is left."""
	add_core_row(customer, 2000, 900)
	paid: list[Any] = []
	said = outcome(lambda: paid.append(sell(customer, 100, **in_another_currency(**paying(1200)))))
	if said == "refused":
		return said
	(invoice,) = paid
	return invoice.loyalty_amount, flt(invoice.outstanding_amount / invoice.conversion_rate, 2)


def booked_in_another_currency(customer: str) -> tuple[float, float]:
	"""How far the worth of 400 points, 100 or a quarter of that, is from the books in both currencies."""
	sell(customer, 4000)
	invoice = sell(customer, 100, **in_another_currency(**paying(400)))
	row = frappe.db.get_value(
		"GL Entry",
		{"voucher_no": invoice.name, "account": invoice.loyalty_redemption_account},
		["debit", "debit_in_transaction_currency"],
		as_dict=True,
	)
	return flt(row.debit - 100, 2), flt(row.debit_in_transaction_currency - 25, 2)


def add_row_of_another_company(customer: str, points: int) -> None:
	frappe.get_doc(
		{
			"doctype": ENTRY,
			"company": "A Company Elsewhere",
			"loyalty_program": program(),
			"customer": customer,
			"loyalty_points": points,
			"posting_date": getdate(),
			"expiry_date": add_days(getdate(), 100),
		}
	).insert(ignore_links=True)
