"""Frappe's forms for one's own data: nobody gets or erases what another person's address stands for.

Only Frappe has these forms.
"""

from __future__ import annotations

import json
from unittest.mock import patch

import frappe
from frappe.core.doctype.file.utils import find_file_by_url
from frappe.website.doctype.web_form.web_form import accept

from workshop_crm.services.privacy import requests
from workshop_crm.tests.people import PersonTestCase, make_person
from workshop_crm.tests.records import make_customer, make_user

DOWNLOAD = "Personal Data Download Request"
DELETION = "Personal Data Deletion Request"
FORGED = {
	"status": "Pending Approval",
	"anonymization_matrix": "{}",
	"deletion_steps": [{"status": "Pending", "document_type": "User"}],
}


def portal_user(email: str | None = None) -> str:
	email = email or f"{frappe.generate_hash(length=10)}@portal.example"
	user = {"doctype": "User", "email": email, "first_name": "Portal", "user_type": "Website User"}
	return frappe.get_doc({**user, "send_welcome_email": 0}).insert(ignore_permissions=True).name


def ask_for(user: str) -> frappe.model.document.Document:
	"""By the web form that Frappe publishes."""
	return accept(web_form="request-data", data=json.dumps({"user": user}))


def file_of(request: frappe.model.document.Document) -> frappe.model.document.Document:
	return frappe.get_doc("File", {"attached_to_doctype": DOWNLOAD, "attached_to_name": request.name})


class RequestTestCase(PersonTestCase):
	def setUp(self) -> None:
		super().setUp()
		self.addCleanup(frappe.set_user, "Administrator")
		sending = patch("frappe.sendmail")
		self.sent = sending.start()
		self.addCleanup(sending.stop)


class TestDownload(RequestTestCase):
	def test_a_portal_user_cannot_ask_for_another(self):
		mine, other = portal_user(), portal_user()
		frappe.set_user(mine)
		for user in (other, "Administrator", "nobody@nowhere.example", "", None):
			with self.assertRaises(frappe.PermissionError, msg=user):
				ask_for(user)
		self.assertFalse(frappe.db.exists(DOWNLOAD, {"user": other}))
		self.sent.assert_not_called()

	def test_a_guest_is_asked_to_log_in_and_not_told_which_accounts_exist(self):
		other = portal_user()
		frappe.set_user("Guest")
		told = set()
		for user in (other, "nobody@nowhere.example"):
			frappe.clear_messages()
			with self.assertRaises(frappe.PermissionError):
				ask_for(user)
			told.add(frappe.get_message_log()[-1]["message"])
		self.assertEqual(len(told), 1)

	def test_the_file_is_private_has_a_name_that_nobody_guesses_and_is_read_by_its_subject_alone(self):
		mine, other, manager = portal_user(), portal_user(), make_user("Workshop Manager")
		frappe.set_user(mine)
		request = ask_for(mine.upper())
		held = file_of(request)
		self.assertTrue(held.is_private)
		self.assertRegex(held.file_name, r"^personal-data-[\w-]{32,}\.json$")
		self.assertNotIn(request.name, held.file_url)
		for user, readable in ((mine, True), (other, False), (manager, False)):
			frappe.set_user(user)
			self.assertEqual(bool(find_file_by_url(held.file_url)), readable, user)
			self.assertEqual(bool(frappe.has_permission("File", doc=held.name)), readable, user)
			self.assertEqual(bool(frappe.get_list(DOWNLOAD, {"name": request.name})), readable, user)

	def test_what_a_system_manager_asks_for_another_belongs_to_that_person(self):
		subject, asking = portal_user(), make_user("System Manager")
		frappe.set_user(asking)
		request = ask_for(subject)
		self.assertEqual((request.owner, file_of(request).owner), (subject, subject))
		self.assertEqual(self.sent.call_args.kwargs["recipients"], subject)
		request.user = asking
		self.assertRaises(frappe.ValidationError, request.save)

	def test_staffs_words_about_the_person_stay_with_the_managers(self):
		person = make_person()
		portal_user(person.email)
		remark = f"Internal-{frappe.generate_hash(length=10)}"
		frappe.db.set_value("Customer", person.customer, "customer_details", remark)
		frappe.get_doc("Customer", person.customer).add_comment("Comment", remark)
		frappe.set_user(person.email)
		content = file_of(ask_for(person.email)).get_content()
		(held,) = json.loads(content)["Workshop CRM"]
		self.assertEqual(held["customer"], person.customer)
		self.assertEqual([visit["total"] for visit in held["visits"]], [500])
		self.assertTrue(held["survey_answers"])
		self.assertTrue(held["messages"])
		notes = frappe.db.get_value("Customer", person.customer, "customer_notes").strip("</p>")
		call = frappe.db.get_value("Customer Interaction", {"customer": person.customer}, "text")
		for word in (remark, notes, call):
			self.assertNotIn(word, content)
		frappe.set_user("Administrator")
		full = json.dumps(requests.document(person.customer), default=str)
		for word in (remark, notes, call):
			self.assertIn(word, full)

	def test_a_contact_that_a_portal_user_links_to_a_stranger_opens_nothing(self):
		person = make_person()
		mine = portal_user()
		frappe.set_user(mine)
		frappe.get_doc(
			{
				"doctype": "Contact",
				"first_name": "Friend",
				"email_ids": [{"email_id": mine, "is_primary": 1}],
				"links": [{"link_doctype": "Customer", "link_name": person.customer}],
			}
		).insert()
		self.assertNotIn("Workshop CRM", json.loads(file_of(ask_for(mine)).get_content()))
		self.assertEqual(requests.customers_of(mine), ([], []))


class TestWhoseData(RequestTestCase):
	def data_of(self, email: str) -> str:
		data = json.dumps(frappe._dict({"Customer": [{"customer_notes": "secret"}]}))
		return requests.with_exports(data, email)

	def address(self) -> str:
		return f"{frappe.generate_hash(length=10)}@shared.example"

	def test_a_companys_data_goes_to_none_of_its_log_ins(self):
		email = self.address()
		company = make_customer(customer_type="Company", email_id=email)
		company.append("portal_users", {"user": portal_user(email)})
		company.save()
		self.assertEqual(requests.customers_of(email), ([], [company.name]))
		self.assertNotIn("secret", self.data_of(email))

	def test_a_customer_with_two_log_ins_is_nobodys_alone(self):
		first, second = portal_user(), portal_user()
		customer = make_customer()
		customer.append("portal_users", {"user": first})
		customer.save()
		self.assertEqual(requests.customers_of(first), ([customer.name], []))
		customer.append("portal_users", {"user": second})
		customer.save()
		for user in (first, second):
			self.assertEqual(requests.customers_of(user), ([], [customer.name]))

	def test_an_address_of_two_customers_says_of_neither_who_they_are(self):
		email = self.address()
		names = {make_customer(email_id=email).name, make_customer(email_id=email).name}
		own, others = requests.customers_of(email)
		self.assertEqual((own, set(others)), ([], names))

	def test_a_contact_of_two_customers_says_of_neither_who_they_are(self):
		email = self.address()
		customer, other = make_customer(email_id=email), make_customer()
		contact = frappe.get_doc(
			"Contact", frappe.db.get_value("Customer", customer.name, "customer_primary_contact")
		)
		self.assertEqual(requests.customers_of(email), ([customer.name], []))
		contact.append("links", {"link_doctype": "Customer", "link_name": other.name})
		contact.save()
		self.assertEqual(requests.customers_of(email), ([], [customer.name]))


class TestDeletion(RequestTestCase):
	def test_a_request_that_comes_approved_erases_nothing_and_waits_for_the_address_to_confirm(self):
		person = make_person()
		made = frappe.get_doc({"doctype": DELETION, "email": person.email, **FORGED}).insert()
		self.assertEqual((made.status, made.deletion_steps), ("Pending Verification", []))
		frappe.set_user(portal_user())
		form = accept(web_form="request-to-delete-data", data=json.dumps({"email": person.email, **FORGED}))
		self.assertEqual((form.status, form.deletion_steps), ("Pending Verification", []))
		self.assertTrue(frappe.db.exists("Customer", person.customer))

	def test_steps_that_are_written_into_a_confirmed_request_erase_nothing(self):
		person = make_person()
		made = frappe.get_doc({"doctype": DELETION, "email": person.email}).insert()
		made.update(FORGED)
		made.save()
		self.assertTrue(frappe.db.exists("Customer", person.customer))

	def test_a_portal_user_may_neither_make_nor_confirm_one_by_rest(self):
		person, mine = make_person(), portal_user()
		made = frappe.get_doc({"doctype": DELETION, "email": person.email}).insert()
		frappe.set_user(mine)
		request = frappe.get_doc({"doctype": DELETION, "email": person.email, **FORGED})
		self.assertRaises(frappe.PermissionError, request.insert)
		made.status = "Pending Approval"
		self.assertRaises(frappe.PermissionError, made.save)
		self.assertTrue(frappe.db.exists("Customer", person.customer))
