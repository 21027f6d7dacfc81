"""The best reward on ERPNext's drafts by itself: put on at each save, and never again once it was removed."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api import loyalty, visits
from workshop_crm.core.loyalty.rewards.automatic import ALWAYS, NEVER
from workshop_crm.services.loyalty.rewards import automatic
from workshop_crm.tests.records import ITEM, make_customer, make_invoice, program, reward
from workshop_crm.tests.refusals import assert_refused

FIXED = "Workshop Test 50 off"


class TestAutomaticRewards(FrappeTestCase):
	def setUp(self) -> None:
		self.customer = make_customer().name
		frappe.db.set_value("Customer", self.customer, "loyalty_program", program())
		make_invoice(self.customer, 800)
		reward(FIXED, kind="Fixed Amount", amount=50, points=30)
		frappe.db.set_value("Rewards Catalog", {"name": ("!=", FIXED)}, "disabled", 1)
		self.use(1)
		self.addCleanup(self.use, 0)

	def use(self, value: int) -> None:
		frappe.db.set_value("Loyalty Program", program(), "rewards_by_itself", value)
		frappe.clear_document_cache("Loyalty Program", program())

	def draft(self, rate: float = 300, **values: Any) -> Any:
		return make_invoice(self.customer, rate, submit=False, **values)

	def on(self, invoice: Any) -> tuple[object, ...]:
		told = frappe.get_doc(invoice.doctype, invoice.name)
		return (told.loyalty_reward, told.loyalty_points, told.reward_by_itself, told.reward_left_out)

	def offer(self, invoice: Any) -> dict[str, Any]:
		return loyalty.invoice_offer(invoice_type=invoice.doctype, invoice=invoice.name)

	def test_the_best_goes_on_a_draft_and_follows_its_changes(self) -> None:
		invoice = self.draft()
		best = self.offer(invoice)["suggestion"]
		self.assertEqual(self.on(invoice), (FIXED, best["points"], 1, 0))
		self.assertEqual(self.offer(invoice)["by_itself"]["reward"], FIXED)
		invoice.items[0].rate = 51
		invoice.save()
		best = self.offer(invoice)["suggestion"]
		self.assertEqual(self.on(invoice), (FIXED, best["points"], 1, 0))
		self.assertLessEqual(best["points"] * 0.25, invoice.grand_total)
		invoice.submit()
		redeemed = frappe.db.get_value("Reward Redemption", {"invoice": invoice.name}, "status")
		self.assertEqual(redeemed, "Applied")

	def test_what_was_removed_is_never_put_on_again(self) -> None:
		invoice = self.draft()
		invoice.update({"loyalty_reward": None, "redeem_loyalty_points": 0, "loyalty_points": 0})
		for _time in range(2):
			invoice.save()
			self.assertEqual(self.on(invoice), (None, 0, 0, 1))
		self.assertEqual((self.offer(invoice)["by_itself"], self.offer(invoice)["may_apply"]), (None, False))
		self.assertEqual(invoice.discount_amount, 0)

	def test_what_somebody_chose_is_left_alone(self) -> None:
		invoice = self.draft(redeem_loyalty_points=1, loyalty_points=3)
		self.assertEqual(self.on(invoice), (None, 3, 0, 1))

	def test_the_customer_s_wish_goes_before_the_program(self) -> None:
		frappe.db.set_value("Customer", self.customer, "reward_application", NEVER)
		self.assertEqual(self.on(self.draft()), (None, 0, 0, 0))
		self.use(0)
		frappe.db.set_value("Customer", self.customer, "reward_application", ALWAYS)
		self.assertEqual(self.on(self.draft())[0], FIXED)

	def test_nothing_goes_on_while_the_program_does_not_say_so(self) -> None:
		self.use(0)
		invoice = self.draft()
		self.assertEqual(self.on(invoice), (None, 0, 0, 0))
		frappe.db.set_value("Rewards Catalog", {"name": ("!=", FIXED)}, "disabled", 1)
		self.use(1)
		self.assertTrue(self.offer(invoice)["may_apply"])
		invoice.save()
		self.assertEqual(self.on(invoice)[0], FIXED)

	def test_a_draft_with_a_discount_in_percent_is_saved_without_a_reward(self) -> None:
		invoice = self.draft(additional_discount_percentage=10)
		self.assertEqual(self.on(invoice), (None, 0, 0, 0))

	def test_points_that_are_gone_when_it_is_submitted_refuse_the_sale(self) -> None:
		first, second = self.draft(), self.draft()
		first.submit()
		assert_refused(lambda: frappe.get_doc(second.doctype, second.name).submit(), "point")

	def test_an_import_spends_nobody_s_points(self) -> None:
		self.use(0)
		invoice = self.draft()
		self.use(1)
		frappe.flags.in_import = True
		self.addCleanup(frappe.flags.pop, "in_import")
		invoice.save()
		self.assertEqual(self.on(invoice), (None, 0, 0, 0))

	def test_the_checkout_shows_it_and_takes_only_what_was_shown(self) -> None:
		lines = [{"item": ITEM, "qty": 1, "rate": 300}]
		told = visits.quote(customer=self.customer, lines=lines, automatic=True)
		self.assertEqual(told["by_itself"]["reward"], FIXED)
		self.assertEqual(
			(told["reward"]["reward"], told["redeem_points"]), (FIXED, told["by_itself"]["points"])
		)
		plain = visits.quote(customer=self.customer, lines=lines)
		self.assertEqual((plain["by_itself"], plain["reward"]), (None, None))
		done = visits.complete(customer=self.customer, lines=lines, idempotency_key=frappe.generate_hash())
		self.assertIsNone(done["reward"])
		self.assertFalse(automatic.may_apply(frappe.get_doc("Sales Invoice", done["invoice"])))
