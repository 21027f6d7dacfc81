"""Sales, customers and cars are saved, and customers found, while something that the app uses is away or half set up.

Only a site has a queue and servers that can be away.
"""

from __future__ import annotations

import fcntl
import resource
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from typing import Any
from unittest.mock import patch

import frappe
from frappe.model.document import Document
from frappe.tests.utils import FrappeTestCase
from frappe.utils.redis_wrapper import RedisWrapper

from workshop_crm.adapters.search.embedded.files import _lock_of
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.services.platform import background, settings
from workshop_crm.services.search import engines, updates, upkeep
from workshop_crm.services.search.find import find
from workshop_crm.tests import queues
from workshop_crm.tests.records import PROGRAM, make_car, make_customer, make_invoice, phone, program
from workshop_crm.tests.search_stubs import elasticsearch, notes_of
from workshop_crm.tests.test_isolation import run_at_once, run_what_follows_the_commit
from workshop_crm.tests.test_search import SearchTestCase, found

PUT = "workshop_crm.services.platform.job_queue.put"
MAX_SEARCH_SECONDS = 1.5


@contextmanager
def settings_with(**values: Any) -> Iterator[None]:
	"""The app's settings as if somebody had typed these values and never finished."""
	record = frappe.get_doc(settings.SETTINGS)
	record.update(values)
	with patch("workshop_crm.services.platform.settings._settings", return_value=record):
		yield


def make_contact(customer: str) -> Document:
	contact = frappe.new_doc("Contact")
	contact.update({"first_name": "Reem", "links": [{"link_doctype": "Customer", "link_name": customer}]})
	contact.append("phone_nos", {"phone": phone(), "is_primary_mobile_no": 1})
	return contact.insert()


def a_day_in_the_workshop(**customer: Any) -> Document:
	"""A new customer with a contact and a car comes, pays, and has the invoice cancelled; jobs run at once."""
	with patch(PUT, side_effect=run_at_once):
		name = make_customer(**customer).name
		make_contact(name)
		car = make_car(name)
		invoice = make_invoice(name, 300, vehicle=car.name, odometer=1500)
		run_what_follows_the_commit()
		assert frappe.db.exists("GL Entry", {"voucher_no": invoice.name})
		invoice.cancel()
		run_what_follows_the_commit()
	return invoice


class TestHalfSetUp(FrappeTestCase):
	def setUp(self):
		frappe.db.after_commit.reset()
		background._forget()
		frappe.db.savepoint("half_set_up")
		self.addCleanup(frappe.db.rollback, save_point="half_set_up")

	def test_with_settings_that_nobody_finished(self):
		for values in (
			{"default_region": None},
			{"email_provider": None, "public_url": None},
			{"invitation_valid_days": None},
			{"search_engine": "Elasticsearch", "elasticsearch_hosts": None},
			{"search_engine": "Elasticsearch", "elasticsearch_hosts": "ftp://search one two"},
			{
				"search_engine": "Elasticsearch",
				"elasticsearch_hosts": "search",
				"elasticsearch_prefix": "A B",
			},
			{
				"search_engine": "Elasticsearch",
				"elasticsearch_hosts": "search.invalid",
				"elasticsearch_ca_file": "/no/such/file",
			},
		):
			with self.subTest(**values), settings_with(**values):
				self.assertEqual(a_day_in_the_workshop().docstatus, 2)
				self.assertEqual(find("reem")["engine"], engines.EMBEDDED)
				engines.wake(engines.ELASTICSEARCH)

	def test_with_settings_that_are_empty(self):
		empty = {
			field.fieldname: None
			for field in frappe.get_meta(settings.SETTINGS).fields
			if field.fieldtype not in frappe.model.no_value_fields
		}
		with settings_with(**empty):
			self.assertEqual(a_day_in_the_workshop().docstatus, 2)

	def test_without_the_secret_of_survey_links(self):
		frappe.db.delete("__Auth", {"doctype": settings.SETTINGS})
		self.assertEqual(a_day_in_the_workshop().docstatus, 2)

	def test_with_a_loyalty_program_that_lacks_what_it_needs(self):
		program()
		for column, value in (
			("expense_account", None),
			("cost_center", None),
			("conversion_factor", 0),
			("expiry_duration", 0),
			("company", None),
			("to_date", "2020-02-01"),
		):
			with self.subTest(column):
				before = frappe.db.get_value("Loyalty Program", PROGRAM, column)
				frappe.db.set_value("Loyalty Program", PROGRAM, column, value)
				self.assertEqual(a_day_in_the_workshop().docstatus, 2)
				frappe.db.set_value("Loyalty Program", PROGRAM, column, before)

	def test_with_a_loyalty_program_without_tiers(self):
		program()
		frappe.db.delete("Loyalty Program Collection", {"parent": PROGRAM})
		frappe.clear_document_cache("Loyalty Program", PROGRAM)
		self.addCleanup(frappe.clear_document_cache, "Loyalty Program", PROGRAM)
		self.assertEqual(a_day_in_the_workshop().docstatus, 2)


class TestCacheAway(SearchTestCase):
	def test_a_day_in_the_workshop_goes_on_and_customers_are_found(self):
		with queues.closed() as address, patch.object(frappe, "cache", RedisWrapper.from_url(address)):
			invoice = a_day_in_the_workshop()
			self.assertEqual(invoice.docstatus, 2)
			self.assertIn(invoice.customer, found(invoice.customer))

	def test_a_server_that_is_away_is_not_asked_at_every_key(self):
		with (
			queues.closed() as address,
			patch.object(frappe, "cache", RedisWrapper.from_url(address)),
			elasticsearch() as server,
		):
			server.is_away = True
			find("a")
			with patch.object(server, "candidates") as asked:
				find("ab")
			asked.assert_not_called()


class TestIndexFile(SearchTestCase):
	@contextmanager
	def locked(self) -> Iterator[None]:
		"""Another process writes to the index and does not come to an end."""
		path = engines.embedded_index()._path
		with _lock_of(path).open("a") as lock, closing(sqlite3.connect(path, isolation_level=None)) as writer:
			fcntl.flock(lock, fcntl.LOCK_EX)
			writer.execute("BEGIN EXCLUSIVE")
			writer.execute("UPDATE state SET changes = changes + 1")
			yield
			writer.execute("ROLLBACK")

	@contextmanager
	def full_disk(self) -> Iterator[None]:
		"""No file can grow."""
		limits = resource.getrlimit(resource.RLIMIT_FSIZE)
		resource.setrlimit(resource.RLIMIT_FSIZE, (4096, limits[1]))
		try:
			yield
		finally:
			resource.setrlimit(resource.RLIMIT_FSIZE, limits)

	def test_while_it_is_locked_a_submit_only_leaves_a_note_and_customers_are_found(self):
		known = make_customer()
		upkeep.apply_updates()
		with self.locked(), patch(PUT, return_value=False), patch.object(EmbeddedIndex, "write") as written:
			started = time.perf_counter()
			self.assertIn(known.name, found(known.mobile_no))
			self.assertLess(time.perf_counter() - started, MAX_SEARCH_SECONDS)
			customer = make_customer().name
			make_invoice(customer, 300)
			run_what_follows_the_commit()
		written.assert_not_called()
		self.assertTrue(notes_of(customer))
		upkeep.apply_updates()
		self.assertEqual(notes_of(customer), [])

	def test_while_the_disk_is_full_sales_go_on_and_the_old_index_answers(self):
		known = make_customer()
		upkeep.apply_updates()
		with self.full_disk():
			with patch(PUT, return_value=False):
				customer = make_customer().name
				make_invoice(customer, 300)
				run_what_follows_the_commit()
			with self.assertRaises(OSError):
				upkeep.apply_updates()
			self.assertTrue(notes_of(customer))
			self.assertIn(known.name, found(known.mobile_no))
		upkeep.apply_updates()
		self.assertEqual(notes_of(customer), [])
		self.assertIn(customer, found(customer))


class TestServerThatSwallowsPackets(SearchTestCase):
	def server(self) -> Any:
		return settings_with(
			search_engine="Elasticsearch",
			elasticsearch_hosts=self.address.replace("redis://", "http://"),
			elasticsearch_timeout=None,
		)

	def test_the_search_box_waits_once_and_a_submit_never(self):
		self.addCleanup(engines.wake, engines.ELASTICSEARCH)
		self.addCleanup(updates.forget_engine, engines.ELASTICSEARCH)
		for make in (queues.swallowing, queues.silent):
			engines.wake(engines.ELASTICSEARCH)
			with make() as self.address, self.server():
				with patch(PUT, return_value=False), patch.object(engines, "elasticsearch_index") as asked:
					customer = make_customer()
					make_invoice(customer.name, 300)
					run_what_follows_the_commit()
				asked.assert_not_called()
				for longest in (4.5, MAX_SEARCH_SECONDS):
					started = time.perf_counter()
					self.assertEqual(find("reem")["engine"], engines.EMBEDDED)
					self.assertLess(time.perf_counter() - started, longest)
