"""Staff answer a customer through a provider: within WhatsApp's 24 hours any text, after them an approved template alone."""

from __future__ import annotations

from datetime import timedelta

import frappe
from frappe.model.document import Document

from workshop_crm.api import messaging as api
from workshop_crm.core.messaging.delivery import QUEUED
from workshop_crm.services.messaging import consents, messages, sending
from workshop_crm.tests.messaging import NOON, FakeSender, at, reachable, sent_by, use_providers
from workshop_crm.tests.records import make_customer, unique
from workshop_crm.tests.refusals import assert_refused
from workshop_crm.tests.test_messaging_sending import SendingCase

NIGHT = NOON.replace(hour=23, minute=30)


class TestReplies(SendingCase):
	def setUp(self):
		super().setUp()
		use_providers(whatsapp_provider="Meta", sms_provider="SMS Settings")
		self.sender = FakeSender()

	def way(self, customer: Document, channel: str = "WhatsApp") -> dict:
		return next(way for way in api.ways(customer=customer.name)["ways"] if way["channel"] == channel)

	def reply(self, customer: Document, **more: str) -> Document:
		given = {"channel": "WhatsApp", "key": frappe.generate_hash(), "text": "Ready", **more}
		sent = api.reply(customer=customer.name, **given)
		return frappe.get_doc(messages.MESSAGE, sent["message"])

	def wrote(self, customer: Document, moment, channel: str = "WhatsApp") -> Document:
		"""The customer has written."""
		message = messages.add(
			{
				"customer": customer.name,
				"direction": "Incoming",
				"channel": channel,
				"recipient": customer.mobile_no,
				"language": "ar",
				"status": "Delivered",
				"text": "When is it ready?",
				"message_key": frappe.generate_hash(),
			}
		)
		message.db_set("creation", moment)
		return message

	def test_within_24_hours_a_text_goes_at_night_without_a_consent_and_as_it_is(self):
		customer = make_customer()
		self.wrote(customer, NIGHT - timedelta(hours=3))
		with at(NIGHT), sent_by(WhatsApp=self.sender):
			self.assertEqual(self.way(customer)["open_until"], str(NIGHT + timedelta(hours=21)))
			message = self.reply(customer)
			self.assertEqual(message.status, QUEUED)
			sending.send_due()
		(sent,) = self.sender.sent
		self.assertEqual((sent.text, sent.template, sent.to), ("Ready", None, customer.mobile_no))
		self.assertEqual(self.state(message), "Sent")

	def test_after_24_hours_only_a_template_that_the_provider_knows_may_go(self):
		customer = reachable("WhatsApp")
		self.wrote(customer, NOON - timedelta(hours=24, minutes=1))
		with at(NOON), sent_by(WhatsApp=self.sender):
			way = self.way(customer)
			self.assertEqual(
				(way["takes_text"], way["needs_template"], way["open_until"]), (False, True, None)
			)
			assert_refused(lambda: self.reply(customer), "approved template")
			template = self.template()
			self.assertIn(template, [one["template"] for one in self.way(customer)["templates"]])
			self.reply(customer, text="", template=template)
			sending.send_due()
		self.assertEqual([one.template.name for one in self.sender.sent], ["hello_again"])

	def test_the_same_reply_again_is_that_reply_after_the_24_hours_too(self):
		customer = reachable("WhatsApp")
		self.wrote(customer, NOON - timedelta(hours=23))
		with at(NOON):
			first = self.reply(customer, key="k1")
		with at(NOON + timedelta(hours=2)):
			self.assertEqual(self.reply(customer, key="k1").name, first.name)
			assert_refused(lambda: self.reply(customer, key="k1", text="Not ready"), "approved template")

	def test_a_text_that_waited_until_the_24_hours_were_over_does_not_go(self):
		customer = reachable("WhatsApp")
		self.wrote(customer, NOON - timedelta(hours=23))
		with at(NOON):
			message = self.reply(customer)
		with at(NOON + timedelta(hours=2)), sent_by(WhatsApp=self.sender):
			sending.send(message.name)
		self.assertEqual(self.sender.sent, [])
		self.assertNotEqual(self.state(message), "Sent")

	def test_an_opt_out_holds_within_the_24_hours_too(self):
		customer = reachable("WhatsApp")
		self.wrote(customer, NOON - timedelta(hours=1))
		consents.record(customer.mobile_no, "All", "Opt-out", "Reply", customer.name)
		with at(NOON):
			self.assertFalse(self.way(customer)["takes_text"])
			assert_refused(lambda: self.reply(customer), "does not want")

	def test_an_sms_without_a_question_waits_for_the_morning(self):
		customer = reachable("SMS")
		with at(NIGHT), sent_by(SMS=self.sender):
			self.assertTrue(self.way(customer, "SMS")["not_before"])
			sent = self.reply(customer, channel="SMS")
			sending.send_due()
			self.assertEqual(self.sender.sent, [])
		with at(NIGHT + timedelta(hours=12)), sent_by(SMS=self.sender):
			sending.send_due()
		self.assertEqual([one.key for one in self.sender.sent], [sent.name])

	def test_a_template_of_an_occasion_is_not_sent_by_hand(self):
		customer = reachable("WhatsApp", "SMS")
		with at(NOON):
			for channel in ("WhatsApp", "SMS"):
				given = {"channel": channel, "text": "", "template": "Survey thanks"}
				assert_refused(lambda given=given: self.reply(customer, **given), "those that are offered")
			template = self.template()
			first = self.reply(customer, text="", template=template, key="k1")
			frappe.db.set_value("Message Template", template, "enabled", 0)
			self.assertEqual(self.reply(customer, text="", template=template, key="k1").name, first.name)

	def test_an_sms_answers_for_a_quarter_of_an_hour(self):
		customer = make_customer()
		self.wrote(customer, NIGHT - timedelta(minutes=16), "SMS")
		with at(NIGHT):
			self.assertFalse(self.way(customer, "SMS")["takes_text"])
			assert_refused(lambda: self.reply(customer, channel="SMS"), "agreed")
		self.wrote(customer, NIGHT - timedelta(minutes=14), "SMS")
		with at(NIGHT), sent_by(SMS=self.sender):
			way = self.way(customer, "SMS")
			self.assertEqual((way["takes_text"], way["open_until"]), (True, None))
			self.reply(customer, channel="SMS")
			sending.send_due()
		self.assertEqual(len(self.sender.sent), 1)

	def test_a_text_of_staff_that_answers_an_opt_out_does_not_go(self):
		customer = reachable("WhatsApp")
		asked = self.wrote(customer, NOON - timedelta(minutes=1))
		with at(NOON):
			message = self.reply(customer)
		consents.record(customer.mobile_no, "All", "Opt-out", "Reply", customer.name, asked.name)
		with at(NOON), sent_by(WhatsApp=self.sender):
			sending.send(message.name)
		self.assertEqual((self.sender.sent, self.state(message)), ([], "Withdrawn"))

	def template(self) -> str:
		"""One that names the customer alone, and that Meta knows."""
		words = {f"{field}_{language}": text for language in ("ar", "en") for field, text in WORDS.items()}
		record = {
			"doctype": "Message Template",
			"template_name": unique("Hello"),
			"purpose": "Other",
			**words,
		}
		return frappe.get_doc({**record, "category": "Utility", "enabled": 1}).insert().name


WORDS = {"text": "Hello {customer}.", "whatsapp_template": "hello_again", "approval": "Approved"}
