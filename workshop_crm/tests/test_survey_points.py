"""Points for answers on a site: in ERPNext's ledger, once for an invitation, and never in the way of an answer."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.utils import getdate

from workshop_crm.services.loyalty.answers import earned, reward
from workshop_crm.services.loyalty.ledger import ENTRY
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.surveys import answers, invitations
from workshop_crm.tests.records import PROGRAM, make_customer, make_invoice
from workshop_crm.tests.survey_rows import SurveyRowsTestCase


class TestPointsForAnswers(SurveyRowsTestCase):
	def setUp(self):
		super().setUp()
		self.survey()
		self.customer = make_customer().name
		self.rule(points=15, most=1, days=30)
		invoice = make_invoice(self.customer, 100)
		self.invitation = invitations.invite(invoice.doctype, invoice.name)

	def rule(self, points: int, most: int = 0, days: int = 0) -> None:
		values = {"survey_points": points, "survey_points_most": most, "survey_points_days": days}
		frappe.db.set_value("Loyalty Program", PROGRAM, values)
		frappe.clear_document_cache("Loyalty Program", PROGRAM)

	def rows(self) -> list[frappe._dict]:
		of_answers = {"customer": self.customer, "invoice_type": INVITATION}
		return frappe.get_all(
			ENTRY, of_answers, ["invoice", "loyalty_points", "entry_kind", "idempotency_key"]
		)

	def test_a_bad_answer_earns_what_a_good_one_does_and_the_page_says_so(self):
		answers.answer(token_of(self.invitation), {"rating": 1})
		(row,) = self.rows()
		self.assertEqual((row.invoice, row.loyalty_points, row.entry_kind), (self.invitation, 15, "Earn"))
		self.assertEqual(row.idempotency_key, f"answer:{self.invitation}")
		self.assertEqual(earned(self.customer, settings.company(), self.invitation), (15, 25))

	def test_the_points_come_once_and_not_more_often_than_the_rule_allows(self):
		company = settings.company()
		for _ in range(2):
			reward(self.customer, company, self.invitation, getdate())
		reward(self.customer, company, "SVI-OTHER", getdate())
		self.assertEqual(len(self.rows()), 1)

	def test_the_points_are_of_the_day_on_which_the_answer_came(self):
		day = getdate("2026-03-05")
		reward(self.customer, settings.company(), self.invitation, day)
		(posted,) = frappe.get_all(ENTRY, {"invoice": self.invitation}, pluck="posting_date")
		self.assertEqual(posted, day)

	def test_without_a_rule_nothing_is_earned(self):
		self.rule(points=0)
		answers.answer(token_of(self.invitation), {"rating": 5})
		self.assertEqual(self.rows(), [])

	def test_points_that_cannot_be_written_keep_no_answer_away(self):
		with patch("workshop_crm.services.surveys.answers.reward", side_effect=RuntimeError("broken")):
			answers.answer(token_of(self.invitation), {"rating": 5})
		self.assertTrue(frappe.db.exists(answers.RESPONSE, {"invitation": self.invitation}))
