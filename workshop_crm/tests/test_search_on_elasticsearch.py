"""The site on a real Elasticsearch, whose address WORKSHOP_CRM_ELASTICSEARCH names.

Only a site can have a search server.
"""

from __future__ import annotations

import os
from pathlib import Path
from unittest import skipUnless
from unittest.mock import patch

import frappe

from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.api import search
from workshop_crm.services.platform import settings
from workshop_crm.services.search import engines, rebuild, status, updates, upkeep
from workshop_crm.services.search.find import find
from workshop_crm.tests.records import make_car, make_customer
from workshop_crm.tests.search_stubs import notes_of
from workshop_crm.tests.test_search import SearchTestCase, found

ELASTICSEARCH = engines.ELASTICSEARCH
ADDRESS = os.environ.get("WORKSHOP_CRM_ELASTICSEARCH")


def bring() -> None:
	"""Bring what waits, and do not wait the second until the server shows it."""
	upkeep.apply_updates()
	engines.elasticsearch_index().refresh()


@skipUnless(ADDRESS, "there is no Elasticsearch: WORKSHOP_CRM_ELASTICSEARCH names none")
class TestRealServer(SearchTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("settings")
		self.addCleanup(self.forget)
		record = frappe.get_single(settings.SETTINGS)
		record.update(
			{
				"search_engine": "Elasticsearch",
				"elasticsearch_hosts": ADDRESS,
				"elasticsearch_prefix": f"crm-{frappe.generate_hash(length=8).lower()}",
				"elasticsearch_timeout": 30,
			}
		)
		record.save()

	def forget(self) -> None:
		frappe.db.rollback(save_point="settings")
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		engines.wake(ELASTICSEARCH)

	def test_the_button_says_that_the_server_can_be_used(self):
		typed = frappe.get_single(settings.SETTINGS).as_dict(convert_dates_to_str=True)
		answer = search.test_connection(values=typed)
		self.assertTrue(answer["ok"], answer["message"])

	def test_customers_are_found_in_either_script_by_phone_and_by_plate(self):
		customer = make_customer(customer_name="Huthaifa Almansaf", customer_name_ar="حذيفة المنصف")
		car = make_car(customer.name)
		self.assertEqual(rebuild.rebuild(ELASTICSEARCH), frappe.db.count("Customer"))
		for typed in ("حذيفه المنصف", "Hudhayfa Mansaf", customer.mobile_no[-7:], car.plate_latin):
			answer = find(typed, 20)
			self.assertEqual((answer["engine"], answer["note"]), (ELASTICSEARCH, None), typed)
			self.assertIn(customer.name, [hit["customer"] for hit in answer["hits"]], typed)

	def test_customers_are_found_by_what_stands_in_their_notes(self):
		customer = make_customer(customer_notes="يفضل القطع الأصلية دائما")
		rebuild.rebuild(ELASTICSEARCH)
		(hit,) = [hit for hit in find("قطع أصلية", 50)["hits"] if hit["customer"] == customer.name]
		self.assertEqual((hit["reason"], hit["reason_label"]), ("notes", "In the notes"))

	def test_while_the_local_index_is_away_names_are_found_by_the_server_alone(self):
		customer = make_customer(customer_name="Huthaifa Almansaf")
		rebuild.rebuild(ELASTICSEARCH)
		away = Path(frappe.generate_hash()) / "search.sqlite3"
		with (
			patch.object(engines, "embedded_index", return_value=EmbeddedIndex(away)),
			patch.object(engines, "ask_for_rebuild") as asked,
		):
			answer = find("Huthayfa Mansaf", 20)
		asked.assert_called_once_with(engines.EMBEDDED)
		self.assertEqual((answer["engine"], answer["note"]), (ELASTICSEARCH, None))
		self.assertIn(customer.name, [hit["customer"] for hit in answer["hits"]])

	def test_changes_arrive_and_nothing_stays_behind(self):
		rebuild.rebuild(ELASTICSEARCH)
		customer = make_customer(customer_name="Zubaida Alqurtubi")
		bring()
		self.assertIn(customer.name, found("Zubayda Qurtubi"))
		customer.customer_name = "Ghazala Bintwarda"
		customer.save()
		bring()
		self.assertIn(customer.name, found("غزالة بنت وردة"))
		frappe.delete_doc("Customer", customer.name, force=True)
		bring()
		self.assertNotIn(customer.name, found("غزالة بنت وردة"))
		self.assertEqual(notes_of(customer.name, ELASTICSEARCH), [])
		self.assertEqual(frappe.db.count(updates.UPDATE, {"engine": ELASTICSEARCH}), 0)

	def test_the_status_counts_what_the_server_holds(self):
		rebuild.rebuild(ELASTICSEARCH)
		seen = status.status()
		self.assertEqual((seen["engine"], seen["indexed"]), (ELASTICSEARCH, frappe.db.count("Customer")))
		self.assertFalse(seen["error"])
