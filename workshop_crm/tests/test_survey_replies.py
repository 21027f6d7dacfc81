"""A number written back to an invitation on a site: one answer, or a message for a person."""

from __future__ import annotations

import frappe
from frappe.utils import getdate

from workshop_crm.core.messaging.reports import StatusReport
from workshop_crm.core.surveys.submission import Submission
from workshop_crm.services.messaging import messages, statuses
from workshop_crm.services.platform.survey_links import INVITATION, token_of
from workshop_crm.services.surveys import answers, cadence, invitations, replies, submissions
from workshop_crm.tests.records import make_customer, make_invoice
from workshop_crm.tests.survey_rows import SurveyRowsTestCase


class TestReplies(SurveyRowsTestCase):
	def setUp(self):
		super().setUp()
		self.survey()
		consents = [
			{"channel": one, "consent_date": getdate(), "source": "Test"} for one in ("WhatsApp", "SMS")
		]
		customer = make_customer(communication_channels=consents)
		self.customer = customer.name
		invoice = make_invoice(self.customer, 100)
		self.invitation = invitations.invite(invoice.doctype, invoice.name)

	def take(self, text: str, about: str | None = None) -> bool:
		message = {
			"doctype": messages.MESSAGE,
			"customer": self.customer,
			"direction": "Incoming",
			"channel": "WhatsApp",
			"status": "Delivered",
			"text": text,
			"reference_doctype": INVITATION,
			"reference_name": about or self.invitation,
		}
		return replies.take(frappe.get_doc(message))

	def ratings(self) -> list[int]:
		return frappe.get_all(answers.RESPONSE, {"customer": self.customer}, pluck="rating")

	def test_a_number_is_the_answer_and_ends_the_reminders(self):
		self.assertTrue(self.take("٤"))
		self.assertEqual(self.ratings(), [4])
		known = frappe.db.get_value(
			INVITATION, self.invitation, ["status", "answered_by", "answered_channel", "next_contact_on"]
		)
		self.assertEqual(known, ("Answered", "1", "WhatsApp", None))
		cadence.contact(self.invitation)
		self.assertEqual(frappe.db.count(messages.MESSAGE, {"customer": self.customer}), 1)

	def test_what_is_reported_after_the_answer_brings_no_other_message(self):
		(name,) = frappe.get_all(messages.MESSAGE, {"customer": self.customer}, pluck="name")
		sent = {"status": "Sent", "provider": "Meta", "provider_id": f"wamid.{name}"}
		frappe.db.set_value(messages.MESSAGE, name, sent)
		self.assertTrue(self.take("5"))
		failure = StatusReport(sent["provider_id"], "Failed", "131026", "other_channel", "Undeliverable")
		statuses.take("Meta", failure)
		self.assertEqual(frappe.db.get_value(messages.MESSAGE, name, ["status", "unwanted"]), ("Failed", 1))
		self.assertFalse(frappe.db.exists(messages.MESSAGE, {"fallback_of": name}))

	def test_a_second_number_words_and_other_scales_are_for_a_person(self):
		for text in ("4 of 10", "9", "thank you", "the car is not ready"):
			self.assertFalse(self.take(text), text)
		self.assertTrue(self.take("5"))
		self.assertFalse(self.take("1"))
		self.assertEqual(self.ratings(), [5])

	def test_the_page_takes_the_rest_into_the_same_response_once(self):
		token = token_of(self.invitation)
		self.assertTrue(self.take("5"))
		(before,) = frappe.get_all(answers.RESPONSE, {"customer": self.customer}, ["name", "answered_on"])
		self.assertEqual(answers.show_form(token)["state"], "open")
		self.assertEqual(submissions.first_answer_of(token, "1"), {"rating": ["5"]})
		rest = Submission("send", "en", {"rating": "5", "comment": "Quick and kind", "recommend": "9"})
		self.assertTrue(submissions.send(token, rest).receipt)
		(response,) = frappe.get_all(
			answers.RESPONSE, {"customer": self.customer}, ["name", "answered_on", "comment"]
		)
		self.assertEqual((response.name, response.answered_on), (before.name, before.answered_on))
		self.assertEqual(response.comment, "Quick and kind")
		rows = frappe.get_doc(answers.RESPONSE, response.name).answers
		self.assertEqual({row.question_id for row in rows}, {"rating", "recommend", "comment"})
		self.assertEqual(answers.show_form(token)["state"], "answered")
		self.assertFalse(submissions.send(token, rest).receipt)
		self.assertFalse(self.take("1"))

	def test_the_rest_opens_a_follow_up_where_the_number_did_not(self):
		self.assertTrue(self.take("5"))
		answers.answer(token_of(self.invitation), {"rating": 1})
		self.assertTrue(frappe.db.get_value(answers.RESPONSE, {"customer": self.customer}, "follow_up"))
		self.assertEqual(self.ratings(), [1])

	def test_after_the_link_has_ended_the_rest_is_not_asked_any_more(self):
		self.assertTrue(self.take("5"))
		frappe.db.set_value(INVITATION, self.invitation, "expires_on", "2020-01-01")
		self.assertEqual(answers.show_form(token_of(self.invitation))["state"], "answered")

	def test_a_low_number_opens_a_follow_up(self):
		self.assertTrue(self.take("1/5"))
		self.assertTrue(frappe.db.exists("Issue", {"customer": self.customer}))

	def test_a_reply_to_a_link_that_has_ended_is_for_a_person(self):
		invitations.close(self.invitation)
		self.assertFalse(self.take("5"))
		self.assertFalse(self.take("5", about="SVI-NONE"))
		self.assertEqual(self.ratings(), [])
