"""The index follows the records, loses nothing, and is made again when it is damaged."""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.services import search_index, vehicles
from workshop_crm.tests.records import make_customer, unique


def found(query: str) -> list[str]:
	return [hit["customer"] for hit in search_index.find(query, 20)["hits"]]


class TestSearch(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.db.commit()
		search_index.rebuild()

	def setUp(self):
		# The index file has no transaction with the database: the records must be committed or not be asked for.
		commit = patch.object(frappe.db, "commit")
		commit.start()
		self.addCleanup(commit.stop)

	def test_a_new_customer_is_found_by_name_phone_and_plate(self):
		customer = make_customer()
		letters = "".join(chr(ord("A") + int(digit, 16)) for digit in frappe.generate_hash(length=8))
		plate = f"{letters[:8]}99"
		vehicles.add_vehicle(customer.name, {"plate": plate})
		search_index.apply_notes()
		for query in (customer.name, customer.mobile_no, "0" + customer.mobile_no[4:], plate.lower()):
			self.assertIn(customer.name, found(query), query)

	def test_notes_stay_while_the_index_is_away(self):
		customer = make_customer()
		away = patch("workshop_crm.services.search_index.index", side_effect=OSError("disk"))
		with away, self.assertRaises(OSError):
			search_index.apply_notes()
		self.assertTrue(frappe.db.exists(search_index.NOTE, {"customer": customer.name}))
		search_index.apply_notes()
		self.assertIn(customer.name, found(customer.mobile_no))
		self.assertFalse(frappe.db.exists(search_index.NOTE, {"customer": customer.name}))

	def test_a_customer_who_was_deleted_is_found_no_more(self):
		customer = make_customer(mobile_no=None, communication_channels=[])
		search_index.apply_notes()
		self.assertIn(customer.name, found(customer.name))
		customer.delete()
		search_index.apply_notes()
		self.assertNotIn(customer.name, found(customer.name))

	def test_a_renamed_customer_is_found_under_the_new_name_alone(self):
		customer = make_customer()
		renamed = frappe.rename_doc("Customer", customer.name, unique("Salma Aldosari"), force=True)
		search_index.apply_notes()
		self.assertEqual(found(renamed)[0], renamed)
		self.assertNotIn(customer.name, found(customer.mobile_no))

	def test_a_damaged_index_says_so_asks_for_a_new_one_and_works_after_it(self):
		customer = make_customer()
		path = Path(frappe.get_site_path("private", "workshop_crm", "search.sqlite3"))
		path.write_bytes(b"not a database, by far" * 500)
		with patch("workshop_crm.services.background.now") as queued:
			answer = search_index.find(customer.mobile_no)
		self.assertEqual(answer["hits"], [])
		self.assertTrue(answer["note"])
		queued.assert_called_once()
		search_index.catch_up()
		self.assertIn(customer.name, found(customer.mobile_no))

	def test_nothing_typed_shows_recent_customers(self):
		make_customer()
		search_index.apply_notes()
		hits = search_index.find("", 3)["hits"]
		self.assertEqual({hit["reason"] for hit in hits}, {"recent"})
		self.assertLessEqual(len(hits), 3)
