"""Points by hand need a second manager above the program's limit.

The preview has one user, who needs nobody.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.api import loyalty
from workshop_crm.services.loyalty import checks
from workshop_crm.services.platform.permissions import MANAGER
from workshop_crm.services.privacy.erase import erase
from workshop_crm.tests.records import entries, make_customer, make_user
from workshop_crm.tests.refusals import assert_refused

ADJUSTMENT = "Loyalty Adjustment"


class TestAdjustments(FrappeTestCase):
	@classmethod
	def setUpClass(cls) -> None:
		super().setUpClass()
		cls.mona, cls.sara = make_user(MANAGER, "Sales User"), make_user(MANAGER, "Sales User")

	def setUp(self) -> None:
		self.customer = make_customer().name
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(self.mona)

	def ask(self, points: int, key: str = "") -> dict:
		key = key or frappe.generate_hash()
		return loyalty.adjust(
			customer=self.customer, points=points, kind="Goodwill", reason="A long wait", idempotency_key=key
		)

	def points(self) -> list[int]:
		return [entry.points for entry in entries(self.customer)]

	def test_what_is_within_the_limit_is_posted_at_once_and_only_once(self) -> None:
		key = frappe.generate_hash()
		first, again = self.ask(500, key), self.ask(500, key)
		self.assertEqual(first, again)
		self.assertEqual((first["status"], first["balance"], self.points()), ("Posted", 500, [500]))
		self.assertEqual([one for one in checks.check() if one.account.customer == self.customer], [])

	def test_more_waits_until_another_manager_approves_it(self) -> None:
		asked = self.ask(501)
		self.assertEqual((asked["status"], self.points()), ("Waiting for Approval", []))
		decide = lambda: loyalty.decide_adjustment(adjustment=asked["adjustment"], approve=True)  # noqa: E731
		with self.assertRaises(frappe.PermissionError):
			decide()
		frappe.set_user(self.sara)
		self.assertTrue(frappe.db.exists("Notification Log", {"document_name": asked["adjustment"]}))
		self.assertEqual((decide()["balance"], self.points()), (501, [501]))
		assert_refused(decide, "decided already", exc=frappe.DuplicateEntryError)
		self.assertEqual(frappe.db.get_value(ADJUSTMENT, asked["adjustment"], "decided_by"), self.sara)

	def test_what_is_refused_posts_nothing(self) -> None:
		asked = self.ask(-501 + 1000)
		waiting = self.ask(900)
		answer = loyalty.decide_adjustment(adjustment=waiting["adjustment"], approve=False)
		self.assertEqual((answer["status"], answer["balance"], asked["balance"]), ("Refused", 499, 499))

	def test_nobody_writes_an_adjustment_past_the_app(self) -> None:
		record = frappe.new_doc(ADJUSTMENT)
		record.update({"customer": self.customer, "points": 5, "kind": "Goodwill", "reason": "x"})
		with self.assertRaises(frappe.PermissionError):
			record.insert()
		waiting = frappe.get_doc(ADJUSTMENT, self.ask(900)["adjustment"])
		waiting.status = "Posted"
		with self.assertRaises(frappe.PermissionError):
			waiting.save()

	def test_what_waits_for_a_customer_who_is_erased_can_be_approved_no_more(self) -> None:
		asked = self.ask(501)
		frappe.set_user("Administrator")
		erased = erase(self.customer)["customer"]
		frappe.set_user(self.sara)
		assert_refused(
			lambda: loyalty.decide_adjustment(adjustment=asked["adjustment"], approve=True),
			"decided already",
			exc=frappe.DuplicateEntryError,
		)
		self.assertEqual(frappe.db.get_value(ADJUSTMENT, asked["adjustment"], "status"), "Refused")
		self.assertEqual(entries(erased), [])
