"""What the passing of days does to points and tiers on ERPNext; the scheduler's job looks at no account that cannot have changed."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.tier_changes import JOINED, MERGED, PROGRAM_CHANGED, TIME_PASSED
from workshop_crm.services.loyalty import accounts, passing_time, views
from workshop_crm.services.loyalty.tier_history import CHANGE
from workshop_crm.tests.records import make_customer, make_invoice, make_return, program
from workshop_crm.tests.refusals import assert_refused

TODAY = getdate()


@contextmanager
def program_with(**values: object) -> Iterator[None]:
	"""The program with other settings."""
	before = frappe.db.get_value("Loyalty Program", program(), list(values), as_dict=True)
	frappe.db.set_value("Loyalty Program", program(), values)
	try:
		yield
	finally:
		frappe.db.set_value("Loyalty Program", program(), before)
		# The jobs in between have committed the other settings.
		frappe.db.commit()


@contextmanager
def days_later(days: int) -> Iterator[None]:
	later = add_days(TODAY, days)
	with ExitStack() as stack:
		for module in (accounts, passing_time, views):
			stack.enter_context(patch.object(module, "getdate", lambda day=None: day or later))
		yield


def pass_time(customer: str) -> bool:
	"""Run the scheduler's job for this customer alone; says whether it looked at the account."""
	asked = passing_time._changing
	found = [account for account in asked() if account.customer == customer]
	with patch.object(passing_time, "_changing", lambda: found):
		passing_time.pass_time()
	return bool(found)


def account(customer: str, *fields: str) -> list[object]:
	row = frappe.db.get_value(accounts.ACCOUNT, {"customer": customer}, list(fields), as_dict=True)
	return [row[field] for field in fields]


def outstanding(customer: str) -> int:
	"""What the customer's program owes all its members."""
	program = frappe.db.get_value("Customer", customer, "loyalty_program")
	with patch.object(views, "current_program", lambda company: program):
		return views.of_program()["points_outstanding"]


def moves(customer: str) -> list[tuple[str, str, str]]:
	rows = frappe.get_all(
		CHANGE, {"customer": customer}, ["from_tier", "to_tier", "reason"], order_by="creation", as_list=True
	)
	return [(row[0] or "", *row[1:]) for row in rows]


class TestPendingPoints(FrappeTestCase):
	def test_points_wait_pay_nothing_and_can_be_spent_on_their_day(self):
		customer = make_customer().name
		with program_with(pending_days=7):
			before = outstanding(customer)
			make_invoice(customer, 500)
		self.assertEqual(account(customer, "balance", "pending"), [0, 50])
		self.assertEqual(outstanding(customer), before + 50, "pending points are owed too")
		self.assertEqual(account(customer, "next_change"), [add_days(TODAY, 7)])
		assert_refused(
			lambda: make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=10),
			"Only 0 points can be redeemed.",
		)
		with days_later(6):
			self.assertFalse(pass_time(customer))
		with days_later(7):
			self.assertTrue(pass_time(customer))
			self.assertEqual(views.of_customer(customer)["balance"], 50)
		self.assertEqual(account(customer, "balance", "pending"), [50, 0])

	def test_a_return_takes_pending_points_back(self):
		customer = make_customer().name
		with program_with(pending_days=7):
			make_return(make_invoice(customer, 500), 200)
		self.assertEqual(account(customer, "balance", "pending"), [0, 30])


class TestRollingTiers(FrappeTestCase):
	def test_a_tier_ends_with_its_window_and_grace(self):
		customer = make_customer().name
		with program_with(tier_window_months=1, tier_grace_days=3):
			make_invoice(customer, 1600)
			(until,) = account(customer, "tier_until")
			self.assertEqual(account(customer, "tier"), ["Gold"])
			with days_later((until - TODAY).days):
				self.assertFalse(pass_time(customer))
			with days_later((until - TODAY).days + 1):
				self.assertTrue(pass_time(customer))
		self.assertEqual(account(customer, "tier", "tier_until"), ["Silver", None])
		self.assertEqual(frappe.db.get_value("Customer", customer, "loyalty_program_tier"), "Silver")
		self.assertEqual(moves(customer), [("", "Gold", JOINED), ("Gold", "Silver", TIME_PASSED)])

	def test_a_change_of_the_tier_is_never_changed(self):
		customer = make_customer().name
		make_invoice(customer, 100)
		change = frappe.get_doc(CHANGE, {"customer": customer})
		change.to_tier = "Gold"
		self.assertRaises(frappe.ValidationError, change.save)

	def test_two_customers_who_become_one_reach_a_tier_together(self):
		kept, other = make_customer().name, make_customer().name
		for customer in (kept, other):
			make_invoice(customer, 600)
		frappe.rename_doc("Customer", other, kept, merge=True, force=True)
		self.assertEqual(account(kept, "tier"), ["Gold"])
		self.assertIn(("Silver", "Gold", MERGED), moves(kept))

	def test_an_account_of_an_earlier_version_is_looked_at_once(self):
		customer = make_customer().name
		make_invoice(customer, 100)
		frappe.db.set_value(accounts.ACCOUNT, {"customer": customer}, "next_change", None)
		self.assertTrue(pass_time(customer))
		self.assertFalse(pass_time(customer))

	def test_members_move_when_the_program_asks_for_less(self):
		customer = make_customer().name
		make_invoice(customer, 600)
		record = frappe.get_doc("Loyalty Program", program())
		gold = next(row for row in record.collection_rules if row.tier_name == "Gold")
		before, gold.min_spent = gold.min_spent, 500
		record.save()
		try:
			self.assertTrue(pass_time(customer))
			self.assertEqual(moves(customer)[-1], ("Silver", "Gold", PROGRAM_CHANGED))
		finally:
			record.reload().collection_rules[gold.idx - 1].min_spent = before
			record.save()
			frappe.db.commit()
