"""Rows of tables without their record, and many documents in one request: two ways past what a whole save checks.

Only Frappe's REST resource gives these ways.
"""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any
from unittest.mock import patch
from urllib.parse import quote

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate, nowtime

from workshop_crm.overrides.bulk_update import bulk_update
from workshop_crm.services.platform.customer_records.rows_alone import check_asked
from workshop_crm.services.privacy.requests import customers_of
from workshop_crm.tests import world_of_two
from workshop_crm.tests.records import add_core_row, make_customer, make_invoice
from workshop_crm.tests.world_of_two import acting

ROW = {"parenttype": "Contact"}


class TestRowsAlone(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.world = world_of_two.make_world()
		cls.mine, cls.other = cls.world.mine.customer, cls.world.other.customer
		cls.contact = frappe.db.get_value("Customer", cls.other, "customer_primary_contact")
		cls.users = {
			**{kind: user for kind, user in world_of_two.strangers(cls.world).items() if kind != "guest"},
			"restricted": world_of_two.restricted(
				world_of_two.front_desk(), allow="Customer", for_value=cls.mine
			),
		}

	def refused(self, values: dict[str, Any]) -> None:
		for kind, user in self.users.items():
			with self.subTest(kind), acting(user), self.assertRaises(frappe.PermissionError):
				frappe.get_doc(values).insert()

	def test_nobody_becomes_a_customer_by_adding_an_address_to_the_contact(self):
		address = "intruder@example.com"
		self.refused(
			{
				"doctype": "Contact Email",
				**ROW,
				"parent": self.contact,
				"parentfield": "email_ids",
				"email_id": address,
			}
		)
		self.assertEqual(customers_of(address), ([], []))

	def test_nobody_opens_a_contact_by_linking_it_to_a_customer_of_theirs(self):
		link = {
			"parent": self.contact,
			"parentfield": "links",
			"link_doctype": "Customer",
			"link_name": self.mine,
		}
		self.refused({"doctype": "Dynamic Link", **ROW, **link})

	def test_nobody_gives_a_customer_a_login_or_a_car_by_a_row_alone(self):
		place = {"parenttype": "Customer", "parent": self.other}
		login = {"parentfield": "portal_users", "user": self.users["portal"]}
		car = {"parentfield": "vehicle_ownership", "vehicle": self.world.other.vehicle, "is_current": 1}
		self.refused({"doctype": "Portal User", **place, **login})
		self.refused({"doctype": "Customer Vehicle", **place, **car})

	def test_cars_change_hands_on_the_whole_form_only(self):
		row = frappe.get_doc("Customer", self.mine).vehicle_ownership[0].name
		with acting(world_of_two.front_desk()):
			record = frappe.get_doc("Customer Vehicle", row)
			record.to_date = "2020-01-01"
			self.assertRaises(frappe.PermissionError, record.save)
			self.assertRaises(frappe.PermissionError, record.delete)

	def test_a_submitted_invoice_gets_no_further_row(self):
		invoice = make_invoice(self.mine, 100)
		line = {**invoice.items[0].as_dict(), "name": None, "docstatus": 0}
		with acting(world_of_two.front_desk()):
			self.assertRaises(frappe.PermissionError, frappe.get_doc(line).insert)

	def test_a_whole_record_is_saved_as_before(self):
		contact = frappe.db.get_value("Customer", self.mine, "customer_primary_contact")
		with acting(world_of_two.front_desk()):
			record = frappe.get_doc("Contact", contact)
			record.append("email_ids", {"email_id": "second@example.com"})
			record.save()

	def test_a_row_of_a_closed_record_is_not_read_by_itself(self):
		mine = frappe.db.get_value("Customer", self.mine, "customer_primary_contact")
		for contact, is_open in ((mine, True), (self.contact, False)):
			row = frappe.db.get_value("Contact Phone", {"parent": contact}, "name")
			for path, given in (
				(f"/api/resource/Contact%20Phone/{quote(row)}", {}),
				(f"/api/v1/resource/Contact Phone/{row}", {}),
				(f"/api/v2/document/Contact Phone/{row}/", {}),
				("/api/method/frappe.client.get", {"doctype": "Contact Phone", "name": row}),
			):
				with self.subTest(path=path, is_open=is_open), acting(self.users["restricted"]):
					self.assertEqual(asks(path, given), is_open)

	def test_other_requests_are_not_looked_at(self):
		for path in (
			"/app",
			"/api/resource/Customer/X",
			"/api/method/frappe.client.get",
			"/api/resource/No Such/x",
		):
			self.assertTrue(asks(path, {}))


class TestManyAtOnce(FrappeTestCase):
	def test_an_invoice_that_fails_half_way_is_not_submitted_by_half(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		draft = make_invoice(customer, 100, submit=False, redeem_loyalty_points=1, loyalty_points=40).name
		with patch("workshop_crm.services.loyalty.redemption.redeem", side_effect=RuntimeError("broken")):
			told = bulk_update(json.dumps([submitting("Sales Invoice", draft)]))
		self.assertEqual(len(told["failed_docs"]), 1)
		self.assertEqual(frappe.db.get_value("Sales Invoice", draft, "docstatus"), 0)
		self.assertFalse(frappe.db.exists("GL Entry", {"voucher_no": draft}))

	def test_a_merge_that_fails_marks_no_invoice_that_comes_after_it(self):
		customer = make_customer().name
		add_core_row(customer, 100, 1000)
		log = frappe.get_doc(
			{
				"doctype": "POS Invoice Merge Log",
				"posting_date": getdate(),
				"posting_time": nowtime(),
				"customer": customer,
				"pos_invoices": [],
			}
		)
		log.flags.ignore_mandatory = True
		log.insert()
		draft = make_invoice(customer, 1000, submit=False).name
		forged = {
			"is_consolidated": 1,
			"redeem_loyalty_points": 1,
			"loyalty_points": 1,
			"loyalty_amount": 700,
		}
		documents = [submitting(log.doctype, log.name), {**submitting("Sales Invoice", draft), **forged}]
		merge_log = "erpnext.accounts.doctype.pos_invoice_merge_log.pos_invoice_merge_log.POSInvoiceMergeLog"
		with patch(f"{merge_log}.on_submit", side_effect=RuntimeError("broken")):
			told = bulk_update(json.dumps(documents))
		self.assertEqual(len(told["failed_docs"]), 2)
		self.assertIn("Only closing the Point of Sale", told["failed_docs"][1]["exc"])
		self.assertEqual(frappe.db.get_value("Sales Invoice", draft, "docstatus"), 0)

	def test_what_can_be_saved_is_saved(self):
		customers = [make_customer().name for _ in range(2)]
		changed = [
			{"doctype": "Customer", "docname": name, "website": "https://x.example.com"} for name in customers
		]
		self.assertEqual(bulk_update(json.dumps(changed)), {"failed_docs": []})
		for name in customers:
			self.assertEqual(frappe.db.get_value("Customer", name, "website"), "https://x.example.com")


def submitting(doctype: str, name: str) -> dict[str, Any]:
	return {"doctype": doctype, "docname": name, "docstatus": 1}


def asks(path: str, given: dict[str, str]) -> bool:
	"""Whether the session's user may ask for this address."""
	with (
		patch.object(frappe.local, "request", SimpleNamespace(path=path), create=True),
		patch.object(frappe.local, "form_dict", frappe._dict(given)),
	):
		try:
			check_asked()
		except frappe.PermissionError:
			return False
	return True
