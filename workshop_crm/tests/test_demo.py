"""The made-up workshop on ERPNext: what can be tried at once, and what starting it again adds.

Only ERPNext has price lists and a Point of Sale.
"""

from __future__ import annotations

import json

import frappe
from erpnext.selling.page.point_of_sale import point_of_sale
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.core.demo.generate import generate
from workshop_crm.services.demo import records, till
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform import settings
from workshop_crm.services.surveys.invitations import INVITATION

COUNTED = (
	"Customer",
	"Item Price",
	"Vehicle",
	"Sales Invoice",
	"POS Profile",
	"POS Opening Entry",
	INVITATION,
	MESSAGE,
)
SMALL = {"customers": 12, "years": 2, "seed": 7}


class TestDemo(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.start()

	@staticmethod
	def start() -> None:
		"""The workshop that is on the site already, or a small one."""
		known = json.loads(frappe.db.get_default(records.REMEMBERED) or "{}")
		known.pop("today", None)
		records.make(**(known or SMALL), force=True)

	def test_the_point_of_sale_opens_with_a_shift_items_and_prices(self):
		(shift,) = (
			row
			for row in point_of_sale.check_opening_entry("Administrator")
			if row.pos_profile == till.PROFILE
		)
		self.assertEqual(shift.company, settings.company())
		profile = frappe.get_doc("POS Profile", till.PROFILE)
		groups = frappe.get_all("Item Group", {"lft": 1}, pluck="name")
		found = point_of_sale.get_items(0, 100, profile.selling_price_list, groups[0], till.PROFILE)["items"]
		prices = {row["item_code"]: row["price_list_rate"] for row in found}
		offered = generate(today=getdate(), **SMALL).items
		self.assertTrue(offered)
		for item in offered:
			self.assertTrue(prices.get(item.code), f"{item.code} has no price at the till")

	def test_every_user_who_sets_the_site_up_has_a_shift(self):
		self.assertIn("Administrator", till._cashiers())
		for user in till._cashiers():
			self.assertTrue(point_of_sale.check_opening_entry(user), user)

	def test_no_message_of_an_invitation_that_is_over_waits_in_the_outbox(self):
		over = frappe.get_all(INVITATION, {"status": ("in", ("Answered", "Expired"))}, pluck="name")
		codes = [visit.code for visit in generate(today=getdate(), **SMALL).visits]
		invoices = frappe.get_all("Sales Invoice", {"workshop_request_id": ("in", codes)}, pluck="name")
		made_up = frappe.get_all(
			INVITATION, {"name": ("in", over), "reference_name": ("in", invoices)}, pluck="name"
		)
		states = frappe.get_all(
			MESSAGE, {"reference_name": ("in", made_up)}, ["status", "sent_on", "creation"]
		)
		self.assertTrue(states)
		self.assertEqual({row.status for row in states}, {"Sent"})
		self.assertTrue(all(row.sent_on for row in states))

	def test_starting_it_again_doubles_nothing(self):
		before = self.counts()
		self.start()
		self.start()
		self.assertEqual(self.counts(), before)

	def test_a_shift_that_was_closed_is_opened_again(self):
		opening = frappe.get_last_doc("POS Opening Entry", {"user": "Administrator", "status": "Open"})
		opening.cancel()
		before = frappe.db.count("POS Opening Entry")
		till.prepare(generate(today=getdate(), **SMALL), settings.company())
		self.assertEqual(frappe.db.count("POS Opening Entry"), before + 1)

	def counts(self) -> dict[str, int]:
		return {doctype: frappe.db.count(doctype) for doctype in COUNTED}
