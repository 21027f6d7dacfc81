"""Asking by hand, at the counter and on paper, on a site: its documents, its prints and who may."""

from __future__ import annotations

import frappe

from workshop_crm.core.common.errors import Conflict, InvalidInput, NotAllowed
from workshop_crm.core.surveys.asking import HAS_ANSWERED
from workshop_crm.services.platform.permissions import FRONT_DESK
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.surveys import answers, by_hand, handover, invitations
from workshop_crm.tests.records import make_customer, make_invoice, make_user, restrict_to
from workshop_crm.tests.survey_rows import SurveyRowsTestCase
from workshop_crm.tests.test_survey_triggers import MAINTENANCE, make_maintenance_visit

SETTINGS = "Workshop CRM Settings"
INVOICE = "Sales Invoice"


class HandoverTestCase(SurveyRowsTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.set_single_value(SETTINGS, "survey_code_on_invoices", 1)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		self.addCleanup(frappe.clear_document_cache, SETTINGS, SETTINGS)
		self.addCleanup(setattr, frappe.local.flags, "commit", False)
		self.survey()
		self.customer = make_customer(communication_channels=[]).name

	def states(self) -> list[tuple[str, str]]:
		found = frappe.get_all(INVITATION, {"customer": self.customer}, ["status", "source"])
		return [(one.status, one.source) for one in found]


class TestCounter(HandoverTestCase):
	def test_every_kind_of_document_is_a_visit_of_the_day_until_it_is_answered(self):
		self.survey(MAINTENANCE)
		visit = make_maintenance_visit(self.customer)
		self.assertEqual(self.listed(), [])
		visit.submit()
		self.assertEqual(self.listed(), [visit.name])
		counter = handover.open_for("Maintenance Visit", visit.name)
		self.assertEqual(self.states(), [("Handed Over", "Handover")])
		self.assertEqual(handover.open_for("Maintenance Visit", visit.name)["link"], counter["link"])
		answers.answer(counter["link"].rsplit("/", 1)[1], {"rating": 5})
		self.assertEqual(self.listed(), [])
		self.assertEqual(handover.is_answered(counter["invitation"]), {"answered": True})
		with self.assertRaisesRegex(Conflict, HAS_ANSWERED):
			handover.open_for("Maintenance Visit", visit.name)

	def test_drafts_and_other_records_are_no_visits(self):
		draft = make_invoice(self.customer, 100, submit=False)
		for doctype, name in ((INVOICE, draft.name), ("Customer", self.customer), ("User", "Administrator")):
			for call in (handover.open_for, lambda *of: by_hand.ask(*of, None)):
				with self.assertRaises(InvalidInput):
					call(doctype, name)

	def test_who_may_not_see_the_customer_hands_nothing_over(self):
		invoice = make_invoice(self.customer, 100).name
		user = make_user(FRONT_DESK, "Sales User", "Accounts User")
		restrict_to(user, make_customer().name)
		frappe.set_user(user)
		self.assertEqual(self.listed(), [])
		for call in (
			lambda: handover.open_for(INVOICE, invoice),
			lambda: by_hand.ask(INVOICE, invoice, None),
			lambda: by_hand.choices(self.customer),
		):
			with self.assertRaises(NotAllowed):
				call()
		frappe.set_user("Administrator")
		self.assertEqual(self.states(), [])

	def listed(self) -> list[str]:
		return [row["document"] for row in handover.today() if row["customer"] == self.customer]


class TestPaper(HandoverTestCase):
	def test_a_print_makes_the_invitation_once_and_keeps_it_although_printing_is_reading(self):
		invoice = make_invoice(self.customer, 100)
		for _ in range(2):
			self.assertIn("<svg", frappe.get_print(INVOICE, invoice.name, "Workshop Invoice"))
		self.assertEqual(self.states(), [("Handed Over", "Print")])
		self.assertTrue(frappe.local.flags.commit)

	def test_the_code_is_that_of_the_stored_invoice_whatever_the_browser_sends(self):
		invoice = make_invoice(self.customer, 100)
		other = make_customer().name
		invoice.customer = other
		link = handover.link_to_print(invoice)
		(asked,) = frappe.get_all(INVITATION, {"customer": self.customer}, pluck="name")
		self.assertIn(token_of(asked), link)
		self.assertFalse(frappe.db.exists(INVITATION, {"customer": other}))

	def test_no_code_on_drafts_nor_when_it_is_off_nor_after_the_answer(self):
		draft = make_invoice(self.customer, 100, submit=False)
		self.assertEqual(handover.link_to_print(draft), "")
		invoice = make_invoice(self.customer, 100)
		frappe.db.set_single_value(SETTINGS, "survey_code_on_invoices", 0)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		self.assertEqual(handover.link_to_print(invoice), "")
		frappe.db.set_single_value(SETTINGS, "survey_code_on_invoices", 1)
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		link = handover.link_to_print(invoice)
		answers.answer(link.rsplit("/", 1)[1], {"rating": 5})
		self.assertEqual(handover.link_to_print(invoice), "")
		self.assertEqual(frappe.db.get_value(INVITATION, {"customer": self.customer}, "answered_by"), "Print")

	def test_messages_follow_a_code_that_was_printed_first(self):
		customer = make_customer().name
		invoice = make_invoice(customer, 100)
		handover.link_to_print(invoice)
		self.assertIsNone(invitations.invite(INVOICE, invoice.name))
		asked = frappe.db.get_value(INVITATION, {"customer": customer}, ["status", "source", "contacts"])
		self.assertEqual(asked, ("Outbox", "Print", 1))
