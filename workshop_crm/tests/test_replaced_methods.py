"""Frappe's and ERPNext's methods that this app replaces, called as a browser would call them.

Only a site has them.
"""

from __future__ import annotations

import sys
from types import FunctionType
from typing import Any
from unittest.mock import patch

import frappe
from frappe.utils import getdate

from workshop_crm.tests.records import make_customer, make_user, program
from workshop_crm.tests.test_who_sees_what import WhoSeesWhat
from workshop_crm.tests.world_of_two import acting, is_refused, restricted, restrictions

SEARCHED = (
	"Customer",
	"Customer Message",
	"Customer Analytics",
	"Survey Response",
	"Issue",
	"Vehicle",
	"Sales Invoice",
	"Contact",
	"Address",
)
LINK, WIDGET = "frappe.desk.search.search_link", "frappe.desk.search.search_widget"
CHART = "frappe.desk.doctype.dashboard_chart.dashboard_chart.get"
POS = "erpnext.selling.page.point_of_sale.point_of_sale.set_customer_info"
POINTS = "erpnext.accounts.doctype.loyalty_program.loyalty_program.get_loyalty_program_details_with_points"
COUNT = "frappe.client.get_count"
LIKE, TITLE = "frappe.desk.like.toggle_like", "frappe.desk.search.get_link_title"
SEARCH = "frappe.utils.global_search.search"


def call(method: str, **arguments: Any) -> Any:
	return frappe.get_attr(frappe.override_whitelisted_method(method))(**arguments)


def heatmap(doctype: str, **more: Any) -> str:
	chart = {
		"document_type": doctype,
		"type": "Heatmap",
		"chart_type": "Count",
		"based_on": "creation",
		"filters_json": "[]",
	}
	return frappe.as_json({**chart, **more})


class TestReplacedMethods(WhoSeesWhat):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		user = make_user("Sales User", "Accounts Manager", "System Manager")
		cls.accountant = restricted(user, **restrictions(cls.world)["territory"])

	def outsiders(self) -> dict[str, str]:
		return {**self.strangers, **self.restricted}

	def test_no_link_field_offers_closed_records_because_the_request_says_so(self):
		for kind, user in self.outsiders().items():
			for doctype in SEARCHED:
				asked = {
					"doctype": doctype,
					"txt": "",
					"page_length": 500,
					"ignore_user_permissions": True,
					"reference_doctype": "Sales Invoice",
				}
				with acting(user), self.subTest(user=kind, doctype=doctype):
					self.assert_silent(lambda asked=asked: call(LINK, **asked))
					self.assert_silent(lambda asked=asked: call(WIDGET, **asked, as_dict=True))

	def test_a_link_field_to_set_up_still_ignores_user_permissions(self):
		with acting(self.restricted["territory"]):
			asked = {"doctype": "Territory", "txt": "", "page_length": 500}
			self.assertLess(len(call(LINK, **asked)), len(call(LINK, **asked, ignore_user_permissions=True)))

	def test_the_query_of_a_link_field_is_no_way_to_a_method_that_is_replaced(self):
		with acting(self.restricted["territory"]):
			told = [call(WIDGET, doctype=of, txt=program(), query=POINTS) for of in self.customers()]
		self.assertEqual([bool(answer) for answer in told], [True, False])

	def test_no_other_name_leads_to_a_method_that_is_replaced(self):
		replaced = {
			frappe.get_attr(method): frappe.get_attr(ours[-1])
			for method, ours in frappe.get_hooks("override_whitelisted_methods").items()
			if ours[-1].startswith("workshop_crm.")
		}
		for module in list(sys.modules.values()):
			if not module.__name__.startswith(("frappe.", "erpnext.", "workshop_crm.")):
				continue
			for name, value in list(vars(module).items()):
				if isinstance(value, FunctionType) and value in replaced:
					path = f"{module.__name__}.{name}"
					self.assertIs(
						frappe.get_attr(frappe.override_whitelisted_method(path)), replaced[value], path
					)

	def test_the_point_of_sale_changes_only_customers_whom_the_user_may_change(self):
		customer = self.customer_without_contact()
		for kind, user in self.outsiders().items():
			for field, value in (
				("loyalty_program", ""),
				("email_id", "x@example.com"),
				("mobile_no", "+966551234567"),
			):
				asked = {"fieldname": field, "customer": customer, "value": value}
				with acting(user), self.subTest(user=kind, field=field):
					self.assertTrue(is_refused(lambda asked=asked: call(POS, **asked)))

	def customer_without_contact(self) -> str:
		"""ERPNext makes a Contact for it, which every user may; one that exists asks for permission."""
		customer = make_customer().name
		place = {"territory": "All Territories", "customer_group": "All Customer Groups"}
		frappe.db.set_value("Customer", customer, {**place, "customer_primary_contact": None})
		frappe.db.delete("Dynamic Link", {"link_doctype": "Customer", "link_name": customer})
		return customer

	def test_the_front_desk_uses_the_point_of_sale_as_it_is(self):
		with acting(self.front_desk):
			call(POS, fieldname="email_id", customer=self.world.mine.customer, value="new@example.com")
			stored = frappe.db.get_value("Customer", self.world.mine.customer, "email_id")
		self.assertEqual(stored, "new@example.com")

	def test_a_heatmap_is_for_those_who_may_read_all_of_its_records(self):
		for kind, user in self.outsiders().items():
			for doctype in ("Customer", "Issue", "Customer Message", "User"):
				with acting(user), self.subTest(user=kind, doctype=doctype):
					chart = heatmap(doctype)
					self.assertTrue(is_refused(lambda chart=chart: call(CHART, chart=chart, no_cache=1)))
		with acting(self.front_desk):
			shown = call(CHART, chart=heatmap("Issue"), no_cache=1, heatmap_year=getdate().year)
			self.assertGreaterEqual(sum(shown["dataPoints"].values()), 2)

	def test_a_stored_chart_answers_with_what_its_reader_may_read_and_not_with_what_was_kept(self):
		stored = self.stored_chart("Group By")
		with acting(self.front_desk):
			self.assertIn(self.world.other.customer, call(CHART, chart_name=stored, refresh=1)["labels"])
		for kind, user in self.outsiders().items():
			with acting(user), self.subTest(user=kind):
				self.assert_silent(lambda: call(CHART, chart_name=stored))
				self.assert_silent(lambda: call(CHART, chart=frappe.as_json({"name": stored})))
				self.assertTrue(is_refused(lambda: call(CHART, chart_name=self.stored_chart("Count"))))

	def stored_chart(self, chart_type: str) -> str:
		values = {
			"doctype": "Dashboard Chart",
			"name": frappe.generate_hash(),
			"chart_type": chart_type,
			"type": "Heatmap" if chart_type == "Count" else "Bar",
			"document_type": "Issue",
			"based_on": "creation",
			"group_by_type": "Count",
			"group_by_based_on": "customer",
			"filters_json": "[]",
		}
		chart = frappe.get_doc({**values, "chart_name": values["name"]})
		chart.db_insert()
		return chart.name

	def test_ledgers_and_rows_follow_the_customer_that_a_dynamic_link_names(self):
		user = self.accountant
		rows = {customer: self.ledger_rows(customer, user) for customer in self.customers()}
		with acting(user):
			for doctype, mine in rows[self.world.mine.customer].items():
				other = rows[self.world.other.customer][doctype]
				with self.subTest(doctype=doctype):
					named = {"name": ("in", [mine, other])}
					parent = {"Journal Entry Account": "Journal Entry", "Communication Link": "Communication"}
					found = frappe.get_list(doctype, named, pluck="name", parent_doctype=parent.get(doctype))
					self.assertEqual(found, [mine])
					if doctype not in parent:
						self.assertFalse(frappe.has_permission(doctype, "read", doc=other))
						self.assertTrue(frappe.has_permission(doctype, "read", doc=mine))

	def customers(self) -> tuple[str, str]:
		return self.world.mine.customer, self.world.other.customer

	def ledger_rows(self, customer: str, user: str) -> dict[str, str]:
		party = {"party_type": "Customer", "party": customer}
		about = {"reference_doctype": "Customer", "reference_name": customer}
		inserted = {
			"GL Entry": party,
			"Payment Ledger Entry": party,
			"Payment Entry": party,
			"Journal Entry Account": {**party, "parenttype": "Journal Entry", "parent": "x"},
			"Communication Link": {
				"link_doctype": "Customer",
				"link_name": customer,
				"parenttype": "Communication",
				"parent": "x",
			},
			"ToDo": {
				"reference_type": "Customer",
				"reference_name": customer,
				"allocated_to": user,
			},
			"Comment": {**about, "comment_type": "Comment"},
			"Version": {"ref_doctype": "Customer", "docname": customer},
		}
		return {doctype: self.inserted(doctype, values) for doctype, values in inserted.items()}

	def inserted(self, doctype: str, values: dict[str, str]) -> str:
		record = frappe.get_doc({"doctype": doctype, "name": frappe.generate_hash(length=10), **values})
		record.db_insert()
		return record.name

	def test_neither_the_title_of_a_closed_record_is_told_nor_a_like_written_into_it(self):
		customer, issue = self.world.other.customer, self.world.other.follow_up
		for kind, user in self.outsiders().items():
			with acting(user), self.subTest(user=kind):
				with patch.object(frappe.get_meta("Customer"), "show_title_field_in_link", 1, create=True):
					self.assertEqual(call(TITLE, doctype="Customer", docname=customer), customer)
				for doctype, name in (("Customer", customer), ("Issue", issue)):
					self.assertTrue(
						is_refused(lambda d=doctype, n=name: call(LIKE, doctype=d, name=n, add="Yes"))
					)
		with acting(self.front_desk):
			with patch.object(frappe.get_meta("Customer"), "show_title_field_in_link", 1, create=True):
				title = call(TITLE, doctype="Customer", docname=customer)
			self.assertEqual(title, frappe.db.get_value("Customer", customer, "customer_name"))
			call(LIKE, doctype="Issue", name=issue, add="Yes")
			self.assertIn(self.front_desk, frappe.db.get_value("Issue", issue, "_liked_by"))

	def test_odd_numbers_and_filters_are_refused_with_a_sentence(self):
		with acting(self.front_desk):
			for odd in ("1 PROCEDURE ANALYSE(EXTRACTVALUE(1,1),1)", "1;", [1], 1.5):
				for name in ("limit", "start"):
					with self.subTest(**{name: odd}), self.assertRaises(frappe.ValidationError):
						call(SEARCH, text="x", **{name: odd})
			call(SEARCH, text="x", limit="20", start="0")
			call(SEARCH, text="x", limit=-5, start=-5)
			for odd in ("abc", "5", "[5]", '{"no_such_column": 1}', '{"name": {"a": 1}}'):
				with self.subTest(filters=odd), self.assertRaises(frappe.ValidationError):
					call(COUNT, doctype="Issue", filters=odd)
			self.assertGreaterEqual(call(COUNT, doctype="Issue", filters=None), 2)
