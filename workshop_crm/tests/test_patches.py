"""Patches of this version, run on records as the version before left them.

Only a site runs patches.
"""

from __future__ import annotations

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.patches.v0_3 import give_requests_to_their_subjects, name_companies
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.surveys import invitations
from workshop_crm.tests.records import make_customer, make_invoice
from workshop_crm.tests.some import some


class TestPatches(FrappeTestCase):
	def test_every_listed_patch_can_be_run(self):
		patches = frappe.get_file_items(frappe.get_app_path("workshop_crm", "patches.txt"))
		listed = [line for line in patches if not line.startswith("[")]
		self.assertGreater(len(listed), 3)
		for patch in listed:
			self.assertTrue(callable(frappe.get_attr(f"{patch}.execute")), patch)

	def test_what_is_about_an_invoice_gets_its_company(self):
		invoice = make_invoice(make_customer().name, 100)
		invitation = invitations.invite("Sales Invoice", invoice.name)
		message = frappe.db.get_value(MESSAGE, {"reference_name": invitation}, "name")
		records = ((invitations.INVITATION, invitation), (MESSAGE, message))
		for record in some(records):
			frappe.db.set_value(*record, "company", None)
		name_companies.execute()
		for record in some(records):
			self.assertEqual(frappe.db.get_value(*record, "company"), invoice.company)

	def test_a_request_made_for_somebody_else_goes_to_the_person_it_is_about(self):
		request = frappe.get_doc(
			{"doctype": "Personal Data Download Request", "user": "Guest", "name": frappe.generate_hash()}
		)
		request.owner = "Administrator"
		request.db_insert()
		frappe.db.set_value(request.doctype, request.name, "owner", "Administrator")
		give_requests_to_their_subjects.execute()
		self.assertEqual(frappe.db.get_value(request.doctype, request.name, "owner"), "Guest")
