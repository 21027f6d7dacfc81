"""Points for recommending on ERPNext: the job after a sale, merges, and what the Customer form refuses."""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.core.loyalty.referrals import CAUSE
from workshop_crm.services.loyalty import checks, referrals
from workshop_crm.tests.records import entries, make_customer, make_invoice, make_return, program
from workshop_crm.tests.refusals import assert_refused


class TestReferrals(FrappeTestCase):
	def setUp(self) -> None:
		self.use(referral_points=50, referral_month_most=0)
		self.addCleanup(self.use, referral_points=0, referral_month_most=0)
		self.huda = make_customer().name

	def use(self, **values: int) -> None:
		frappe.db.set_value("Loyalty Program", program(), values)
		frappe.clear_document_cache("Loyalty Program", program())

	def recommended(self, by: str | None = None) -> str:
		return make_customer(recommended_by=by or self.huda).name

	def settle(self, customer: str) -> int:
		"""Twice, as a job that is run again; what the recommender holds then."""
		for _time in range(2):
			referrals.settle(customer)
		return self.held(self.huda)

	def held(self, customer: str) -> int:
		return sum(entry.points for entry in entries(customer) if entry.invoice_type == CAUSE)

	def test_the_first_invoice_brings_points_once_and_takes_them_back_when_it_is_cancelled(self) -> None:
		reem = self.recommended()
		first = make_invoice(reem, 500)
		self.assertEqual(self.settle(reem), 50)
		note = make_return(first, 200)
		self.assertEqual(self.settle(reem), 50)
		note.cancel()
		first.reload()
		first.cancel()
		self.assertEqual(self.settle(reem), 0)
		make_invoice(reem, 500)
		self.assertEqual(self.settle(reem), 50)
		self.assertEqual([one for one in checks.check() if one.account.customer == self.huda], [])

	def test_a_full_return_takes_them_back(self) -> None:
		reem = self.recommended()
		invoice = make_invoice(reem, 500)
		self.settle(reem)
		make_return(invoice, 500)
		self.assertEqual(self.settle(reem), 0)

	def test_the_limit_of_a_month(self) -> None:
		self.use(referral_month_most=1)
		for _number in range(2):
			reem = self.recommended()
			make_invoice(reem, 500)
			self.settle(reem)
		self.assertEqual(self.held(self.huda), 50)

	def test_another_recommender_later_gets_nothing_for_the_same_customer(self) -> None:
		reem, noura = self.recommended(), make_customer().name
		make_invoice(reem, 500)
		self.settle(reem)
		frappe.db.set_value("Customer", reem, "recommended_by", noura)
		self.assertEqual((self.settle(reem), self.held(noura)), (50, 0))

	def test_an_old_customer_of_whom_it_is_noted_late_brings_nothing(self) -> None:
		reem = self.recommended()
		day = add_days(getdate(), -60)
		make_invoice(reem, 500, set_posting_time=1, posting_date=day, due_date=day)
		make_invoice(reem, 500)
		self.assertEqual(self.settle(reem), 0)

	def test_nobody_keeps_points_for_recommending_themselves_after_a_merge(self) -> None:
		reem = self.recommended()
		make_invoice(reem, 500)
		self.settle(reem)
		frappe.rename_doc("Customer", reem, self.huda, merge=True, force=True)
		self.assertEqual(self.settle(self.huda), 0)

	def test_points_follow_the_one_who_recommended_and_a_renamed_customer(self) -> None:
		reem, kept = self.recommended(), make_customer().name
		invoice = make_invoice(reem, 500)
		self.settle(reem)
		frappe.rename_doc("Customer", self.huda, kept, merge=True, force=True)
		renamed = frappe.rename_doc("Customer", reem, frappe.generate_hash(length=12), force=True)
		referrals.settle(renamed)
		self.assertEqual(self.held(kept), 50)
		frappe.get_doc("Sales Invoice", invoice.name).cancel()
		referrals.settle(renamed)
		self.assertEqual(self.held(kept), 0)

	def test_a_job_that_was_lost_is_made_up_for(self) -> None:
		reem = self.recommended()
		make_invoice(reem, 500)
		referrals.repair()
		self.assertEqual(self.held(self.huda), 50)

	def test_nobody_recommends_themselves_directly_or_through_others(self) -> None:
		reem = self.recommended()

		def save(customer: str, by: str) -> None:
			form = frappe.get_doc("Customer", customer)
			form.recommended_by = by
			form.save()

		assert_refused(lambda: save(reem, reem), "themselves")
		assert_refused(lambda: save(self.huda, reem), "other way round")
