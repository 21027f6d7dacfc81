"""Pictures that customers send: fetched after the message is kept, private, and shown to who may read the message."""

from __future__ import annotations

from io import BytesIO
from unittest.mock import patch

from PIL import Image

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api import messaging
from workshop_crm.core.messaging.pictures import from_stored, picture_name
from workshop_crm.core.messaging.reports import Inbound
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.services.messaging import clock, inbox, messages, pictures
from workshop_crm.services.privacy.erase import erase
from workshop_crm.services.privacy.export import document
from workshop_crm.tests.records import make_customer, make_user, restrict_to


def jpeg() -> bytes:
	written = BytesIO()
	Image.new("RGB", (40, 30), "red").save(written, "JPEG", exif=b"Exif\x00\x00secret place")
	return written.getvalue()


class Source:
	"""Gives what it was told to give, in turn."""

	def __init__(self, *answers: object) -> None:
		self.answers = list(answers)

	def fetch(self, reference: str) -> bytes:
		answer = self.answers.pop(0)
		if isinstance(answer, Exception):
			raise answer
		return answer


class TestPictures(FrappeTestCase):
	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.db.set_value(messages.MESSAGE, {"pictures": ("is", "set")}, "pictures", "")
		self.customer = make_customer()

	def receive(self, *references: str) -> str:
		provider_id = f"wamid.{frappe.generate_hash()}"
		inbox.receive(
			"Meta",
			Inbound(
				provider_id,
				"WhatsApp",
				self.customer.mobile_no,
				"The scratch",
				clock.aware(clock.now()),
				kind="image",
				pictures=references,
			),
		)
		return frappe.db.get_value(messages.MESSAGE, {"provider_id": provider_id}, "name")

	def fetch(self, source: Source) -> None:
		with patch.object(pictures, "_source", lambda _message: source), patch.object(frappe.db, "commit"):
			pictures.fetch_all()

	def shown(self) -> list[str]:
		(message,) = messaging.messages(customer=self.customer.name, direction="Incoming")["messages"]
		return message["pictures"]

	def test_a_picture_is_kept_private_without_what_was_hidden_in_it(self):
		name = self.receive("77", "78")
		self.assertEqual(self.shown(), [])
		self.fetch(Source(jpeg(), jpeg()))
		addresses = self.shown()
		self.assertEqual(len(addresses), 2)
		for address in addresses:
			self.assertTrue(address.startswith("/private/files/"))
			file = frappe.get_doc("File", {"file_url": address})
			self.assertEqual((file.attached_to_name, file.is_private), (name, 1))
			self.assertNotIn(b"secret place", file.get_content())
		self.assertFalse(frappe.db.get_value(messages.MESSAGE, name, "pictures"))

	def test_what_could_not_be_fetched_is_fetched_later_and_once(self):
		self.receive("77")
		self.fetch(Source(SendingFailed("retry", "Away")))
		self.assertEqual(self.shown(), [])
		self.fetch(Source(jpeg()))
		self.fetch(Source())
		self.assertEqual(len(self.shown()), 1)

	def test_what_is_no_picture_is_left_out_and_not_asked_for_again(self):
		self.receive("77")
		self.fetch(Source(b"<svg onload=alert(1)>"))
		self.fetch(Source())
		self.assertEqual(self.shown(), [])

	def test_who_may_not_read_the_message_may_not_open_its_picture(self):
		self.receive("77")
		self.fetch(Source(jpeg()))
		file = frappe.get_doc("File", {"file_url": self.shown()[0]})
		user = make_user(*ROLE_PROFILES[FRONT_DESK])
		self.assertTrue(frappe.has_permission("File", "read", file, user=user))
		restrict_to(user, make_customer().name)
		self.assertFalse(frappe.has_permission("File", "read", file, user=user))

	def test_the_export_names_the_pictures_of_a_person_also_from_before_they_were_a_customer(self):
		known = self.receive("77")
		unknown = self.receive("78")
		frappe.db.set_value(messages.MESSAGE, unknown, "customer", None)
		self.fetch(Source(jpeg(), jpeg()))
		named = {file["file_name"] for file in document(self.customer.name)["attachments"]}
		self.assertEqual(named, {picture_name(known, 1), picture_name(unknown, 1)})
		self.assertEqual(document(make_customer().name)["attachments"], [])

	def test_no_picture_is_fetched_after_the_person_was_erased(self):
		name = self.receive("77")
		erase(self.customer.name)
		self.assertFalse(frappe.db.get_value(messages.MESSAGE, name, "pictures"))
		self.fetch(Source(jpeg()))
		self.assertFalse(frappe.db.exists("File", {"attached_to_name": name}))

	def test_a_provider_that_is_away_is_asked_once_and_the_next_run_begins_with_another_message(self):
		first, second = self.receive("77", "78"), self.receive("79")
		for name, moment in ((first, "2026-01-01"), (second, "2026-01-02")):
			frappe.db.set_value(messages.MESSAGE, name, "modified", moment, update_modified=False)
		self.fetch(Source(SendingFailed("retry", "Away")))
		self.assertEqual(self.waiting(first, second), [["77", "78"], ["79"]])
		self.fetch(Source(jpeg(), SendingFailed("retry", "Away")))
		self.assertEqual(self.waiting(first, second), [["77", "78"], []])

	def test_what_goes_wrong_unexpectedly_is_logged_and_not_asked_for_again(self):
		name = self.receive("77", "78")
		logged = frappe.db.count("Error Log", {"reference_name": name})
		self.fetch(Source(RuntimeError("surprise"), jpeg()))
		self.assertEqual((len(self.shown()), self.waiting(name)), (1, [[]]))
		self.assertEqual(frappe.db.count("Error Log", {"reference_name": name}), logged + 1)

	def test_what_was_erased_while_the_provider_was_asked_is_not_kept(self):
		name = self.receive("77")

		class Erasing(Source):
			def fetch(self, reference: str) -> bytes:
				frappe.db.set_value(messages.MESSAGE, name, "pictures", None)
				return super().fetch(reference)

		self.fetch(Erasing(jpeg()))
		self.assertEqual(self.shown(), [])

	def test_a_run_ends_after_its_time(self):
		name = self.receive("77", "78")
		with patch.object(pictures, "MAX_SECONDS_OF_A_RUN", 0):
			self.fetch(Source())
		self.assertEqual(self.waiting(name), [["77", "78"]])

	def test_the_scheduler_asks_no_provider_itself(self):
		self.receive("77")
		with (
			patch.object(pictures, "_source", side_effect=AssertionError),
			patch.object(pictures.background, "now") as queued,
		):
			pictures.fetch_lost()
			self.assertEqual(queued.call_args.args, (pictures.JOB, pictures.JOB_ID))
			frappe.db.set_value(messages.MESSAGE, {"pictures": ("is", "set")}, "pictures", "")
			queued.reset_mock()
			pictures.fetch_lost()
			queued.assert_not_called()

	def waiting(self, *names: str) -> list[list[str]]:
		"""The references that are still to be fetched."""
		return [from_stored(frappe.db.get_value(messages.MESSAGE, name, "pictures")) for name in names]
