"""Messages about points that ERPNext's scheduler writes under the rule in Workshop CRM Settings."""

from __future__ import annotations

from decimal import Decimal
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, getdate

from workshop_crm.api import loyalty
from workshop_crm.core.loyalty.opening import Opening
from workshop_crm.core.messaging.default_templates import POINTS_STATEMENT
from workshop_crm.patches.v0_8 import points_have_messages
from workshop_crm.services.loyalty import accounts, opening, points_messages
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.messaging.templates import TEMPLATE
from workshop_crm.tests.messaging import SETTINGS, reachable
from workshop_crm.tests.records import make_invoice, program
from workshop_crm.tests.refusals import assert_refused

OFF = {
	"points_statements": 0,
	"statement_day": min(getdate().day, 28),
	"points_expiry_messages": 0,
	"points_expiry_days": 14,
	"points_expiry_min_worth": 0,
	"tier_messages": 0,
}


class TestPointsMessages(FrappeTestCase):
	def setUp(self) -> None:
		points_have_messages.execute()
		self.use_rule()

	def use_rule(self, **changes: object) -> None:
		frappe.db.set_single_value(SETTINGS, {**OFF, **changes})
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def member(self, spent: float = 500, **values: object) -> Document:
		customer = reachable("WhatsApp", **values)
		frappe.db.set_value("Customer", customer.name, "loyalty_program", program())
		if spent:
			make_invoice(customer.name, spent)
		return customer

	def run_job(self, job=points_messages.tell_members) -> None:
		with patch.object(frappe.db, "commit"):
			job()

	def messages(self, *customers: Document) -> list[frappe._dict]:
		about = {"reference_doctype": accounts.ACCOUNT, "customer": ("in", [one.name for one in customers])}
		return frappe.get_all(MESSAGE, about, ["name", "purpose", "status", "text", "customer"])

	def test_nobody_is_written_to_while_the_rules_are_off(self):
		customer = self.member(20_000)
		self.run_job()
		self.assertEqual(self.messages(customer), [])

	def test_one_statement_goes_to_a_member_with_points_however_often_the_job_runs(self):
		member, silent, poor = self.member(), self.member(), self.member(0)
		frappe.db.set_value("Customer", silent.name, "disabled", 1)
		self.use_rule(points_statements=1)
		for _ in range(2):
			self.run_job()
		(statement,) = self.messages(member, silent, poor)
		self.assertEqual((statement.customer, statement.purpose), (member.name, "Points Statement"))
		self.assertIn("٥٠", statement.text)
		self.assertIn("{link}", statement.text)

	def test_points_about_to_expire_are_told_of_once_and_taken_back_when_they_are_spent(self):
		member, later = self.member(), self.member()
		self.expire_in(member, 10)
		self.expire_in(later, 40)
		self.use_rule(points_expiry_messages=1)
		for _ in range(2):
			self.run_job()
		(told,) = self.messages(member, later)
		self.assertEqual((told.customer, told.purpose), (member.name, "Points Expiring"))
		loyalty.adjust(member.name, -50, "Correction", "spent", frappe.generate_hash())
		self.run_job()
		(told,) = self.messages(member)
		self.assertEqual(told.status, "Withdrawn")

	def test_points_worth_less_than_the_limit_are_not_told_of(self):
		member = self.member()
		self.expire_in(member, 10)
		self.use_rule(points_expiry_messages=1, points_expiry_min_worth=100_000)
		self.run_job()
		self.assertEqual(self.messages(member), [])

	def test_who_reaches_a_tier_is_told_but_not_who_brings_points_of_an_old_system(self):
		self.use_rule(tier_messages=1)
		member, moved = self.member(), self.member(0)
		make_invoice(member.name, 20_000)
		opening.write(moved.name, [Opening(1, moved.name, 40, spent=Decimal(60_000))])
		for _ in range(2):
			self.run_job(points_messages.tell_tiers)
		(told,) = self.messages(member, moved)
		self.assertEqual((told.customer, told.purpose), (member.name, "Tier Reached"))

	def test_what_waits_about_an_account_goes_when_it_becomes_part_of_another(self):
		member, kept = self.member(), self.member()
		loyalty.send_statement(customer=member.name)
		(statement,) = self.messages(member)
		frappe.rename_doc("Customer", member.name, kept.name, merge=True, force=True)
		self.assertEqual(frappe.db.get_value(MESSAGE, statement.name, "status"), "Withdrawn")

	def test_a_statement_day_that_some_months_lack_is_refused_in_the_form(self):
		def save() -> None:
			form = frappe.get_single(SETTINGS)
			form.statement_day = 31
			form.save()

		assert_refused(save, "from 1 to 28")

	def test_a_site_of_the_version_before_gets_the_new_words_where_nobody_wrote_others(self):
		name = POINTS_STATEMENT.name
		frappe.db.set_value(TEMPLATE, name, "text_en", points_have_messages.OLD_TEXT)
		points_have_messages.execute()
		self.assertEqual(frappe.db.get_value(TEMPLATE, name, "text_en"), POINTS_STATEMENT.words["en"].text)
		frappe.db.set_value(TEMPLATE, name, "text_en", "Ours: {balance}")
		points_have_messages.execute()
		self.assertEqual(frappe.db.get_value(TEMPLATE, name, "text_en"), "Ours: {balance}")

	def expire_in(self, customer: Document, days: int) -> None:
		"""As if the customer's points had been earned long ago."""
		own = {"customer": customer.name}
		day = add_days(getdate(), days)
		frappe.db.set_value("Loyalty Point Entry", own, "expiry_date", day)
		frappe.db.set_value(accounts.ACCOUNT, own, "next_expiry", day)
