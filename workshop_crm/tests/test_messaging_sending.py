"""Messages on their way to a provider: by jobs, row locks and commits, which only a site has."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.messaging.delivery import QUEUED
from workshop_crm.core.messaging.progress import DOUBT
from workshop_crm.core.messaging.sender import Outgoing, Receipt, SendingFailed
from workshop_crm.services.messaging import clock, consents, email_queue, messages, sending
from workshop_crm.tests.messaging import (
	NOON,
	FakeSender,
	at,
	reachable,
	refuse,
	sent_by,
	use_providers,
	write,
)

EVERY = {"whatsapp_provider": "Meta", "sms_provider": "SMS Settings", "email_provider": "Email Account"}


class SendingCase(FrappeTestCase):
	def setUp(self):
		frappe.db.set_value(messages.MESSAGE, {"status": QUEUED}, "status", "Withdrawn")
		use_providers(sms_provider="SMS Settings")

	def state(self, message: Document) -> str:
		return frappe.db.get_value(messages.MESSAGE, message.name, "status")


class TestSending(SendingCase):
	def test_a_message_leaves_once_with_its_receipt(self):
		message = write(reachable("SMS"))
		sender = FakeSender()
		with at(NOON), sent_by(SMS=sender):
			sending.send_due()
			sending.send_due()
			sending.send(message.name)
		self.assertEqual([one.key for one in sender.sent], [message.name])
		message.reload()
		self.assertEqual((message.status, message.provider, message.attempts), ("Sent", "SMS Settings", 1))
		self.assertEqual(message.provider_id, f"ID-{message.name}")

	def test_it_goes_to_the_address_that_the_customer_has_now(self):
		customer = reachable("SMS")
		write(customer)
		customer.db_set("mobile_no", "+966557654321")
		sender = FakeSender()
		with at(NOON), sent_by(SMS=sender):
			sending.send_due()
		self.assertEqual([one.to for one in sender.sent], ["+966557654321"])

	def test_a_consent_that_was_withdrawn_meanwhile_holds(self):
		customer = reachable("SMS")
		message = write(customer)
		customer.communication_channels = []
		customer.save()
		sender = FakeSender()
		with at(NOON), sent_by(SMS=sender):
			sending.send_due()
		self.assertEqual((sender.sent, self.state(message)), ([], "Withdrawn"))

	def test_an_opt_out_of_the_address_holds_whoever_it_belongs_to(self):
		message = write(reachable("SMS"))
		consents.record(message.recipient, "All", "Opt-out", "Reply")
		sender = FakeSender()
		with at(NOON), sent_by(SMS=sender):
			sending.send_due()
		self.assertEqual((sender.sent, self.state(message)), ([], "Withdrawn"))

	def test_nothing_leaves_at_night_and_all_of_it_in_the_morning(self):
		message = write(reachable("SMS"))
		sender = FakeSender()
		with sent_by(SMS=sender):
			for hour in (23, 24, 27, 29):
				with at(NOON + timedelta(hours=hour - 12)):
					sending.send_due()
			self.assertEqual((sender.sent, self.state(message)), ([], "Queued"))
			with at(NOON + timedelta(days=1)):
				sending.send_due()
		self.assertEqual(len(sender.sent), 1)

	def test_a_message_that_nobody_wants_any_more_is_not_sent(self):
		message = write(reachable("SMS"), wanted_until=NOON + timedelta(hours=1))
		sender = FakeSender()
		with at(NOON + timedelta(hours=2)), sent_by(SMS=sender):
			sending.send_due()
		self.assertEqual((sender.sent, self.state(message)), ([], "Withdrawn"))

	def test_what_was_withdrawn_is_not_sent(self):
		customer = reachable("SMS")
		message = write(customer)
		messages.withdraw(("Customer", customer.name))
		sender = FakeSender()
		with at(NOON), sent_by(SMS=sender):
			sending.send_due()
			sending.send(message.name)
		self.assertEqual((sender.sent, self.state(message)), ([], "Withdrawn"))

	def test_what_was_answered_while_the_provider_was_asked_is_not_tried_again(self):
		customer = reachable("SMS")
		message = write(customer)

		def answered_meanwhile(outgoing: Outgoing) -> Receipt:
			messages.withdraw(("Customer", customer.name))
			raise SendingFailed("retry", "Busy", "20429")

		sender = FakeSender(answered_meanwhile)
		with sent_by(SMS=sender):
			for hours in (0, 1, 2):
				with at(NOON + timedelta(hours=hours)):
					sending.send_due()
		self.assertEqual((len(sender.sent), self.state(message)), (1, "Withdrawn"))

	def test_a_gateway_that_is_away_for_an_hour_loses_nothing_and_nothing_leaves_twice(self):
		written = [write(reachable("SMS")) for _ in range(5)]
		sender = FakeSender(refuse("retry"))
		with sent_by(SMS=sender):
			for minute in range(60):
				with at(NOON + timedelta(minutes=minute)):
					sending.send_due()
			self.assertEqual({self.state(one) for one in written}, {"Queued"})
			self.assertLessEqual(len(sender.sent), 60)
			sender.sent, sender.answer = [], lambda message: Receipt(f"ID-{message.key}")
			for minute in range(60, 140):
				with at(NOON + timedelta(minutes=minute)):
					sending.send_due()
		self.assertEqual(sorted(one.key for one in sender.sent), sorted(one.name for one in written))
		self.assertEqual({self.state(one) for one in written}, {"Sent"})

	def test_a_channel_that_fails_is_replaced_by_the_next_consented_one_at_once(self):
		use_providers(**EVERY)
		customer = reachable("Email", "SMS", email_id="reem@example.com")
		first = write(customer, channel="SMS")
		by_sms, by_email = FakeSender(refuse("other_channel", "No such number")), FakeSender()
		with at(NOON), sent_by(SMS=by_sms, Email=by_email):
			sending.send_due()
			sending.send_due()
		self.assertEqual((len(by_sms.sent), len(by_email.sent)), (1, 1))
		second = frappe.get_doc(messages.MESSAGE, {"fallback_of": first.name})
		self.assertEqual((second.channel, second.status, self.state(first)), ("Email", "Sent", "Failed"))

	def test_whoever_stopped_messages_at_the_provider_gets_none_by_another_channel(self):
		use_providers(**EVERY)
		message = write(reachable("Email", "SMS", email_id="reem@example.com"), channel="SMS")
		with at(NOON), sent_by(SMS=FakeSender(refuse("opted_out")), Email=FakeSender()):
			sending.send_due()
		events = consents.events_of([message.recipient])
		self.assertEqual(
			[(one.channel, one.kind, one.source) for one in events], [("SMS", "Opt-out", "Provider")]
		)
		self.assertFalse(frappe.db.exists(messages.MESSAGE, {"fallback_of": message.name}))

	def test_a_wrong_setting_is_told_once(self):
		user = frappe.session.user
		frappe.db.set_single_value("Workshop CRM Settings", "messages_go_to", user)
		frappe.clear_document_cache("Workshop CRM Settings", "Workshop CRM Settings")
		frappe.cache.delete_keys("workshop_crm_trouble")
		reason = frappe.generate_hash()
		written = [write(reachable("SMS")) for _ in range(3)]
		with (
			at(NOON),
			sent_by(SMS=FakeSender(refuse("settings", reason))),
			patch("workshop_crm.services.platform.managers.enqueue_create_notification") as told,
		):
			sending.send_due()
		self.assertEqual({self.state(one) for one in written}, {"Failed"})
		self.assertEqual(told.call_count, 1)
		self.assertIn(reason, told.call_args.args[1].subject)


class TestCrashes(SendingCase):
	def die_while_sending(self, sender: FakeSender) -> Document:
		"""The provider has said yes, and the worker is killed before it stores that."""
		message = write(reachable("SMS"))
		with (
			at(NOON),
			sent_by(SMS=sender),
			patch.object(sending, "_store", side_effect=SystemExit),
			self.assertRaises(SystemExit),
		):
			sending.send(message.name)
		self.assertEqual(self.state(message), "Sending")
		return message

	def test_what_the_provider_has_is_sent_and_not_sent_again(self):
		sender = FakeSender()
		message = self.die_while_sending(sender)
		sender.known[message.name] = Receipt("SM7")
		with at(NOON + timedelta(minutes=11)), sent_by(SMS=sender):
			sending.recover()
			sending.send_due()
		message.reload()
		self.assertEqual((message.status, message.provider_id, len(sender.sent)), ("Sent", "SM7", 1))

	def test_what_nobody_can_find_is_doubtful_and_sent_again_only_by_somebody_who_is_sure(self):
		sender = FakeSender()
		message = self.die_while_sending(sender)
		with sent_by(SMS=sender):
			for minutes in (11, 60, 300):
				with at(NOON + timedelta(minutes=minutes)):
					sending.recover()
					sending.send_due()
			message.reload()
			self.assertEqual((message.status, message.error, len(sender.sent)), ("Doubtful", DOUBT, 1))
			with self.assertRaisesRegex(Exception, "may have this message"):
				messages.send_again(message.name)
			messages.send_again(message.name, is_sure=True)
			with at(NOON):
				sending.send_due()
		self.assertEqual((self.state(message), len(sender.sent)), ("Sent", 2))

	def test_a_worker_that_is_still_at_it_is_left_alone(self):
		sender = FakeSender()
		message = self.die_while_sending(sender)
		with at(NOON + timedelta(minutes=5)), sent_by(SMS=sender):
			sending.recover()
		self.assertEqual(self.state(message), "Sending")

	def test_an_error_of_ours_leaves_a_doubtful_message(self):
		def broken(message: Outgoing) -> Receipt:
			raise RuntimeError("bug")

		message = write(reachable("SMS"))
		with at(NOON), sent_by(SMS=FakeSender(broken)):
			sending.send_due()
		self.assertEqual(self.state(message), "Doubtful")


class TestWorkers(SendingCase):
	"""These commit, as jobs do, and take away what they made."""

	def tearDown(self):
		frappe.db.rollback()
		frappe.db.delete(messages.MESSAGE, {"name": ("in", self.made)})
		frappe.delete_doc("Customer", self.customer, force=True)
		use_providers()
		frappe.db.commit()

	def test_workers_that_race_for_one_message_ask_the_provider_once(self):
		customer = reachable("SMS")
		self.customer = customer.name
		self.made = [write(customer, f"race:{frappe.generate_hash()}").name for _ in range(6)]
		frappe.db.commit()
		sender, start, site = FakeSender(), Barrier(4), frappe.local.site

		def work(_number: int) -> None:
			frappe.init(site=site)
			frappe.connect()
			frappe.set_user("Administrator")
			try:
				start.wait()
				sending.send_due()
			finally:
				frappe.destroy()

		with (
			at(NOON),
			patch.object(sending, "sender_by", lambda provider, channel: sender),
			ThreadPoolExecutor(4) as pool,
		):
			list(pool.map(work, range(4)))
		self.assertEqual(sorted(one.key for one in sender.sent), sorted(self.made))
		frappe.db.rollback()
		states = frappe.get_all(messages.MESSAGE, {"name": ("in", self.made)}, pluck="status")
		self.assertEqual(set(states), {"Sent"})


class TestEmailQueue(FrappeTestCase):
	def setUp(self):
		use_providers(**EVERY)

	def queued(self, status: str) -> Document:
		"""An e-mail that Frappe's queue took."""
		message = write(reachable("Email", "SMS", email_id="reem@example.com"), channel="Email")
		row = {"doctype": "Email Queue", "sender": "workshop@example.com", "message": "x", "status": status}
		queue = frappe.get_doc({**row, "recipients": [{"recipient": "reem@example.com"}]})
		queue.insert(ignore_permissions=True)
		sent = {
			"status": "Sent",
			"provider": "Email Account",
			"provider_id": queue.name,
			"sent_on": clock.now(),
		}
		message.db_set(sent)
		return message

	def after_the_pass(self, message: Document) -> tuple[str, list[str]]:
		with patch.object(frappe.db, "commit"):
			email_queue.take_over()
		fallback = frappe.get_all(messages.MESSAGE, {"fallback_of": message.name}, pluck="channel")
		return message.reload().status, fallback

	def test_what_the_queue_gives_up_has_failed_and_goes_by_the_next_channel_once(self):
		message = self.queued("Error")
		for _ in range(2):
			self.assertEqual(self.after_the_pass(message), ("Failed", ["SMS"]))
		self.assertIn("mail server", message.reload().error)

	def test_what_the_queue_sends_or_has_yet_to_send_stays_sent(self):
		for status in ("Sent", "Not Sent", "Sending"):
			self.assertEqual(self.after_the_pass(self.queued(status)), ("Sent", []))
