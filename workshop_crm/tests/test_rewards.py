"""Rewards on ERPNext's own invoices, and at two tills at once.

Discounts, taxes, credit notes and the Point of Sale are ERPNext's; the preview has its own till alone.
"""

from __future__ import annotations

from typing import Any

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.core.visits.sale import keyed, read_sale
from workshop_crm.services.loyalty import checks, upkeep
from workshop_crm.services.loyalty.rewards import by_hand, offers
from workshop_crm.services.platform import settings
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.visits import checkout, taking_back
from workshop_crm.tests.records import ITEM, make_customer, make_invoice, program, reward

FIXED, FREE, LIMITED = "Workshop Test 50 off", "Workshop Test Free Item", "Workshop Test Last One"


class TestRewardsOnInvoices(FrappeTestCase):
	def setUp(self) -> None:
		self.customer = make_customer().name
		frappe.db.set_value("Customer", self.customer, "loyalty_program", program())
		make_invoice(self.customer, 2000)
		reward(FIXED, kind="Fixed Amount", amount=50, points=30)
		reward(FREE, kind="Free Item", item=ITEM, points=40)
		self.before = self.balance()

	def balance(self) -> int:
		points = frappe.get_all("Loyalty Point Entry", {"customer": self.customer}, pluck="loyalty_points")
		return sum(points)

	def draft(self, rate: float = 300, **values: Any) -> Any:
		invoice = make_invoice(self.customer, rate, submit=False)
		invoice.update(values)
		return invoice

	def redemption(self, invoice: str) -> Any:
		return frappe.get_doc(REDEMPTION, {"invoice": invoice})

	def test_the_discount_is_worked_out_at_each_save_and_once(self) -> None:
		invoice = self.draft(loyalty_reward=FIXED, reward_amount=9999)
		total = invoice.grand_total
		for _time in range(3):
			invoice.save()
			self.assertEqual((invoice.reward_amount, invoice.discount_amount), (50, 50))
			self.assertEqual(invoice.grand_total, total - 50)
			invoice = frappe.get_doc(invoice.doctype, invoice.name)
		invoice.loyalty_reward = None
		invoice.save()
		self.assertEqual((invoice.discount_amount, invoice.grand_total), (0, total))

	def test_a_discount_of_the_seller_stays_beside_the_reward(self) -> None:
		invoice = self.draft(discount_amount=20, loyalty_reward=FIXED)
		total = invoice.grand_total
		for _time in range(2):
			invoice.save()
			self.assertEqual(invoice.discount_amount, 70)
			self.assertEqual(invoice.grand_total, total - 70)
		invoice.update({"additional_discount_percentage": 10})
		with self.assertRaises(frappe.ValidationError):
			invoice.save()

	def test_a_duplicate_has_not_the_discount_of_the_reward(self) -> None:
		invoice = self.draft(discount_amount=20, loyalty_reward=FIXED).save()
		copy = frappe.copy_doc(invoice, ignore_no_copy=False).insert()
		self.assertFalse(copy.loyalty_reward)
		self.assertEqual((copy.reward_amount, copy.discount_amount), (0, 20))

	def test_points_are_taken_at_submit_and_come_back_with_a_cancellation(self) -> None:
		invoice = self.draft(loyalty_reward=FIXED).save()
		self.assertEqual(self.balance(), self.before)
		invoice.submit()
		taken = self.redemption(invoice.name)
		self.assertEqual((taken.status, taken.points, taken.amount), ("Applied", 30, 50))
		rows = {"invoice_type": REDEMPTION, "invoice": taken.name}
		self.assertEqual(sum(frappe.get_all("Loyalty Point Entry", rows, pluck="loyalty_points")), -30)
		invoice.cancel()
		self.assertEqual(self.balance(), self.before)
		self.assertEqual(self.redemption(invoice.name).status, "Cancelled")
		again = frappe.copy_doc(invoice)
		again.update({"docstatus": 0, "amended_from": invoice.name, "loyalty_reward": None})
		again.insert()
		self.assertEqual(again.discount_amount, 0)

	def test_a_part_that_is_returned_keeps_the_reward_and_all_of_it_gives_it_back(self) -> None:
		from erpnext.accounts.doctype.sales_invoice.sales_invoice import make_sales_return

		invoice = self.draft(loyalty_reward=FIXED)
		invoice.items[0].qty = 2
		invoice.save().submit()
		part = make_sales_return(invoice.name)
		part.items[0].qty = -1
		part.insert().submit()
		self.assertEqual(self.redemption(invoice.name).status, "Applied")
		rest = make_sales_return(invoice.name)
		rest.items[0].qty = -1
		rest.discount_amount = -(50 + part.discount_amount)
		rest.insert().submit()
		self.assertEqual(self.redemption(invoice.name).status, "Cancelled")
		rest.cancel()
		self.assertEqual(self.redemption(invoice.name).status, "Applied")

	def test_a_free_item_is_worth_one_unit_with_its_tax(self) -> None:
		invoice = self.draft(loyalty_reward=FREE)
		invoice.items[0].qty = 3
		invoice.save()
		self.assertEqual(invoice.reward_amount, 300)
		self.assertEqual(invoice.grand_total, 600)

	def test_the_points_of_the_reward_do_not_pay_twice(self) -> None:
		points = {"redeem_loyalty_points": 1, "loyalty_points": self.before - 29}
		invoice = self.draft(3000, loyalty_reward=FIXED, **points)
		with self.assertRaises(frappe.ValidationError):
			invoice.save()
		invoice.reload()
		invoice.update({"loyalty_reward": FIXED, **points, "loyalty_points": self.before - 30})
		invoice.save().submit()
		self.assertEqual(self.balance(), 0 + self.earned(invoice.name))

	def earned(self, invoice: str) -> int:
		rows = {"invoice": invoice, "entry_kind": "Earn"}
		return sum(frappe.get_all("Loyalty Point Entry", rows, pluck="loyalty_points"))

	def test_a_code_that_waits_is_cancelled_when_its_customer_is_erased(self) -> None:
		code = by_hand.reserve(self.customer, settings.company(), FIXED, frappe.generate_hash())
		erased = erase(self.customer)["customer"]
		self.assertEqual(
			frappe.db.get_value(REDEMPTION, code.name, ["status", "customer"]), ("Cancelled", erased)
		)
		self.assertEqual([one for one in checks.check() if one.account.customer == erased], [])

	def test_the_last_one_is_had_once(self) -> None:
		last = f"{LIMITED} {frappe.generate_hash(length=8)}"
		reward(last, kind="Fixed Amount", amount=10, points=1, stock=1)
		one, two = (self.draft(loyalty_reward=last).save() for _time in range(2))
		one.submit()
		with self.assertRaises(frappe.ValidationError):
			two.submit()
		one.cancel()
		frappe.get_doc("Sales Invoice", two.name).submit()

	def test_a_code_that_nobody_used_ends_and_one_on_an_invoice_does_not(self) -> None:
		company = settings.company()
		kept = by_hand.reserve(self.customer, company, FIXED, frappe.generate_hash())
		used = by_hand.reserve(self.customer, company, FIXED, frappe.generate_hash())
		self.draft(reward_code=used.code).save().submit()
		for redemption in (kept, used):
			frappe.db.set_value(REDEMPTION, redemption.name, "expires_on", add_days(getdate(), -1))
		by_hand.expire()
		states = [frappe.db.get_value(REDEMPTION, one.name, "status") for one in (kept, used)]
		self.assertEqual(states, ["Expired", "Applied"])
		self.assertEqual(
			frappe.db.get_value("Sales Invoice", {"reward_code": used.code}, "loyalty_reward"), FIXED
		)

	def test_what_a_failure_left_out_is_repaired(self) -> None:
		invoice = self.draft(loyalty_reward=FIXED).save()
		invoice.submit()
		frappe.db.set_value("Sales Invoice", invoice.name, "docstatus", 2)
		upkeep.repair()
		self.assertEqual(self.redemption(invoice.name).status, "Cancelled")
		self.assertEqual(self.balance(), self.before)

	def test_the_panel_says_the_same_before_and_after(self) -> None:
		invoice = self.draft(loyalty_reward=FIXED).save()
		told = offers.of_invoice("Sales Invoice", invoice.name)
		self.assertEqual(told["state"], "draft")
		self.assertEqual((told["reward"]["reward"], told["reward"]["amount"]), (FIXED, 50))
		self.assertEqual(told["max_redeem_points"], self.before - 30)
		self.assertEqual(frappe.db.get_value("Sales Invoice", invoice.name, "discount_amount"), 50)
		invoice.submit()
		told = offers.of_invoice("Sales Invoice", invoice.name)
		self.assertEqual((told["state"], told["balance"]), ("submitted", self.balance()))
		self.assertEqual(told["points_earned"], self.earned(invoice.name))

	def test_a_reward_that_nobody_could_use_is_not_saved(self) -> None:
		for values in ({"tier": "No such tier"}, {"points": 0}, {"kind": "Percentage", "percent": 0}):
			record = {
				"doctype": "Rewards Catalog",
				"reward_name": "X",
				"loyalty_program": program(),
				"points": 5,
			}
			with self.assertRaises(frappe.ValidationError):
				frappe.get_doc({**record, **values}).insert()

	def test_an_invoice_that_is_paid_and_returned_is_not_open_again(self) -> None:
		line = {"item": ITEM, "qty": 1, "rate": 500}
		paid = [{"mode": "Cash", "amount": 445}]
		with_points = {"reward": FIXED, "redeem_points": 20, "payments": paid}
		sold = checkout.complete(
			keyed(read_sale(self.customer, [line], **with_points), frappe.generate_hash())
		)
		self.assertEqual((sold["redeem_amount"], sold["outstanding"]), (5, 0))
		note = taking_back.return_invoice(sold["invoice"])["invoice"]
		left = [
			frappe.db.get_value("Sales Invoice", name, "outstanding_amount")
			for name in (sold["invoice"], note)
		]
		self.assertEqual(left, [0, -445])
