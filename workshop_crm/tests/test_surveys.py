"""Invitations by a site's jobs and mail, and answers that open an Issue with its ToDo, which only a site has."""

from __future__ import annotations

from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime

from workshop_crm.api import surveys
from workshop_crm.core.common.errors import NotFound
from workshop_crm.core.surveys.follow_up_work import Act
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.host_senders import MAIL_REFUSED
from workshop_crm.services.platform.survey_links import token_of
from workshop_crm.services.surveys import answers, follow_up_list, follow_up_work, invitations
from workshop_crm.services.surveys.forms import read_form
from workshop_crm.tests.messaging import send_at_noon
from workshop_crm.tests.records import make_customer, make_invoice
from workshop_crm.tests.some import some

SETTINGS = "Workshop CRM Settings"


class SurveyTestCase(FrappeTestCase):
	# At night the first message waits for the morning.
	now = now_datetime().replace(hour=12, minute=0)

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.db.set_single_value(SETTINGS, {"surveys_enabled": 1, "email_provider": "Outbox only"})
		frappe.clear_document_cache(SETTINGS, SETTINGS)

	def invited(self, **values) -> frappe.model.document.Document:
		customer = make_customer(**values).name
		invoice = make_invoice(customer, 200)
		name = invitations.invite("Sales Invoice", invoice.name, self.now)
		return frappe.get_doc(invitations.INVITATION, name)


class TestInvitations(SurveyTestCase):
	def test_an_invoice_invites_once_however_often_the_job_runs(self):
		invitation = self.invited()
		self.assertEqual(invitation.status, "Outbox")
		self.assertIsNone(invitations.invite("Sales Invoice", invitation.reference_name))
		self.assertEqual(frappe.db.count(messages.MESSAGE, {"customer": invitation.customer}), 1)

	def test_the_token_is_stored_nowhere_and_the_message_keeps_a_placeholder(self):
		invitation = self.invited()
		token = token_of(invitation.name)
		message = frappe.get_doc(messages.MESSAGE, {"reference_name": invitation.name})
		self.assertIn("{link}", message.text)
		self.assertNotIn(token, frappe.as_json(message.as_dict()) + frappe.as_json(invitation.as_dict()))

	def test_a_customer_without_consent_is_not_written_to(self):
		invitation = self.invited(communication_channels=[])
		self.assertEqual(invitation.status, "Not Sent")
		self.assertTrue(invitation.reason)
		self.assertFalse(frappe.db.exists(messages.MESSAGE, {"customer": invitation.customer}))

	def test_by_email_the_real_link_leaves_and_the_stored_text_keeps_the_placeholder(self):
		frappe.db.set_single_value(SETTINGS, "email_provider", "Email Account")
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		channels = [{"channel": "Email", "source": "Test"}]
		with patch("frappe.sendmail") as sendmail:
			invitation = self.invited(email_id="reem@example.com", communication_channels=channels)
			send_at_noon()
		self.assertIn(token_of(invitation.name), sendmail.call_args.kwargs["message"])
		self.assertEqual(sendmail.call_args.kwargs["recipients"], ["reem@example.com"])
		self.assertEqual(invitation.status, "Sent")

	def test_a_mail_server_that_refuses_leaves_a_failed_message_that_can_be_sent_again(self):
		frappe.db.set_single_value(SETTINGS, "email_provider", "Email Account")
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		channels = [{"channel": "Email", "source": "Test"}]
		with patch("frappe.sendmail", side_effect=OSError("no route")):
			invitation = self.invited(email_id="reem@example.com", communication_channels=channels)
			send_at_noon()
		message = frappe.get_doc(messages.MESSAGE, {"reference_name": invitation.name})
		self.assertEqual((message.status, message.error), ("Failed", MAIL_REFUSED))
		with patch("frappe.sendmail"):
			messages.send_again(message.name)
			send_at_noon()
		self.assertEqual(frappe.db.get_value(messages.MESSAGE, message.name, "status"), "Sent")


class TestAnswers(SurveyTestCase):
	def test_a_low_score_opens_an_issue_with_a_todo_and_escapes_the_comment(self):
		frappe.db.set_single_value(SETTINGS, "follow_up_assignee", "Administrator")
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		invitation = self.invited()
		frappe.set_user("Guest")
		answers.answer(token_of(invitation.name), {"rating": 1, "comment": "<script>alert(1)</script> بطيء"})
		frappe.set_user("Administrator")
		issue = frappe.get_doc("Issue", {"customer": invitation.customer})
		self.assertNotIn("<script", issue.description)
		self.assertIn("بطيء", issue.description)
		todo = {"reference_type": "Issue", "reference_name": issue.name, "status": "Open"}
		self.assertEqual(frappe.db.get_value("ToDo", todo, "allocated_to"), "Administrator")
		listed = follow_up_list.listed("open", 500, 0)["follow_ups"]
		self.assertIn(issue.name, [case["follow_up"] for case in listed])

	def test_a_follow_up_is_closed_with_its_note_and_its_todo(self):
		invitation = self.invited()
		answers.answer(token_of(invitation.name), {"rating": 1})
		issue = frappe.db.get_value("Issue", {"customer": invitation.customer}, "name")
		follow_up_work.close(issue, "Called <b>him</b>.", "Solved", Act())
		self.assertEqual(frappe.db.get_value("Issue", issue, "status"), "Closed")
		self.assertFalse(frappe.db.exists("ToDo", {"reference_name": issue, "status": "Open"}))
		(closed,) = [row for row in frappe.get_doc("Issue", issue).follow_up_steps if row.kind == "Closed"]
		self.assertEqual((closed.note, closed.user), ("Called <b>him</b>.", "Administrator"))

	def test_an_answer_is_kept_although_its_follow_up_cannot_be_opened(self):
		invitation = self.invited()
		with patch("workshop_crm.services.surveys.follow_ups.open_for", side_effect=RuntimeError("broken")):
			answers.answer(token_of(invitation.name), {"rating": 1})
		self.assertTrue(frappe.db.exists(answers.RESPONSE, {"invitation": invitation.name, "is_low": 1}))

	def test_unknown_and_expired_links_look_alike_and_take_no_answer(self):
		invitation = self.invited()
		invitation.db_set("expires_on", add_days(now_datetime(), -1))
		unknown, expired = answers.show_form("A" * 22), answers.show_form(token_of(invitation.name))
		self.assertEqual(unknown, expired)
		for token in ("A" * 22, token_of(invitation.name), "", "x" * 5000):
			with self.assertRaises(NotFound):
				answers.answer(token, {"rating": 5})


class TestGuests(SurveyTestCase):
	def test_an_unexpected_error_writes_neither_link_nor_variables_to_the_log(self):
		token = token_of(self.invited().name)
		calls = (lambda: surveys.form(token=token), lambda: surveys.answer(token=token, answers={}))
		for call in some(calls):
			with (
				patch.object(invitations, "by_token", side_effect=RuntimeError("disk")),
				patch("frappe.log_error") as logged,
				self.assertRaises(frappe.ValidationError),
			):
				call()
			(entry,) = logged.call_args_list
			self.assertIn("RuntimeError: disk", entry.kwargs["message"])
			self.assertNotIn(token, str(entry))

	def test_what_a_guest_writes_is_stored_letter_by_letter_and_printed_as_letters(self):
		invitation = self.invited()
		form = read_form(invitation.survey)
		worst = {
			"rating": 1,
			"nps": 0,
			"yes_no": False,
			"text": '<form action="//evil"><img src="//evil/x"> & more',
		}
		answers.answer(token_of(invitation.name), {one.id: worst[one.kind] for one in form.questions})
		response = frappe.get_doc(answers.RESPONSE, {"invitation": invitation.name})
		self.assertEqual(response.comment, worst["text"])
		self.assertIn(worst["text"], [row.value for row in response.answers])
		response.reload().save()
		self.assertEqual(response.reload().comment, worst["text"])
		printed = frappe.get_print(answers.RESPONSE, response.name)
		self.assertIn("&lt;form", printed)
		for tag in ("<form", '<img src="//evil'):
			self.assertNotIn(tag, printed)
		description = frappe.db.get_value("Issue", response.follow_up, "description")
		self.assertNotIn("<form", description)

	def test_a_customers_name_makes_no_picture_in_the_title_of_a_follow_up(self):
		invitation = self.invited()
		frappe.db.set_value("Customer", invitation.customer, "customer_name", 'Reem <img src="//evil/x">')
		form = read_form(invitation.survey)
		worst = {"rating": 1, "nps": 0, "yes_no": False, "text": "x"}
		answers.answer(token_of(invitation.name), {one.id: worst[one.kind] for one in form.questions})
		subject = frappe.db.get_value("Issue", {"customer": invitation.customer}, "subject")
		self.assertIn("Reem", subject)
		self.assertNotIn("<", subject)
