"""A search server that is away: sales go on, the local index answers and says so, and nothing is lost.

Only a site can have a search server.
"""

from __future__ import annotations

import json
import socket
from pathlib import Path
from unittest.mock import patch

import frappe
import frappe.client

from workshop_crm.api import search
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.services.platform import settings
from workshop_crm.services.search import engines, rebuild, status, updates, upkeep
from workshop_crm.services.search.find import find
from workshop_crm.tests.records import make_customer, make_invoice, make_user
from workshop_crm.tests.search_stubs import elasticsearch, notes_of
from workshop_crm.tests.some import some
from workshop_crm.tests.test_search import SearchTestCase, found

ELASTICSEARCH, EMBEDDED = engines.ELASTICSEARCH, engines.EMBEDDED


def closed_port() -> int:
	with socket.socket() as probe:
		probe.bind(("127.0.0.1", 0))
		return probe.getsockname()[1]


class TestServerAway(SearchTestCase):
	def test_sales_go_on_the_local_index_answers_and_says_so(self):
		with elasticsearch() as server:
			server.is_away = True
			customer = make_customer()
			self.assertEqual(make_invoice(customer.name, 200).docstatus, 1)
			upkeep.apply_updates()
			answer = find(customer.mobile_no)
			self.assertIn(customer.name, [hit["customer"] for hit in answer["hits"]])
			self.assertEqual(answer["engine"], EMBEDDED)
			self.assertIn("local index", answer["note"])
			self.assertEqual(notes_of(customer.name, EMBEDDED), [])
			self.assertEqual(
				{(note.state, note.attempts) for note in notes_of(customer.name, ELASTICSEARCH)},
				{("Waiting", 0)},
			)

	def test_on_its_return_the_notes_are_brought_in_order_and_every_customer_once(self):
		with elasticsearch() as server:
			server.is_away = True
			made = [make_customer().name for _ in range(3)]
			make_invoice(made[0], 200)
			upkeep.apply_updates()
			self.assertEqual(server.calls, [])
			server.is_away = False
			engines.wake(ELASTICSEARCH)
			upkeep.apply_updates()
			arrived = [customer for call in server.calls for customer in call[0] if customer in made]
			self.assertEqual(arrived, made)
			self.assertEqual(server.documents[made[0]].value, 200)
			self.assertEqual(frappe.db.count(updates.UPDATE, {"engine": ELASTICSEARCH}), 0)

	def test_a_second_bringing_of_the_same_change_has_a_later_version(self):
		with elasticsearch() as server:
			customer = make_customer()
			upkeep.apply_updates()
			customer.save()
			upkeep.apply_updates()
			self.assertEqual(len(server.versions), len(set(server.versions)))
			self.assertEqual(server.versions, sorted(server.versions))

	def test_who_was_just_away_is_not_asked_at_every_key(self):
		with elasticsearch() as server:
			server.is_away = True
			find("a")
			with patch.object(server, "candidates") as asked:
				find("ab")
			asked.assert_not_called()
			server.is_away = False
			engines.wake(ELASTICSEARCH)
			with patch.object(server, "candidates", return_value=[]) as asked:
				self.assertEqual(find("abc")["engine"], ELASTICSEARCH)
			asked.assert_called()

	def test_a_server_without_an_index_gets_one_and_the_local_index_answers_meanwhile(self):
		with elasticsearch() as server:
			server.has_index = False
			customer = make_customer()
			with patch("workshop_crm.services.platform.background.now") as queued:
				answer = find(customer.mobile_no)
			self.assertEqual(answer["engine"], EMBEDDED)
			self.assertEqual(queued.call_args.kwargs["engine"], ELASTICSEARCH)
			upkeep.apply_updates()
			self.assertIn(customer.name, server.documents)

	def test_what_the_server_refuses_is_kept_with_its_reason_listed_and_tried_again(self):
		with elasticsearch() as server:
			good, bad = make_customer().name, make_customer().name
			server.refused = {bad: "field too long"}
			upkeep.apply_updates()
			self.assertIn(good, server.documents)
			for _ in updates.MINUTES_BETWEEN_TRIES:
				frappe.db.set_value(updates.UPDATE, {"customer": bad}, "next_try", None)
				upkeep.apply_updates()
			self.assertEqual({note.state for note in notes_of(bad, ELASTICSEARCH)}, {"Dead"})
			self.assertEqual(notes_of(bad, ELASTICSEARCH)[0].error, "field too long")
			self.assertGreaterEqual(status.status()["dead"], 1)
			server.refused = {}
			self.assertGreaterEqual(search.retry_dead()["retried"], 1)
			upkeep.apply_updates()
			self.assertIn(bad, server.documents)
			self.assertEqual(notes_of(bad, ELASTICSEARCH), [])

	def test_a_rebuild_fills_the_server_with_every_customer(self):
		with elasticsearch() as server:
			make_customer()
			self.assertEqual(rebuild.rebuild(ELASTICSEARCH), frappe.db.count("Customer"))
			self.assertEqual(server.status().customers, frappe.db.count("Customer"))
			self.assertEqual(frappe.db.count(updates.UPDATE, {"engine": ELASTICSEARCH}), 0)

	def test_the_scheduler_fills_a_server_that_has_lost_customers(self):
		with elasticsearch() as server:
			upkeep.catch_up()
			self.assertEqual(server.status().customers, frappe.db.count("Customer"))

	def test_the_status_says_why_the_server_cannot_be_used(self):
		with elasticsearch() as server:
			server.is_away = True
			make_customer()
			seen = status.status()
		self.assertEqual((seen["engine"], seen["indexed"]), (ELASTICSEARCH, None))
		self.assertIn("search.example.com", seen["error"])
		self.assertGreaterEqual(seen["waiting"], 1)
		self.assertIsNotNone(seen["engines"][EMBEDDED]["indexed"])
		json.dumps(seen)

	def test_notes_of_staff_go_to_the_server_and_not_into_the_local_file(self):
		with elasticsearch() as server:
			customer = make_customer(customer_notes="<p>Likes <b>tea</b></p>").name
			upkeep.apply_updates()
		self.assertEqual(server.documents[customer].notes, "Likes tea")


class TestSettings(SearchTestCase):
	def setUp(self):
		super().setUp()
		frappe.db.savepoint("settings")
		self.addCleanup(self.forget)

	def forget(self) -> None:
		"""The settings come back, for other processes too."""
		frappe.db.rollback(save_point="settings")
		frappe.clear_document_cache(settings.SETTINGS, settings.SETTINGS)
		engines.wake(ELASTICSEARCH)

	def typed(self, **values):
		record = frappe.get_single(settings.SETTINGS)
		record.update(
			{
				"search_engine": "Elasticsearch",
				"elasticsearch_hosts": f"http://127.0.0.1:{closed_port()}",
				"elasticsearch_prefix": "workshop-crm-test",
				"elasticsearch_timeout": 1,
				**values,
			}
		)
		return record

	def test_with_a_closed_port_customers_are_saved_found_and_wait_for_the_server(self):
		record = self.typed()
		record.save()
		self.assertEqual(engines.chosen(), ELASTICSEARCH)
		customer = make_customer()
		upkeep.apply_updates()
		answer = find(customer.mobile_no)
		self.assertIn(customer.name, [hit["customer"] for hit in answer["hits"]])
		self.assertEqual(answer["engine"], EMBEDDED)
		self.assertTrue(answer["note"])
		self.assertTrue(notes_of(customer.name, ELASTICSEARCH))
		record.reload()
		record.search_engine = "Embedded"
		record.save()
		self.assertEqual(frappe.db.count(updates.UPDATE, {"engine": ELASTICSEARCH}), 0)
		self.assertIn(customer.name, found(customer.mobile_no))

	def ask(self, record, **values):
		return search.test_connection(values={**record.as_dict(convert_dates_to_str=True), **values})

	def test_the_button_tells_all_about_the_saved_server_and_of_another_only_that_it_is_none(self):
		record = self.typed()
		with patch("workshop_crm.adapters.search.elasticsearch.probe.SECONDS", 0.1):
			answer = self.ask(record)
		self.assertFalse(answer["ok"])
		self.assertIn("No Elasticsearch answers", answer["message"])
		self.assertIn("is not an address", self.ask(record, elasticsearch_hosts="ftp://search")["message"])
		record.save()
		self.assertIn("Nothing answers", self.ask(record)["message"])

	def test_the_button_is_for_managers(self):
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(make_user("Workshop Front Desk"))
		for call in (lambda: search.test_connection(values={}), lambda: search.retry_dead()):
			with self.assertRaises(frappe.PermissionError):
				call()

	def test_a_stored_secret_goes_to_the_server_that_it_was_saved_for_and_to_no_other(self):
		record = self.typed(
			elasticsearch_hosts="https://search",
			elasticsearch_user="crm",
			elasticsearch_password="s3cret-word",
			elasticsearch_api_key="s3cret-key",
			elasticsearch_verify=1,
		)
		record.save()
		form = frappe.get_single(settings.SETTINGS).as_dict(convert_dates_to_str=True)
		engine = settings.elasticsearch(form)
		self.assertEqual((engine.password, engine.api_key), ("s3cret-word", "s3cret-key"))
		for values in (
			{"elasticsearch_hosts": "https://evil.example"},
			{"elasticsearch_hosts": "https://search\nhttps://evil.example"},
			{"elasticsearch_hosts": "http://search"},
			{"elasticsearch_verify": 0},
			{"elasticsearch_hosts": "https://evil.example", "search_engine": "Embedded"},
			{"elasticsearch_hosts": "https://evil.example", "elasticsearch_password": ""},
		):
			with patch("workshop_crm.adapters.search.elasticsearch.connection.Elasticsearch") as client:
				answer = self.ask(record, **values)
			self.assertIn("Enter the API key or the password again", answer["message"])
			client.assert_not_called()
			# Nor by saving the other address first.
			changed = frappe.get_single(settings.SETTINGS)
			changed.update(values)
			self.assertRaises(frappe.ValidationError, changed.save)
		retyped = {"elasticsearch_api_key": "new", "elasticsearch_password": "word"}
		moved = settings.elasticsearch({**form, "elasticsearch_hosts": "https://other", **retyped})
		self.assertEqual((moved.password, moved.api_key), ("word", "new"))

	def test_a_secret_is_shown_to_nobody(self):
		record = self.typed(elasticsearch_hosts="https://search", elasticsearch_password="s3cret-word")
		record.save()
		secrets = ("s3cret-word", settings.invitation_secret())
		versions = frappe.get_all("Version", {"ref_doctype": settings.SETTINGS}, pluck="data")
		self.addCleanup(frappe.set_user, "Administrator")
		frappe.set_user(make_user("Workshop Manager"))
		for shown in (
			frappe.client.get(settings.SETTINGS),
			frappe.client.get_value(settings.SETTINGS, ["invitation_secret", "elasticsearch_password"]),
			versions,
		):
			for secret in some(secrets):
				self.assertNotIn(secret, frappe.as_json(shown))

	def test_the_path_of_a_certificate_is_no_way_to_look_about_on_the_server(self):
		inside = frappe.get_site_path("private", "files", "none.pem")
		refused = (
			"/etc/passwd",
			"/etc/no-such-file",
			"/etc/ssl/../passwd",
			"none.pem",
			"/var/lib/private.pem",
		)
		for path in some(refused):
			answer = self.ask(self.typed(), elasticsearch_ca_file=path)
			self.assertIn("one of these folders", answer["message"], path)
			with self.assertRaises(frappe.ValidationError):
				self.typed(elasticsearch_ca_file=path).save()
		self.typed(elasticsearch_ca_file=str(Path(inside).resolve())).save()

	def test_addresses_are_completed_and_wrong_ones_refused(self):
		record = self.typed(elasticsearch_hosts="search.example.com, http://10.0.0.2:9201")
		record.save()
		self.assertEqual(record.elasticsearch_hosts, "https://search.example.com:9200\nhttp://10.0.0.2:9201")
		for values in ({"elasticsearch_hosts": "ftp://search"}, {"elasticsearch_prefix": "Big Letters"}):
			with self.assertRaises(frappe.ValidationError):
				self.typed(**values).save()

	def test_an_engine_that_is_not_in_use_is_not_rebuilt(self):
		with self.assertRaises(InvalidInput):
			rebuild.rebuild(ELASTICSEARCH)
