"""Calls of Twilio and Meta: signed, forged, repeated and out of order. Row locks and hooks are a site's alone."""

from __future__ import annotations

import hashlib
import hmac
import json
import random
import time
from typing import Any
from unittest.mock import patch
from urllib.parse import urlencode

from twilio.request_validator import RequestValidator

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils import now_datetime

from workshop_crm.core.common.errors import InvalidInput, NotAllowed
from workshop_crm.core.messaging.opt_outs import ConsentEvent, is_opted_out
from workshop_crm.core.messaging.sender import Receipt
from workshop_crm.services.messaging import (
	consents,
	inbox,
	messages,
	people,
	providers,
	replies,
	rules,
	sending,
	webhooks,
)
from workshop_crm.tests.messaging import NOON, FakeSender, at, reachable, sent_by, use_providers, write
from workshop_crm.tests.records import phone

NUMBER = "104000000000001"
ACCOUNT = "AC" + "0" * 32
TOKEN, SECRET = "twilio-token-of-the-test", "meta-secret-of-the-test"
SENT, DELIVERED, READ, FAILED = "sent", "delivered", "read", "failed"


def signed_meta(body: bytes, secret: str = SECRET) -> str:
	return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def meta_call(**value: Any) -> bytes:
	metadata = {"display_phone_number": "966550000000", "phone_number_id": NUMBER}
	change = {"field": "messages", "value": {"messaging_product": "whatsapp", "metadata": metadata, **value}}
	return json.dumps(
		{"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": [change]}]}
	).encode()


def meta_status(provider_id: str, status: str, **more: Any) -> bytes:
	return meta_call(
		statuses=[
			{
				"id": provider_id,
				"status": status,
				"timestamp": "1772000000",
				"recipient_id": "966551234567",
				**more,
			}
		]
	)


def meta_text(number: str, text: str, provider_id: str = "", minutes_ago: float = 0, **more: Any) -> bytes:
	message = {
		"from": number.lstrip("+"),
		"id": provider_id or f"wamid.{frappe.generate_hash()}",
		"timestamp": str(int(time.time() - minutes_ago * 60)),
		"type": "text",
		"text": {"body": text},
		**more,
	}
	contact = {"profile": {"name": "Huda"}, "wa_id": number.lstrip("+")}
	return meta_call(messages=[message], contacts=[contact])


def twilio_call(**fields: str) -> tuple[bytes, str]:
	given = {"AccountSid": ACCOUNT, **fields}
	address = providers.webhook_address(rules.TWILIO)
	return urlencode(given).encode(), RequestValidator(TOKEN).compute_signature(address, given)


class WebhookCase(FrappeTestCase):
	def setUp(self):
		use_providers(
			whatsapp_provider="Meta",
			sms_provider="Twilio",
			meta_phone_number_id=NUMBER,
			twilio_account_sid=ACCOUNT,
			twilio_sms_sender="+966550000000",
		)
		settings = frappe.get_doc("Workshop CRM Settings")
		for field, value in (
			("meta_app_secret", SECRET),
			("twilio_auth_token", TOKEN),
			("meta_verify_token", "verify"),
		):
			frappe.utils.password.set_encrypted_password(settings.doctype, settings.name, value, field)
		self.enterContext(patch.object(frappe.db, "commit"))
		self.hook = self.enterContext(patch.object(frappe, "get_hooks", side_effect=self.hooks))
		self.takers: list[str] = []

	real_hooks = staticmethod(frappe.get_hooks)

	def hooks(self, hook: str | None = None, *arguments: Any, **more: Any) -> Any:
		return (
			self.takers
			if hook == "workshop_crm_inbound_message"
			else self.real_hooks(hook, *arguments, **more)
		)

	def sent(self, channel: str = "WhatsApp", provider_id: str = "", **values: Any) -> Document:
		"""A message that the provider has taken."""
		message = write(reachable("WhatsApp", "SMS", **values), channel=channel)
		receipt = Receipt(provider_id or f"wamid.{frappe.generate_hash()}")
		sender = FakeSender(lambda outgoing: receipt)
		with (
			at(NOON),
			sent_by(WhatsApp=sender, SMS=sender),
			patch("workshop_crm.services.messaging.decisions.needs_template", return_value=False),
		):
			sending.send(message.name)
		message.reload()
		self.assertEqual(message.status, "Sent", message.error)
		return message

	def status(self, message: Document) -> str:
		return frappe.db.get_value(messages.MESSAGE, message.name, "status")

	def meta(self, body: bytes) -> None:
		webhooks.from_meta(body, signed_meta(body))


class TestStatuses(WebhookCase):
	def test_reports_in_any_order_end_the_same(self):
		for order in ((SENT, DELIVERED, READ), (READ, DELIVERED, SENT), (DELIVERED, READ, DELIVERED, SENT)):
			message = self.sent()
			for status in order:
				self.meta(meta_status(message.provider_id, status))
			self.assertEqual(self.status(message), "Read", order)

	def test_twilio_reports_too(self):
		message = self.sent("SMS", f"SM{frappe.generate_hash()}")
		webhooks.from_twilio(*twilio_call(MessageSid=message.provider_id, MessageStatus="delivered"))
		self.assertEqual(self.status(message), "Delivered")

	def test_a_failure_falls_back_once_however_often_it_is_reported(self):
		message = self.sent()
		failure = meta_status(
			message.provider_id, FAILED, errors=[{"code": 131026, "title": "Undeliverable"}]
		)
		for _ in range(5):
			self.meta(failure)
		self.assertEqual(self.status(message), "Failed")
		self.assertEqual(
			frappe.get_all(messages.MESSAGE, {"fallback_of": message.name}, pluck="channel"), ["SMS"]
		)

	def test_a_message_that_arrives_after_all_has_no_fallback_any_more(self):
		message = self.sent()
		self.meta(
			meta_status(message.provider_id, FAILED, errors=[{"code": 131026, "title": "Undeliverable"}])
		)
		fallback = frappe.get_doc(messages.MESSAGE, {"fallback_of": message.name})
		self.assertEqual(fallback.status, "Queued")
		self.meta(meta_status(message.provider_id, READ))
		self.assertEqual((self.status(message), self.status(fallback)), ("Read", "Withdrawn"))

	def test_a_failure_after_the_answer_has_no_fallback(self):
		message = self.sent()
		messages.withdraw((message.reference_doctype, message.reference_name))
		self.meta(
			meta_status(message.provider_id, FAILED, errors=[{"code": 131026, "title": "Undeliverable"}])
		)
		self.assertEqual(self.status(message), "Failed")
		self.assertFalse(frappe.db.exists(messages.MESSAGE, {"fallback_of": message.name}))

	def test_a_doubtful_message_is_settled_by_a_report_that_has_its_key(self):
		message = self.sent(provider_id="-")
		message.db_set({"status": "Doubtful", "provider_id": None})
		body = meta_status("wamid.late", DELIVERED, biz_opaque_callback_data=message.name)
		self.meta(body)
		message.reload()
		self.assertEqual((message.status, message.provider_id), ("Delivered", "wamid.late"))

	def test_ten_thousand_forged_replayed_and_reordered_calls_change_nothing(self):
		message = self.sent()
		by_sms = self.sent("SMS", f"SM{frappe.generate_hash()}")
		read = meta_status(message.provider_id, READ)
		self.meta(read)
		webhooks.from_twilio(*twilio_call(MessageSid=by_sms.provider_id, MessageStatus="delivered"))
		before = self.everything()
		dice = random.Random(13)
		late = [meta_status(message.provider_id, status) for status in (SENT, DELIVERED, READ, FAILED)]
		late_sms = [
			twilio_call(MessageSid=by_sms.provider_id, MessageStatus=status)
			for status in ("queued", "sent", "delivered", "undelivered")
		]
		stop = meta_text(message.recipient, "STOP")
		refused = 0
		for number in range(10_000):
			kind = number % 5
			try:
				if kind == 0:
					self.meta(dice.choice(late))
				elif kind == 1:
					webhooks.from_twilio(*dice.choice(late_sms))
				elif kind == 2:
					webhooks.from_meta(stop, signed_meta(stop, f"guess {number}"))
				elif kind == 3:
					body, signature = late_sms[1]
					webhooks.from_twilio(body.replace(b"sent", b"read"), signature)
				else:
					webhooks.from_meta(
						stop + b" " * (number % 7),
						dice.choice(("", signed_meta(stop)[:-1], "sha256=", signed_meta(read))),
					)
			except NotAllowed:
				refused += 1
		self.assertEqual(refused, 6_000)
		self.assertEqual(self.everything(), before)

	def everything(self) -> list[Any]:
		return [
			frappe.db.sql("select * from `tabCustomer Message` order by name"),
			frappe.db.sql("select * from `tabConsent Event` order by name"),
			frappe.db.count("ToDo"),
		]

	def test_without_its_secret_nothing_is_read(self):
		message = self.sent()
		body = meta_status(message.provider_id, READ)
		frappe.utils.password.remove_encrypted_password(
			"Workshop CRM Settings", "Workshop CRM Settings", "meta_app_secret"
		)
		with self.assertRaises(NotAllowed):
			webhooks.from_meta(body, signed_meta(body, ""))
		with self.assertRaises(NotAllowed):
			webhooks.challenge({"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "7"})
		self.assertEqual(
			webhooks.challenge({"hub.mode": "subscribe", "hub.verify_token": "verify", "hub.challenge": "7"}),
			"7",
		)


class TestWhatCustomersWrite(WebhookCase):
	def written_by(self, number: str) -> list[Any]:
		fields = ["name", "customer", "text", "reference_name"]
		return frappe.get_all(messages.MESSAGE, {"recipient": number, "direction": "Incoming"}, fields)

	def test_words_go_into_the_history_once_and_to_a_person(self):
		message = self.sent()
		body = meta_text(message.recipient, "Is my car ready?")
		for _ in range(3):
			self.meta(body)
		(written,) = self.written_by(message.recipient)
		self.assertEqual((written.customer, written.text), (message.customer, "Is my car ready?"))
		self.assertEqual(written.reference_name, message.reference_name)
		self.assertEqual(frappe.db.count("ToDo", {"reference_name": written.name}), 1)

	def test_words_reach_somebody_where_nobody_was_chosen_and_there_is_no_manager(self):
		frappe.db.set_single_value(
			"Workshop CRM Settings", {"messages_go_to": None, "follow_up_assignee": None}
		)
		frappe.clear_document_cache("Workshop CRM Settings", "Workshop CRM Settings")
		without = patch("workshop_crm.services.messaging.people.get_users_with_role", return_value=[])
		with without as roles:
			self.assertEqual(people.responsible(), ["Administrator"])
		self.assertEqual(
			[call.args[0] for call in roles.call_args_list], ["Workshop Manager", "System Manager"]
		)
		with patch(
			"workshop_crm.services.messaging.people.get_users_with_role",
			side_effect=lambda role: ["boss@example.com"] if role == "System Manager" else [],
		):
			self.assertEqual(people.responsible(), ["boss@example.com"])

	def test_a_number_that_nobody_has_is_kept_too(self):
		number = phone()
		self.meta(meta_text(number, "مرحبا، هل أنتم مفتوحون؟"))
		(written,) = self.written_by(number)
		self.assertIsNone(written.customer)
		self.assertEqual(frappe.db.count("ToDo", {"reference_name": written.name}), 1)

	def test_stop_ends_it_and_is_confirmed_and_start_begins_again(self):
		message = self.sent()
		waiting = write(frappe.get_doc("Customer", message.customer), "waiting", channel="SMS")
		self.meta(meta_text(message.recipient, "إيقاف", minutes_ago=1))
		self.assertEqual(self.status(waiting), "Withdrawn")
		(event,) = consents.events_of([message.recipient])
		self.assertEqual((event.kind, event.channel, event.source), ("Opt-out", "All", "Reply"))
		self.assertTrue(
			frappe.db.exists(
				messages.MESSAGE,
				{"recipient": message.recipient, "purpose": "Opt-out Confirmation", "status": "Queued"},
			)
		)
		refused = messages.write(
			message.customer, "Survey thanks", {}, ("Customer", message.customer), "after"
		)
		self.assertIsNone(refused.message)
		self.assertIn("does not want", refused.reason)
		self.meta(meta_text(message.recipient, "START"))
		self.assertTrue(
			messages.write(
				message.customer, "Survey thanks", {}, ("Customer", message.customer), "again"
			).message
		)

	def test_a_reply_of_staff_that_waits_is_withdrawn_by_an_opt_out(self):
		message = self.sent()
		self.meta(meta_text(message.recipient, "When is it ready?", minutes_ago=2))
		given = {"customer": message.customer, "channel": "WhatsApp", "key": frappe.generate_hash()}
		reply = frappe.get_doc(messages.MESSAGE, replies.send(**given, text="At 6.")["message"])
		self.assertTrue(reply.answer_to)
		self.meta(meta_text(message.recipient, "STOP"))
		self.assertEqual(self.status(reply), "Withdrawn")
		self.assertEqual(len(self.confirmations(message.recipient)), 1)

	def test_the_confirmation_goes_in_spite_of_the_opt_out(self):
		message = self.sent()
		self.meta(meta_text(message.recipient, "stop"))
		sender = FakeSender()
		with at(now_datetime()), sent_by(WhatsApp=sender):
			sending.send_due()
		self.assertEqual([one.to for one in sender.sent if one.to == message.recipient], [message.recipient])

	def test_an_old_call_does_not_take_back_what_was_asked_for_later(self):
		message = self.sent()
		self.meta(meta_text(message.recipient, "STOP", minutes_ago=60))
		self.meta(meta_text(message.recipient, "START", minutes_ago=120))
		self.assertTrue(self.is_out(message.recipient))
		other = self.sent()
		waiting = write(frappe.get_doc("Customer", other.customer), "still waiting", channel="SMS")
		self.meta(meta_text(other.recipient, "START", minutes_ago=60))
		self.meta(meta_text(other.recipient, "STOP", minutes_ago=120))
		self.assertFalse(self.is_out(other.recipient))
		self.assertEqual((self.status(waiting), self.confirmations(other.recipient)), ("Queued", []))

	def test_somebody_who_hides_the_number_is_known_by_the_message_that_they_quote(self):
		message = self.sent()
		quoted = {"from": "BSUID.1234", "context": {"from": "966550000000", "id": message.provider_id}}
		self.meta(meta_text("", "STOP", **quoted))
		self.assertTrue(self.is_out(message.recipient))
		(written,) = self.written_by(message.recipient)
		self.assertEqual(written.customer, message.customer)

	def test_an_opt_out_of_nobody_knows_whom_goes_to_a_person(self):
		before = frappe.db.count("Consent Event")
		self.meta(meta_text("", "STOP", **{"from": "BSUID.1234"}))
		written = frappe.get_last_doc(messages.MESSAGE, {"direction": "Incoming", "text": "STOP"})
		self.assertEqual((written.recipient or "", frappe.db.count("Consent Event")), ("", before))
		self.assertTrue(frappe.db.exists("ToDo", {"reference_name": written.name}))
		self.assertRaises(InvalidInput, consents.record, " ", "All", "Opt-out", "Reply")

	def test_stop_is_confirmed_once_however_often_it_is_written(self):
		message = self.sent()
		for _ in range(20):
			self.meta(meta_text(message.recipient, "STOP"))
		self.assertEqual(self.confirmations(message.recipient), ["Queued"])
		self.assertEqual(len(consents.events_of([message.recipient])), 20)

	def test_two_stops_at_once_are_confirmed_once_and_a_stop_after_a_start_again(self):
		message = self.sent()
		for _ in range(2):
			# What one sees of the log while the other one's opt-out is not committed: nothing, and then its own.
			own = [ConsentEvent(message.recipient, "All", "Opt-out", now_datetime())]
			with patch.object(inbox.consents, "record", wraps=consents.record) as written:
				seen = lambda _, written=written, own=own: own if written.called else []  # noqa: E731
				with patch.object(inbox.consents, "events_of", seen):
					self.meta(meta_text(message.recipient, "STOP", minutes_ago=5))
		self.assertEqual(len(self.confirmations(message.recipient)), 1)
		self.meta(meta_text(message.recipient, "START", minutes_ago=3))
		self.meta(meta_text(message.recipient, "STOP", minutes_ago=1))
		self.assertEqual(len(self.confirmations(message.recipient)), 2)

	def is_out(self, number: str) -> bool:
		return is_opted_out(consents.events_of([number]), number, "WhatsApp")

	def confirmations(self, number: str) -> list[str]:
		which = {"recipient": number, "purpose": "Opt-out Confirmation"}
		return frappe.get_all(messages.MESSAGE, which, pluck="status")

	def test_a_confirmation_that_could_not_go_for_hours_does_not_go_any_more(self):
		message = self.sent()
		self.meta(meta_text(message.recipient, "stop"))
		sender = FakeSender()
		with at(NOON), sent_by(WhatsApp=sender, SMS=sender):
			sending.send_due()
		self.assertEqual([one.to for one in sender.sent if one.to == message.recipient], [])
		self.assertEqual(self.confirmations(message.recipient), ["Withdrawn"])

	def test_the_template_of_confirmations_frees_no_other_message_from_the_opt_out(self):
		message = self.sent()
		about = ("Customer", message.customer)
		written = messages.write(message.customer, "Opt-out confirmation", {}, about, "any", "SMS")
		consents.record(message.recipient, "All", "Opt-out", "Reply")
		sender = FakeSender()
		with at(NOON), sent_by(WhatsApp=sender, SMS=sender):
			sending.send(written.message)
		self.assertEqual(
			(sender.sent, frappe.db.get_value(messages.MESSAGE, written.message, "status")), ([], "Withdrawn")
		)

	def test_an_sms_from_saudi_arabia_is_not_confirmed_by_sms(self):
		message = self.sent("SMS", f"SM{frappe.generate_hash()}")
		webhooks.from_twilio(
			*twilio_call(
				MessageSid=f"SM{frappe.generate_hash()}",
				From=message.recipient,
				To="+966550000000",
				Body="STOP",
				SmsStatus="received",
			)
		)
		self.assertEqual(len(consents.events_of([message.recipient])), 1)
		self.assertFalse(
			frappe.db.exists(
				messages.MESSAGE, {"recipient": message.recipient, "purpose": "Opt-out Confirmation"}
			)
		)

	def test_what_another_part_of_the_app_takes_is_nobodys_work(self):
		message = self.sent()
		self.takers = ["workshop_crm.tests.messaging.takes_it"]
		self.meta(meta_text(message.recipient, "5"))
		(written,) = self.written_by(message.recipient)
		self.assertFalse(frappe.db.exists("ToDo", {"reference_name": written.name}))
