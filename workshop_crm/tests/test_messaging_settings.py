"""Setting messaging up: the test message, approvals, prices, rules of countries. Settings and providers are a site's alone."""

from __future__ import annotations

from datetime import time
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.adapters.messaging.meta.check import MetaCheck
from workshop_crm.adapters.messaging.twilio.sender import TwilioSender
from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.messaging.provider_templates import TemplateAtProvider
from workshop_crm.core.messaging.sender import Outgoing, Receipt, SendingFailed
from workshop_crm.patches.v0_6 import messages_have_left, providers_by_channel
from workshop_crm.services.demo import records as demo
from workshop_crm.services.messaging import consents, messages, prices, rules, senders, trial
from workshop_crm.tests.messaging import NOON, FakeSender, at, reachable, use_providers, write
from workshop_crm.tests.records import phone, unique

SETTINGS = "Workshop CRM Settings"
NO_CHECK = SimpleNamespace(check=list)


class TestATestMessage(FrappeTestCase):
	def setUp(self):
		use_providers(sms_provider="Twilio")
		self.sender = FakeSender()
		self.enterContext(patch.object(trial, "sender_by", lambda provider, channel: self.sender))
		self.enterContext(patch.object(trial, "check_of", lambda provider, channel: NO_CHECK))

	def test_it_leaves_at_once_for_the_address_that_was_typed(self):
		answer = trial.send_test("SMS", "055 123 4567")
		self.assertTrue(answer["ok"])
		self.assertEqual([one.to for one in self.sender.sent], ["+966551234567"])

	def test_a_channel_without_a_provider_says_so(self):
		answer = trial.send_test("WhatsApp", "0551234567")
		self.assertEqual((answer["ok"], self.sender.sent), (False, []))
		self.assertIn("No provider", answer["sentences"][0])

	def test_what_the_provider_has_against_the_settings_is_said_and_nothing_is_sent(self):
		wrong = SimpleNamespace(check=lambda: [InvalidInput("The token has ended.")])
		with patch.object(trial, "check_of", lambda provider, channel: wrong):
			answer = trial.send_test("SMS", "0551234567")
		self.assertEqual(answer, {"ok": False, "sentences": ["The token has ended."]})
		self.assertEqual(self.sender.sent, [])

	def test_a_refusal_is_told_with_its_code(self):
		def refuse(message: Outgoing) -> Receipt:
			raise SendingFailed("settings", "The sender is not yours.", "21606")

		self.sender.answer = refuse
		answer = trial.send_test("SMS", "0551234567")
		self.assertEqual(answer, {"ok": False, "sentences": ["The sender is not yours.", "21606"]})

	def test_an_address_that_wants_no_messages_gets_none(self):
		number = phone()
		consents.record(number, "All", "Opt-out", "Reply")
		self.assertFalse(trial.send_test("SMS", number)["ok"])
		self.assertEqual(self.sender.sent, [])


class TestApprovals(FrappeTestCase):
	def setUp(self):
		use_providers(whatsapp_provider="Meta")
		values: dict[str, Any] = {"text_en": "Hello {customer}.", "text_ar": "مرحبًا {customer}."}
		names = {"whatsapp_template_en": "visit_en", "whatsapp_template_ar": "visit_ar"}
		template = {"doctype": "Message Template", "template_name": unique("Visit"), "category": "Utility"}
		self.template = frappe.get_doc({**template, **values, **names}).insert()

	def test_the_state_at_the_provider_is_kept_and_differences_are_said(self):
		known = {
			"visit_en": TemplateAtProvider("visit_en", "en", "Approved", 1, "UTILITY"),
			"visit_ar": TemplateAtProvider("visit_ar", "ar", "Approved", 2, "UTILITY"),
		}
		with patch.object(MetaCheck, "template", lambda _check, name, language: known[name]):
			told = trial.fetch_approval(self.template.name)
		self.template.reload()
		self.assertEqual((self.template.approval_en, self.template.approval_ar), ("Approved", "Approved"))
		self.assertEqual((told["en"], len(told["ar"])), ([], 1))

	def test_a_provider_that_is_away_changes_nothing(self):
		self.template.db_set("approval_en", "Approved")
		with patch.object(MetaCheck, "template", side_effect=SendingFailed("retry", "Away")):
			self.assertEqual(trial.fetch_approval(self.template.name)["en"], ["Away"])
		self.template.reload()
		self.assertEqual(self.template.approval_en, "Approved")

	def test_a_text_that_could_not_be_sent_is_not_saved(self):
		self.template.text_en = "Hello {nobody}"
		self.assertRaisesRegex(frappe.ValidationError, "nobody", self.template.save)


class TestRules(FrappeTestCase):
	def test_each_provider_of_the_form_has_a_sender(self):
		meta = frappe.get_meta(SETTINGS)
		for channel, field in rules.FIELDS.items():
			for provider in meta.get_field(field).options.split("\n"):
				use_providers(**{field: provider})
				self.assertEqual(rules.sends_by_itself(channel), provider != rules.OUTBOX_ONLY)
				if provider != rules.OUTBOX_ONLY:
					self.assertTrue(hasattr(senders.sender_by(provider, channel), "send"), provider)

	def test_an_owners_rule_counts_in_place_of_the_apps(self):
		settings = frappe.get_doc(SETTINGS)
		row = {
			"country": "Saudi Arabia",
			"marketing_from": "10:00:00",
			"marketing_until": "12:30:00",
			"no_sms_marketing_on": "Friday، السبت",
		}
		settings.append("country_rules", row)
		settings.save()
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		self.addCleanup(frappe.db.delete, "Messaging Country Rule", {"parent": SETTINGS})
		rule = rules.policy().rule_for("+966551234567")
		self.assertEqual((rule.marketing.begin, rule.marketing.until), (time(10), time(12, 30)))
		self.assertEqual(rule.no_sms_marketing_on, frozenset((4, 5)))
		# Nothing was said of these: the app's hours, neither the whole day nor the time of saving.
		self.assertEqual((rule.utility.begin, rule.utility.until), (time(7), time(22)))

	def test_hours_that_are_none_are_refused(self):
		for until, reason in (("", "both times"), ("21:00", "is not a time of day")):
			settings = frappe.get_doc(SETTINGS)
			row = {"country": "Saudi Arabia", "marketing_from": "in the morning", "marketing_until": until}
			settings.append("country_rules", row)
			self.assertRaisesRegex(frappe.ValidationError, reason, settings.save)

	def test_a_day_that_is_none_is_refused(self):
		settings = frappe.get_doc(SETTINGS)
		settings.append("country_rules", {"country": "Saudi Arabia", "no_sms_marketing_on": "Fridey"})
		self.assertRaisesRegex(frappe.ValidationError, "Fridey", settings.save)

	def test_the_link_at_the_end_of_an_email_is_an_opt_out(self):
		use_providers(email_provider="Email Account")
		address = f"{frappe.generate_hash(length=8)}@example.com"
		message = write(reachable("Email", email_id=address), channel="Email")
		about = {"reference_doctype": message.doctype, "reference_name": message.name}
		frappe.get_doc({"doctype": "Email Unsubscribe", "email": address, **about}).insert()
		events = consents.events_of([address])
		self.assertEqual(
			[(one.channel, one.kind, one.source) for one in events], [("Email", "Opt-out", "Link")]
		)

	def test_made_up_people_are_not_written_to(self):
		use_providers(sms_provider="SMS Settings")
		self.assertRaises(Conflict, demo._refuse_to_write_to_strangers)
		use_providers()
		demo._refuse_to_write_to_strangers()

	def test_a_price_that_comes_later_is_kept(self):
		use_providers(sms_provider="Twilio")
		message = write(reachable("SMS"))
		message.db_set(
			{"status": "Sent", "provider": "Twilio", "provider_id": "SM1", "sent_on": NOON.replace(hour=9)}
		)
		receipt = Receipt("SM1", Decimal("0.0451"), "USD")
		with (
			at(NOON),
			patch.object(TwilioSender, "price_of", return_value=receipt),
			patch.object(frappe.db, "commit"),
		):
			prices.fetch()
		message.reload()
		self.assertEqual((round(message.price, 4), message.currency), (0.0451, "USD"))


class TestPatches(FrappeTestCase):
	def test_emails_that_were_handed_over_have_left(self):
		use_providers(email_provider="Email Account")
		message = write(reachable("Email", email_id="reem@example.com"), channel="Email")
		self.assertEqual(message.status, "Queued")
		messages_have_left.execute()
		self.assertEqual(frappe.db.get_value(messages.MESSAGE, message.name, "status"), "Sent")

	def test_email_stays_chosen(self):
		use_providers()
		frappe.qb.into("Singles").columns("doctype", "field", "value").insert(
			SETTINGS, "message_provider", "Email"
		).run()
		providers_by_channel.execute()
		frappe.clear_document_cache(SETTINGS, SETTINGS)
		self.assertEqual(rules.provider("Email"), rules.EMAIL_ACCOUNT)
		providers_by_channel.execute()
