"""Points on ERPNext's invoices: what core does wrong is right here, and nothing is lost or doubled.

The forms, the ledger and the tills that submit drafts are ERPNext's.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from unittest.mock import patch

import frappe
from erpnext.accounts.doctype.loyalty_program import loyalty_program
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, flt, getdate

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.records import NEXT_INVOICE
from workshop_crm.services.loyalty import passing_time, posting, upkeep, views
from workshop_crm.services.platform import settings
from workshop_crm.services.visits import checkout
from workshop_crm.tests.records import (
	a_sale,
	add_core_row,
	entries,
	item,
	make_customer,
	make_invoice,
	make_return,
	program,
)
from workshop_crm.tests.refusals import assert_refused
from workshop_crm.tests.tills import submit_at_once


def points_of(customer: str) -> int:
	return balance(entries(customer), getdate())


@contextmanager
def tier_from(choice: str) -> Iterator[None]:
	"""The program's choice of the invoice from which a new tier counts."""
	before = frappe.db.get_value("Loyalty Program", program(), "new_tier_counts_from")
	frappe.db.set_value("Loyalty Program", program(), "new_tier_counts_from", choice)
	try:
		yield
	finally:
		frappe.db.set_value("Loyalty Program", program(), "new_tier_counts_from", before)


@contextmanager
def running(**days: object) -> Iterator[None]:
	"""The program with other first and last days."""
	before = frappe.db.get_value("Loyalty Program", program(), ["from_date", "to_date"], as_dict=True)
	frappe.db.set_value("Loyalty Program", program(), days)
	try:
		yield
	finally:
		frappe.db.set_value("Loyalty Program", program(), before)


def kinds_of(customer: str) -> list[str]:
	return [entry.kind for entry in entries(customer)]


def points_that_erpnext_shows(customer: str) -> int:
	return loyalty_program.get_loyalty_program_details_with_points(
		customer, program(), company=settings.company()
	).loyalty_points


class TestEarning(FrappeTestCase):
	def test_points_are_earned_when_the_invoice_is_submitted(self):
		customer = make_customer().name
		make_invoice(customer, 405)
		(entry,) = entries(customer)
		self.assertEqual((entry.kind, entry.points, float(entry.spend)), ("Earn", 40, 405.0))
		self.assertEqual(points_that_erpnext_shows(customer), 40)

	def test_an_invoice_made_without_a_program_gets_that_of_its_customer(self):
		customer = make_customer().name
		self.assertEqual(make_invoice(customer, 10).loyalty_program, program())

	def test_points_are_reversed_when_the_invoice_is_cancelled_and_no_row_is_deleted(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 500)
		invoice.cancel()
		self.assertEqual(kinds_of(customer), ["Earn", "Reverse"])
		self.assertEqual(points_of(customer), 0)
		self.assertEqual(points_that_erpnext_shows(customer), 0)

	def test_posting_the_same_invoice_again_adds_nothing(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 500)
		posting.correct(invoice)
		invoice.make_loyalty_point_entry()
		self.assertEqual(kinds_of(customer), ["Earn"])

	def test_a_partial_return_takes_back_its_share_and_its_cancellation_gives_it_again(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 800)
		note = make_return(invoice, 300)
		self.assertEqual(points_of(customer), 50)
		note.cancel()
		self.assertEqual(points_of(customer), 80)
		self.assertEqual(kinds_of(customer), ["Earn", "Reverse", "Earn"])

	def test_a_credit_note_is_not_blocked_when_its_points_were_spent(self):
		customer = make_customer().name
		first = make_invoice(customer, 400)
		make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=40)
		make_return(first, 400)
		self.assertEqual(points_of(customer), 9 - 40)

	def test_a_program_may_count_a_new_tier_from_the_next_invoice(self):
		customer = make_customer().name
		with tier_from(NEXT_INVOICE):
			make_invoice(customer, 1600)
			make_invoice(customer, 80)
		self.assertEqual([entry.points for entry in entries(customer)], [160, 10])

	def test_an_invoice_keeps_its_rate_through_returns_repairs_and_another_choice(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 1600)
		note = make_return(invoice, 800)
		self.assertEqual(points_of(customer), 100)
		self.assertEqual(frappe.db.get_value("Customer", customer, "loyalty_program_tier"), "Silver")
		make_invoice(customer, 80)
		self.assertEqual(points_of(customer), 108)
		with tier_from(NEXT_INVOICE):
			rows = len(entries(customer))
			posting.correct(frappe.get_doc("Sales Invoice", invoice.name))
			self.assertEqual(len(entries(customer)), rows)
			note.reload().cancel()
		self.assertEqual(points_of(customer), 208)
		frappe.get_doc("Sales Invoice", invoice.name).cancel()
		self.assertEqual(points_of(customer), 8)

	def test_an_invoice_from_before_the_choice_keeps_what_it_earned(self):
		customer = make_customer().name
		with tier_from(NEXT_INVOICE):
			invoice = make_invoice(customer, 1600)
		make_return(invoice, 10)
		self.assertEqual(points_of(customer), 159)

	def test_outside_the_days_of_the_program_nothing_is_earned_and_what_was_earned_goes_back(self):
		customer = make_customer().name
		during = make_invoice(customer, 300)
		with running(to_date=add_days(getdate(), -1)):
			after = make_invoice(customer, 500)
			posting.correct(frappe.get_doc("Sales Invoice", during.name))
			self.assertEqual([entry.points for entry in entries(customer)], [30])
			make_return(during, 300)
			make_return(after, 500)
		self.assertEqual(
			[(entry.kind, entry.points) for entry in entries(customer)], [("Earn", 30), ("Reverse", -30)]
		)

	def test_outside_the_days_of_the_program_points_stay_and_cannot_be_redeemed(self):
		customer = make_customer().name
		make_invoice(customer, 300)
		spent = make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=10)
		with running(to_date=add_days(getdate(), -1)):
			assert_refused(
				lambda: make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=5),
				"does not run on",
			)
			quote = checkout.quote(a_sale(customer, [{"item": item(), "qty": 1, "rate": 100}]))
			self.assertEqual(
				(quote["balance"], quote["max_redeem_points"], quote["points_to_earn"]), (29, 0, 0)
			)
			spent.reload()
			spent.cancel()
		self.assertEqual(points_of(customer), 30)

	def test_redeeming_points_is_no_spend_for_the_tier(self):
		customer = make_customer().name
		make_invoice(customer, 990)
		make_invoice(customer, 20, redeem_loyalty_points=1, loyalty_points=80)
		self.assertEqual(frappe.db.get_value("Customer", customer, "loyalty_program_tier"), "Silver")

	def test_points_that_could_not_be_posted_are_posted_by_the_repair(self):
		customer = make_customer().name
		with patch("workshop_crm.services.loyalty.posting.correct", side_effect=RuntimeError("broken")):
			invoice = make_invoice(customer, 300)
		self.assertEqual((invoice.docstatus, kinds_of(customer)), (1, []))
		upkeep.repair(days=1)
		self.assertEqual(points_of(customer), 30)

	def test_points_that_could_not_be_taken_back_are_taken_back_by_the_repair(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 300)
		with patch("workshop_crm.services.loyalty.posting.correct", side_effect=RuntimeError("broken")):
			invoice.cancel()
		self.assertEqual(points_of(customer), 30)
		upkeep.repair(days=1)
		self.assertEqual(points_of(customer), 0)

	def test_expired_points_are_written_off_once(self):
		customer = make_customer().name
		add_core_row(
			customer, 70, 700, posting_date=add_days(getdate(), -30), expiry_date=add_days(getdate(), -2)
		)
		passing_time.pass_time()
		passing_time.pass_time()
		self.assertEqual(kinds_of(customer), ["Earn", "Expire"])
		self.assertEqual(points_of(customer), 0)

	def test_a_lot_that_two_invoices_redeemed_expires_again_for_each_that_is_cancelled(self):
		customer = make_customer().name
		lot = add_core_row(customer, 80, 800)
		paid = [make_invoice(customer, 10, redeem_loyalty_points=1, loyalty_points=40) for _ in range(2)]
		frappe.db.set_value(
			"Loyalty Point Entry", {"customer": customer}, "expiry_date", add_days(getdate(), -1)
		)
		for invoice in paid:
			invoice.cancel()
			passing_time.pass_time()
		expired = [entry for entry in entries(customer) if entry.kind == "Expire"]
		self.assertEqual([(entry.points, entry.redeem_against) for entry in expired], [(-40, lot.name)] * 2)

	def test_an_invoice_keeps_the_rate_by_which_it_earned(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 1000)
		earned = points_of(customer)
		record = frappe.get_doc("Loyalty Program", program())
		rates = [row.collection_factor for row in record.collection_rules]
		for row in record.collection_rules:
			row.collection_factor = 5
		record.save()
		try:
			posting.correct(invoice)
			self.assertEqual(points_of(customer), earned)
			make_return(invoice, 100)
			self.assertEqual(points_of(customer), earned * 9 // 10)
		finally:
			for row, rate in zip(record.collection_rules, rates, strict=True):
				row.collection_factor = rate
			record.save()


class TestRedemption(FrappeTestCase):
	def test_points_pay_and_are_taken_from_the_lot_that_expires_first(self):
		customer = make_customer().name
		late = add_core_row(customer, 50, 500)
		soon = add_core_row(customer, 30, 300, expiry_date=add_days(getdate(), 5))
		invoice = make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=40)
		taken = {entry.redeem_against: entry.points for entry in entries(customer) if entry.kind == "Redeem"}
		self.assertEqual(taken, {soon.name: -30, late.name: -10})
		self.assertEqual((invoice.loyalty_amount, flt(invoice.outstanding_amount, 2)), (10.0, 90.0))

	def test_an_amount_sent_by_the_client_is_not_believed(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		invoice = make_invoice(
			customer, 1000, redeem_loyalty_points=1, loyalty_points=1, loyalty_amount=999, loyalty_program="X"
		)
		self.assertEqual((invoice.loyalty_amount, invoice.loyalty_program), (0.25, program()))
		self.assertEqual(flt(invoice.outstanding_amount, 2), 999.75)

	def test_an_amount_without_points_pays_nothing(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=0, loyalty_amount=50)
		self.assertEqual((invoice.loyalty_amount, flt(invoice.outstanding_amount, 2)), (0, 100.0))

	def test_more_points_than_the_customer_has_are_refused(self):
		customer = make_customer().name
		add_core_row(customer, 10, 100)
		with self.assertRaises(frappe.ValidationError):
			make_invoice(customer, 500, redeem_loyalty_points=1, loyalty_points=11)
		with self.assertRaises(frappe.ValidationError):
			make_invoice(customer, 500, redeem_loyalty_points=1, loyalty_points=-5)

	def test_points_worth_more_than_the_invoice_are_refused(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		with self.assertRaises(frappe.ValidationError):
			make_invoice(customer, 20, redeem_loyalty_points=1, loyalty_points=100)

	def test_points_spent_between_draft_and_submit_are_not_spent_again(self):
		customer = make_customer().name
		add_core_row(customer, 40, 400)
		draft = make_invoice(customer, 100, submit=False, redeem_loyalty_points=1, loyalty_points=40)
		make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=40)
		with self.assertRaises(frappe.ValidationError):
			draft.submit()

	def test_cancelling_gives_redeemed_points_back_to_their_lots(self):
		customer = make_customer().name
		lot = add_core_row(customer, 40, 400)
		invoice = make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=40)
		invoice.cancel()
		restored = next(entry for entry in entries(customer) if entry.kind == "Restore")
		self.assertEqual((restored.points, restored.redeem_against), (40, lot.name))
		self.assertEqual(points_of(customer), points_that_erpnext_shows(customer))
		self.assertEqual(points_of(customer), 40)

	def test_returning_a_hundredth_gives_back_a_hundredth_of_the_points(self):
		customer = make_customer().name
		add_core_row(customer, 1000, 9000)
		invoice = make_invoice(customer, 1000, redeem_loyalty_points=1, loyalty_points=1000)
		note = make_return(invoice, 10)
		restored = [entry.points for entry in entries(customer) if entry.kind == "Restore"]
		self.assertEqual(restored, [10])
		self.assertEqual(flt(note.loyalty_amount), -2.5)

	def test_a_whole_return_leaves_neither_debt_nor_credit(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		invoice = make_invoice(customer, 100, redeem_loyalty_points=1, loyalty_points=100)
		make_return(invoice, 100)
		self.assertEqual(points_of(customer), 100)
		owed = frappe.db.sql(
			"select sum(debit - credit) from `tabGL Entry` where party = %s and is_cancelled = 0", customer
		)
		self.assertEqual(flt(owed[0][0], 2), 0)

	def test_rows_that_erpnext_wrote_count_and_its_redemptions_are_no_spend(self):
		customer = make_customer().name
		lot = add_core_row(customer, 60, 600)
		add_core_row(customer, -20, 900, redeem_against=lot.name, expiry_date=lot.expiry_date)
		view = views.of_customer(customer)
		self.assertEqual(points_of(customer), 40)
		self.assertEqual(points_that_erpnext_shows(customer), 40)
		self.assertEqual(view["lifetime_spend"], 600.0)
		self.assertEqual([row["kind"] for row in view["entries"]], ["Redeem", "Earn"])


class TestMadeUpPoints(FrappeTestCase):
	"""What a client may send with an invoice, and what must not be believed."""

	def test_a_client_cannot_mark_an_invoice_as_consolidated(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		sent = {"redeem_loyalty_points": 1, "loyalty_points": 1, "loyalty_amount": 700, "is_consolidated": 1}
		assert_refused(lambda: make_invoice(customer, 1000, **sent), "consolidated")
		draft = make_invoice(customer, 1000, submit=False, redeem_loyalty_points=1, loyalty_points=1).name
		for action in ("save", "submit"):
			assert_refused(lambda action=action: changed(draft, action, sent), "consolidated")

	def test_a_mark_that_was_stored_as_a_draft_does_not_count_either(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		draft = make_invoice(customer, 1000, submit=False)
		stored = {
			"is_consolidated": 1,
			"redeem_loyalty_points": 1,
			"loyalty_points": 1,
			"loyalty_amount": 700,
		}
		draft.db_set(stored)
		assert_refused(lambda: changed(draft.name, "submit", {}), "consolidated")

	def test_points_that_expired_are_not_redeemed_by_an_invoice_of_an_earlier_day(self):
		customer = make_customer().name
		add_core_row(
			customer, 100, 1000, posting_date=add_days(getdate(), -30), expiry_date=add_days(getdate(), -2)
		)
		earlier = add_days(getdate(), -10)
		sent = {"set_posting_time": 1, "posting_date": earlier, "due_date": getdate()}
		for kind in (sent, {}):
			with self.assertRaises(frappe.ValidationError):
				make_invoice(customer, 500, redeem_loyalty_points=1, loyalty_points=100, **kind)

	def test_a_credit_note_of_no_invoice_redeems_nothing(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		note = frappe.get_doc("Sales Invoice", make_invoice(customer, 50, submit=False).name)
		note.update({"is_return": 1, "redeem_loyalty_points": 1, "loyalty_points": 40, "loyalty_amount": 500})
		note.items[0].qty = -1
		note.save()
		self.assertEqual((note.redeem_loyalty_points, note.loyalty_points, note.loyalty_amount), (0, 0, 0))
		note.submit()
		self.assertEqual(points_of(customer), 100)


def changed(invoice: str, action: str, values: dict[str, object]) -> None:
	"""Save or submit the stored draft with other values, as a request does."""
	record = frappe.get_doc("Sales Invoice", invoice)
	record.update(values)
	record.run_method(action)


class TestTwoTills(FrappeTestCase):
	TILLS = 6

	def test_two_tills_cannot_spend_the_same_points(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		paid = {"redeem_loyalty_points": 1, "loyalty_points": 100}
		outcomes = submit_at_once(
			[make_invoice(customer, 100, submit=False, **paid).name for _ in range(self.TILLS)]
		)
		self.assertEqual(outcomes.count("submitted"), 1, outcomes)
		redeemed = -sum(entry.points for entry in entries(customer) if entry.kind == "Redeem")
		self.assertEqual(redeemed, 100)
		self.assertGreaterEqual(points_of(customer), 0)

	def test_points_that_another_till_has_just_earned_pay_or_are_refused_in_our_words(self):
		"""The first sale spends all points and earns more: the next one redeems a lot that it did not see at its start."""
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		paid = {"redeem_loyalty_points": 1, "loyalty_points": 100}
		outcomes = submit_at_once(
			[make_invoice(customer, 5000, submit=False, **paid).name for _ in range(self.TILLS)]
		)
		self.assertEqual(outcomes, ["submitted"] * self.TILLS)
		redeemed = -sum(entry.points for entry in entries(customer) if entry.kind == "Redeem")
		self.assertEqual(redeemed, 100 * self.TILLS)

	def test_two_members_who_earn_for_the_first_time_at_once_both_earn(self):
		customers = [make_customer().name for _ in range(self.TILLS)]
		outcomes = submit_at_once([make_invoice(customer, 100, submit=False).name for customer in customers])
		self.assertEqual(outcomes, ["submitted"] * self.TILLS)
		self.assertEqual([points_of(customer) for customer in customers], [10] * self.TILLS)
