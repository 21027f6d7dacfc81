"""Whoever may see some customers only gets no name, no number and no highlight of another's from any search."""

from __future__ import annotations

import json
from unittest.mock import patch

import frappe

from workshop_crm.api import search
from workshop_crm.install import FRONT_DESK, ROLE_PROFILES
from workshop_crm.overrides.link_search import search_link
from workshop_crm.services.search import upkeep
from workshop_crm.tests.records import make_car, make_customer, make_invoice, make_user, restrict_to, unique
from workshop_crm.tests.test_search import SearchTestCase


class TestRestrictedUser(SearchTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.name_ar = "غسان " + "".join(
			"ابتثجحخدرز"[int(digit, 16) % 10] for digit in frappe.generate_hash(length=8)
		)
		cls.mine = make_customer(customer_name=unique("Ghassan"), customer_name_ar=cls.name_ar)
		cls.other = make_customer(customer_name=unique("Ghassan"), customer_name_ar=cls.name_ar)
		cls.car = make_car(cls.other.name)
		with patch.object(frappe.db, "commit"):
			upkeep.apply_updates()
		cls.user = make_user(*ROLE_PROFILES[FRONT_DESK])
		restrict_to(cls.user, cls.mine.name)

	def setUp(self):
		super().setUp()
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(self.user)

	def queries(self) -> tuple[str, ...]:
		other = self.other
		return (
			other.name,
			other.customer_name,
			self.name_ar,
			other.mobile_no,
			"0" + other.mobile_no[4:],
			other.mobile_no[-4:],
			self.car.name,
			f"{self.name_ar} {other.mobile_no[-4:]}",
			"Ghassan",
			"",
		)

	def assert_hidden(self, answer: object, typed: str) -> None:
		"""What was typed may come back as such; nothing else of the other customer may."""
		told = json.dumps(answer, ensure_ascii=False, default=str)
		for secret in (self.other.name, self.other.mobile_no, self.car.name):
			if secret not in typed:
				self.assertNotIn(secret, told, typed)

	def assert_only_mine(self, customers: list[str], typed: str) -> None:
		self.assertLessEqual(set(customers), {self.mine.name}, typed)

	def test_neither_an_invoices_number_nor_a_car_shows_another_customer(self):
		invoice = self.of_other(lambda: make_invoice(self.other.name, 100).name)
		model = "Qx" + frappe.generate_hash(length=8)
		self.of_other(lambda: make_car(self.other.name, make="Zenvo", model=model))
		for query in (invoice, invoice[:-1], f"SINV {int(invoice.rsplit('-')[-1])}", model, "Zenvo"):
			answer = search.find(query=query, limit=50)
			self.assert_only_mine([hit["customer"] for hit in answer["hits"]], query)
			self.assert_hidden(answer["hits"], query)
		self.of_other(lambda: make_car(self.mine.name, make="Zenvo", model=model))
		(hit,) = search.find(query=model)["hits"]
		self.assertEqual((hit["customer"], hit["reason"]), (self.mine.name, "model"))

	def test_a_name_and_a_car_together_show_no_other_customer(self):
		model = "Qx" + frappe.generate_hash(length=8)
		self.of_other(lambda: make_car(self.other.name, make="Zenvo", model=model, model_year=2019))
		queries = (f"Ghassan {model}", f"Zenvo {self.name_ar}", f"{model} 2019", f"2019 {model} Ghassan")
		for query in queries:
			answer = search.find(query=query, limit=50)
			self.assert_only_mine([hit["customer"] for hit in answer["hits"]], query)
			self.assert_hidden(answer["hits"], query)
		self.of_other(lambda: make_car(self.mine.name, make="Zenvo", model=model, model_year=2019))
		for query in queries:
			(hit,) = search.find(query=query)["hits"]
			self.assertEqual(hit["customer"], self.mine.name)
			self.assertIn(hit["reason"], ("model", "make"))
			self.assertTrue(hit["matched"].startswith(f"Zenvo {model}"))

	def test_who_may_read_no_invoice_finds_nobody_by_its_number(self):
		invoice = self.of_other(lambda: make_invoice(self.mine.name, 100).name)
		self.assertEqual([hit["reason"] for hit in search.find(query=invoice)["hits"]], ["invoice"])
		frappe.set_user(self.of_other(lambda: make_user(FRONT_DESK)))
		self.assertNotIn("invoice", [hit["reason"] for hit in search.find(query=invoice)["hits"]])

	def of_other(self, make):
		"""What another user does meanwhile."""
		frappe.set_user("Administrator")
		try:
			return make()
		finally:
			frappe.set_user(self.user)

	def test_the_search_box(self):
		for query in self.queries():
			answer = search.find(query=query, limit=50)
			self.assert_only_mine([hit["customer"] for hit in answer["hits"]], query)
			self.assert_hidden(answer["hits"], "")
		self.assertEqual(
			[hit["customer"] for hit in search.find(query=self.name_ar)["hits"]], [self.mine.name]
		)

	def test_the_search_box_where_the_few_who_may_be_seen_are_read(self):
		few = {"MIN_ASKED": 1, "FEW_OF_THEM": 2}
		with patch.multiple("workshop_crm.core.search.visible", **few):
			self.test_the_search_box()

	def test_a_permission_counts_from_the_next_search_on(self):
		frappe.set_user("Administrator")
		restrict_to(self.user, self.other.name)
		frappe.set_user(self.user)
		hits = search.find(query=self.name_ar)["hits"]
		self.assertEqual({hit["customer"] for hit in hits}, {self.mine.name, self.other.name})
		frappe.set_user("Administrator")
		for name in frappe.get_all(
			"User Permission", {"user": self.user, "for_value": self.other.name}, pluck="name"
		):
			frappe.delete_doc("User Permission", name)
		frappe.set_user(self.user)
		self.test_the_search_box()

	def test_likely_duplicates(self):
		for values in (
			{"name": self.other.customer_name},
			{"name_ar": self.name_ar},
			{"phone": self.other.mobile_no},
		):
			answer = search.duplicates(values=values)
			self.assert_only_mine([one["customer"] for one in answer["duplicates"]], str(values))
			self.assert_hidden(answer, "")
		self.assertEqual(
			[one["customer"] for one in search.duplicates(values={"name_ar": self.name_ar})["duplicates"]],
			[self.mine.name],
		)

	def test_link_fields_with_and_without_filters(self):
		for query in self.queries():
			for filters in (
				None,
				{"customer_type": "Individual"},
				[["Customer", "customer_type", "!=", "Company"]],
			):
				rows = search_link("Customer", query, filters=filters, reference_doctype="Sales Invoice")
				self.assert_only_mine([row["value"] for row in rows], query)
				self.assert_hidden(rows, "")

	def test_a_link_field_is_not_opened_by_the_browser_saying_that_it_ignores_permissions(self):
		for reference in (None, "Sales Invoice"):
			rows = search_link(
				"Customer", self.name_ar, reference_doctype=reference, ignore_user_permissions=True
			)
			self.assert_only_mine([row["value"] for row in rows], str(reference))

	def test_a_link_field_whose_form_ignores_user_permissions_offers_all(self):
		with patch("workshop_crm.services.search.links.has_ignored_field", return_value=True):
			rows = search_link(
				"Customer", self.name_ar, reference_doctype="Sales Invoice", ignore_user_permissions=True
			)
		self.assertEqual({row["value"] for row in rows}, {self.mine.name, self.other.name})

	def test_who_may_not_read_customers_at_all_is_offered_none(self):
		frappe.set_user("Administrator")
		nobody = make_user("Fleet Manager")
		frappe.set_user(nobody)
		with self.assertRaises(frappe.PermissionError):
			search.link_query(doctype="Customer", txt=self.name_ar)
