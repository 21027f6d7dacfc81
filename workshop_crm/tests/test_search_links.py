"""Link fields to Customer find by either script, phone and plate, within the filters of their forms.

Only Frappe has link fields.
"""

from __future__ import annotations

from unittest.mock import patch

import frappe

from workshop_crm.api.search import link_query
from workshop_crm.overrides.link_search import search_link, search_widget
from workshop_crm.services.search import upkeep
from workshop_crm.tests.records import make_car, make_customer, phone, unique
from workshop_crm.tests.test_search import SearchTestCase


def offered(text: str, **options: object) -> list[str]:
	return [row["value"] for row in search_link("Customer", text, **options)]


class TestLinkFields(SearchTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.word = "".join(
			"bdfhjkmnrst"[int(digit, 16) % 11] + "a" for digit in frappe.generate_hash(length=5)
		)
		cls.customer = make_customer(
			customer_name=f"Khalid {cls.word.title()}", customer_name_ar=f"خالد {_arabic(cls.word)}"
		)
		cls.car = make_car(cls.customer.name)
		cls.disabled = make_customer(customer_name=f"Khalid {cls.word.title()} Old", disabled=1)
		with patch.object(frappe.db, "commit"):
			upkeep.apply_updates()

	def test_the_other_script_a_phone_in_any_form_and_a_plate_find_the_customer(self):
		national = self.customer.mobile_no[4:]
		for text in (
			self.customer.name,
			self.customer.customer_name,
			self.customer.customer_name_ar,
			f"0{national}",
			f"00966 {national[:2]} {national[2:]}",
			self.car.name,
		):
			self.assertIn(self.customer.name, offered(text), text)

	def test_a_typing_error_is_forgiven(self):
		name = self.customer.customer_name
		self.assertIn(self.customer.name, offered(name.replace("Khalid", "Khaled")))

	def test_disabled_customers_are_not_offered(self):
		self.assertNotIn(self.disabled.name, offered(self.disabled.customer_name))

	def test_the_filters_of_the_field_hold_in_every_form(self):
		name = self.customer.customer_name
		self.assertIn(self.customer.name, offered(name, filters={"customer_type": "Individual"}))
		for filters in (
			{"customer_type": "Company"},
			'{"customer_type": "Company"}',
			[["Customer", "customer_type", "=", "Company"]],
			{"customer_group": ["in", ["No Such Group"]]},
		):
			self.assertEqual(offered(name, filters=filters), [], filters)

	def test_a_filter_counts_before_the_list_is_cut(self):
		group = frappe.get_doc(
			{"doctype": "Customer Group", "customer_group_name": unique("Link Group"), "is_group": 0}
		).insert()
		same = unique("Zubaida Alharthy")
		for _ in range(4):
			make_customer(customer_name=same, customer_group=self.customer.customer_group)
		wanted = make_customer(customer_name=f"{same} Bint", customer_group=group.name)
		upkeep.apply_updates()
		found = offered(same, filters={"customer_group": ["in", [group.name]]}, page_length=2)
		self.assertEqual(found, [wanted.name])

	def test_pages_follow_each_other_without_a_gap(self):
		same = unique("Mishary Alenezi")
		made = {make_customer(customer_name=same).name for _ in range(5)}
		upkeep.apply_updates()
		pages = [
			[row[0] for row in search_widget("Customer", same, start=start, page_length=2)]
			for start in (0, 2, 4)
		]
		self.assertEqual([len(page) for page in pages][:2], [2, 2])
		self.assertLessEqual(made, {name for page in pages for name in page})

	def test_nothing_typed_offers_what_frappe_offers(self):
		with patch("frappe.get_hooks", side_effect=_without_our_query(frappe.get_hooks)):
			expected = search_widget("Customer", "", page_length=7)
		self.assertEqual(
			[tuple(row) for row in search_widget("Customer", "", page_length=7)],
			[tuple(row) for row in expected],
		)

	def test_a_group_of_customers_is_still_found_by_its_name(self):
		group = frappe.get_doc(
			{"doctype": "Customer Group", "customer_group_name": "Xqzt" + frappe.generate_hash(length=6)}
		).insert()
		customer = make_customer(customer_group=group.name)
		upkeep.apply_updates()
		self.assertEqual(offered(group.name), [customer.name])

	def test_without_an_index_frappes_own_search_answers(self):
		with patch("workshop_crm.services.search.engines.ask", side_effect=OSError("disk")):
			self.assertEqual(offered(self.customer.name), [self.customer.name])

	def test_rows_as_dictionaries_have_the_fields_of_frappes_own(self):
		(row,) = search_widget("Customer", self.customer.mobile_no, as_dict=True)
		self.assertEqual(row["name"], self.customer.name)
		self.assertEqual(row["mobile_no"], self.customer.mobile_no)

	def test_where_ids_say_nothing_the_title_is_shown(self):
		customer = make_customer(customer_name=unique("Nawal"), mobile_no=phone())
		upkeep.apply_updates()
		meta = frappe.get_meta("Customer")
		with (
			patch.object(meta, "show_title_field_in_link", 1, create=True),
			patch(
				"frappe.get_meta",
				side_effect=lambda name, *a, **k: meta if name == "Customer" else _meta(name),
			),
		):
			(row,) = search_link("Customer", customer.mobile_no)
		self.assertEqual((row["value"], row["label"]), (customer.name, customer.customer_name))


_meta = frappe.get_meta


class TestRefusalsAndFailures(SearchTestCase):
	"""Every key that is typed asks: neither a refusal nor an engine that fails may fill the Error Log."""

	def setUp(self):
		super().setUp()
		frappe.cache.delete_value("workshop_crm_logged:Search of a link field")

	def logged(self) -> int:
		return frappe.db.count("Error Log", {"method": "Search of a link field"})

	def test_filters_that_cannot_be_used_are_refused_and_write_no_log(self):
		before = self.logged()
		for filters in (
			{"no_such_field": 1},
			{"name": ["no such operator", 1]},
			{"name": []},
			{"name": ["="]},
			{"name) or 1=1 -- ": 1},
			{"a": {"b": 1}},
			[1],
			[[]],
			[["No Such DocType", "name", "=", 1]],
		):
			for text in ("reem", ""):
				with self.assertRaises((frappe.ValidationError, frappe.DoesNotExistError), msg=str(filters)):
					link_query("Customer", text, filters=filters)
		self.assertEqual(self.logged(), before)

	def test_an_engine_that_fails_is_logged_once_and_frappes_own_search_answers(self):
		before = self.logged()
		known = frappe.db.get_value("Customer", {"disabled": 0}, "name")
		with patch("workshop_crm.services.search.links.engines.ask", side_effect=RuntimeError("broken")):
			for _key in range(5):
				self.assertTrue(link_query("Customer", known))
		self.assertEqual(self.logged(), before + 1)


def _arabic(word: str) -> str:
	letters = dict(zip("bdfhjkmnrsta", "بدفهجكمنرستا", strict=True))
	return "".join(letters[letter] for letter in word)


def _without_our_query(real):
	def hooks(*arguments, **options):
		found = real(*arguments, **options)
		if not arguments and not options:
			found = frappe._dict(found)
			found.standard_queries = {
				doctype: query
				for doctype, query in (found.standard_queries or {}).items()
				if doctype != "Customer"
			}
		return found

	return hooks
