"""The index follows the records, loses nothing, and is made again when it is damaged.

The hooks of a site's records and its index; what a search finds is tested on both hosts.
"""

from __future__ import annotations

from pathlib import Path
from unittest.mock import patch

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import getdate

from workshop_crm.services.search import cars, documents, engines, rebuild, status, tables, updates, upkeep
from workshop_crm.services.search.find import find
from workshop_crm.tests.records import make_car, make_customer, make_invoice, phone, unique, vin
from workshop_crm.tests.search_stubs import brought, notes_of

EMBEDDED = engines.EMBEDDED


def hits(query: str) -> list[dict]:
	return find(query, 20)["hits"]


def found(query: str) -> list[str]:
	return [hit["customer"] for hit in hits(query)]


class SearchTestCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		frappe.db.commit()
		rebuild.rebuild(EMBEDDED)

	def setUp(self):
		# The index file has no transaction with the database: the records must be committed or not be asked for.
		commit = patch.object(frappe.db, "commit")
		commit.start()
		self.addCleanup(commit.stop)


class TestInvoiceNumbers(FrappeTestCase):
	def test_the_signs_of_a_pattern_in_a_series_are_signs_alone(self):
		row = frappe.qb.DocType("Series")
		known = [("A_B-2026-", 12), ("AXB-2026-", 7), ("a_b-2025-", 3)]
		frappe.qb.into(row).columns("name", "current").insert(*known).run()
		with patch.object(tables, "_starts", return_value=[("A_B-", 4)]):
			series = tables.Tables(None).series()
		self.assertEqual(
			[(one.prefix, one.current, one.digits) for one in series],
			[("a_b-2025-", 3, 4), ("A_B-2026-", 12, 4)],
		)

	def test_the_beginning_of_a_number_finds_what_begins_so_alone(self):
		invoice = make_invoice(make_customer().name, 100)
		begun = tables.Tables(None).invoices([], invoice.name[:-1], 50)
		self.assertIn(invoice.name, [one.name for one in begun])
		self.assertTrue(all(one.name.startswith(invoice.name[:-1]) for one in begun))
		for pattern in (invoice.name[:-2] + "_", "%" + invoice.name[3:]):
			self.assertEqual(tables.Tables(None).invoices([], pattern, 50), [])


class TestNameAndCar(SearchTestCase):
	def test_who_has_both_comes_first(self):
		model, name = "Qx" + frappe.generate_hash(length=8), unique("Ghazwan")
		both, other = make_customer(customer_name=name), make_customer(customer_name=f"{name} Other")
		brought(lambda: [make_car(both.name, make="Zenvo", model=f"{model} {number}") for number in range(3)])
		brought(lambda: make_car(other.name, make="Zenvo", model=f"{model} 9"))
		for query in (f"{name} {model} 1", f"Zenvo {model} 1 {name}", f"{model} 1 {name}"):
			(first, *_others) = hits(query)
			self.assertEqual(
				(first["customer"], first["reason"], first["matched"]),
				(both.name, "model", f"Zenvo {model} 1"),
			)

	def test_a_plain_name_asks_the_cars_nothing_but_which_models_there_are(self):
		make_car(make_customer().name)
		asked = []
		with patch.object(cars, "_owned", lambda year: asked.append(year)):
			find("Mohammed Alotaibi", 20)
			find("0551234567", 20)
		self.assertEqual(asked, [])


class TestChanges(SearchTestCase):
	def test_a_hit_has_its_cars_and_what_may_be_done_with_it(self):
		customer = make_customer()
		car = brought(lambda: make_car(customer.name))
		(hit,) = [hit for hit in hits(customer.mobile_no) if hit["customer"] == customer.name]
		self.assertEqual(
			hit["vehicles"],
			[
				{
					"vehicle": car.name,
					"latin": car.plate_latin,
					"arabic": car.plate_ar,
					"make": "Kia",
					"model": "Rio",
				}
			],
		)
		self.assertEqual(hit["actions"], {"open": True, "invoice": True})

	def test_a_disabled_customer_stands_behind_the_others_sells_nothing_and_can_be_left_out(self):
		customer = make_customer()
		customer.disabled = 1
		brought(customer.save)
		(hit,) = [hit for hit in hits(customer.mobile_no) if hit["customer"] == customer.name]
		self.assertEqual((hit["disabled"], hit["actions"]["invoice"]), (True, False))
		others = find(customer.mobile_no, 20, include_disabled=False)["hits"]
		self.assertNotIn(customer.name, [hit["customer"] for hit in others])

	def test_a_second_phone_of_the_contact_is_found_until_it_is_taken_away(self):
		customer, other = make_customer(), phone()
		contact = frappe.get_doc("Contact", customer.customer_primary_contact)
		row = contact.append("phone_nos", {"phone": other})
		brought(contact.save)
		self.assertIn(customer.name, found(other))
		contact.remove(row)
		brought(contact.save)
		self.assertNotIn(customer.name, found(other))

	def test_a_contact_that_is_somebody_elses_now_is_found_with_that_customer_alone(self):
		first, second, number = make_customer(), make_customer(), phone()
		contact = frappe.get_doc({"doctype": "Contact", "first_name": "Driver"})
		contact.append("phone_nos", {"phone": number})
		contact.append("links", {"link_doctype": "Customer", "link_name": first.name})
		brought(contact.insert)
		self.assertIn(first.name, found(number))
		contact.links[0].link_name = second.name
		contact.links[0].link_title = None
		brought(contact.save)
		self.assertIn(second.name, found(number))
		self.assertNotIn(first.name, found(number))

	def test_a_chassis_number_typed_later_is_found(self):
		customer = make_customer()
		car = brought(lambda: make_car(customer.name))
		car.chassis_no = vin()
		brought(car.save)
		self.assertEqual(found(car.chassis_no)[0], customer.name)

	def test_an_invoice_changes_the_last_visit_and_its_cancellation_takes_it_back(self):
		customer = make_customer().name
		invoice = brought(lambda: make_invoice(customer, 300))
		(hit,) = [hit for hit in hits(customer) if hit["customer"] == customer]
		self.assertEqual(hit["last_visit"], getdate().isoformat())
		brought(invoice.cancel)
		(hit,) = [hit for hit in hits(customer) if hit["customer"] == customer]
		self.assertIsNone(hit["last_visit"])

	def test_a_customer_who_was_deleted_is_found_no_more(self):
		customer = make_customer(mobile_no=None, communication_channels=[])
		upkeep.apply_updates()
		self.assertIn(customer.name, found(customer.name))
		brought(customer.delete)
		self.assertNotIn(customer.name, found(customer.name))

	def test_a_renamed_customer_is_found_under_the_new_name_alone(self):
		customer = make_customer()
		new = unique("Salma Aldosari")
		renamed = brought(lambda: frappe.rename_doc("Customer", customer.name, new, force=True))
		self.assertIn(renamed, found(customer.mobile_no))
		self.assertNotIn(customer.name, found(customer.mobile_no))

	def test_of_two_merged_customers_the_one_that_stays_is_found_by_the_others_phone(self):
		gone, stays = make_customer(), make_customer()
		brought(lambda: frappe.rename_doc("Customer", gone.name, stays.name, merge=True, force=True))
		self.assertIn(stays.name, found(gone.mobile_no))
		self.assertNotIn(gone.name, found(gone.mobile_no))

	def test_a_change_that_is_taken_back_leaves_no_note(self):
		frappe.db.savepoint("before_change")
		customer = make_customer().name
		self.assertTrue(notes_of(customer))
		frappe.db.rollback(save_point="before_change")
		self.assertEqual(notes_of(customer), [])


class TestFailures(SearchTestCase):
	def test_notes_stay_while_the_index_file_cannot_be_written(self):
		customer = make_customer()
		full = patch(
			"workshop_crm.adapters.search.embedded.index.EmbeddedIndex.write", side_effect=OSError("disk")
		)
		with full, self.assertRaises(OSError):
			upkeep.apply_updates()
		self.assertEqual([note.attempts for note in notes_of(customer.name)][:1], [0])
		upkeep.apply_updates()
		self.assertIn(customer.name, found(customer.mobile_no))
		self.assertEqual(notes_of(customer.name), [])

	def test_a_customer_that_cannot_be_indexed_keeps_no_other_waiting_and_is_dead_in_the_end(self):
		good, bad, other = (make_customer() for _ in range(3))
		real = updates.documents.documents

		def fail_for_bad(customers, with_notes):
			if bad.name in customers:
				raise ValueError("cannot be read")
			return real(customers, with_notes)

		with patch("workshop_crm.services.search.documents.documents", side_effect=fail_for_bad):
			upkeep.apply_updates()
			for customer in (good, other):
				self.assertIn(customer.name, found(customer.mobile_no))
			waiting = notes_of(bad.name)
			self.assertEqual({(note.state, note.attempts) for note in waiting}, {("Waiting", 1)})
			self.assertTrue(all(note.next_try > frappe.utils.now_datetime() for note in waiting))
			for _ in updates.MINUTES_BETWEEN_TRIES:
				frappe.db.set_value(updates.UPDATE, {"customer": bad.name}, "next_try", None)
				upkeep.apply_updates()
		dead = notes_of(bad.name)
		self.assertEqual({note.state for note in dead}, {"Dead"})
		self.assertIn("cannot be read", dead[0].error)
		self.assertGreaterEqual(status.status()["dead"], 1)
		self.assertNotIn(bad.name, found(bad.mobile_no))
		self.assertGreaterEqual(updates.retry_dead([note.name for note in dead]), 1)
		upkeep.apply_updates()
		self.assertIn(bad.name, found(bad.mobile_no))
		self.assertEqual(notes_of(bad.name), [])

	def test_a_later_change_that_is_indexed_settles_a_dead_note(self):
		customer = make_customer()
		frappe.db.set_value(updates.UPDATE, {"customer": customer.name}, "state", "Dead")
		brought(customer.save)
		self.assertEqual(notes_of(customer.name), [])

	def damaged(self, damage) -> None:
		customer = brought(make_customer)
		path = Path(frappe.get_site_path("private", "workshop_crm", "search.sqlite3"))
		damage(path)
		with patch("workshop_crm.services.platform.background.now") as queued:
			answer = find(customer.mobile_no)
		self.assertEqual(answer["hits"], [])
		self.assertIn("being built", answer["note"])
		queued.assert_called_once()
		upkeep.catch_up()
		self.assertIn(customer.name, found(customer.mobile_no))

	def test_a_deleted_file_says_so_asks_for_a_new_one_and_works_after_it(self):
		self.damaged(lambda path: path.unlink())

	def test_a_file_of_garbage_says_so_asks_for_a_new_one_and_works_after_it(self):
		self.damaged(lambda path: path.write_bytes(b"not a database, by far" * 500))

	def test_a_truncated_file_says_so_asks_for_a_new_one_and_works_after_it(self):
		self.damaged(lambda path: path.write_bytes(path.read_bytes()[:300]))

	def test_an_index_that_has_lost_a_customer_is_made_again(self):
		customer = brought(make_customer)
		engines.embedded_index().write([], [customer.name])
		self.assertNotIn(customer.name, found(customer.mobile_no))
		upkeep.catch_up()
		self.assertIn(customer.name, found(customer.mobile_no))

	def test_an_interrupted_rebuild_leaves_the_old_index_and_the_notes(self):
		customer = brought(make_customer)
		later = make_customer()

		def interrupt(done: int, total: int) -> None:
			raise KeyboardInterrupt

		with self.assertRaises(KeyboardInterrupt):
			rebuild.rebuild(EMBEDDED, interrupt)
		self.assertIn(customer.name, found(customer.mobile_no))
		self.assertTrue(notes_of(later.name))
		upkeep.apply_updates()
		self.assertIn(later.name, found(later.mobile_no))

	def test_an_interrupted_rebuild_goes_on_where_it_stopped_with_what_changed_since(self):
		customer = brought(make_customer)

		def interrupt(done: int, total: int) -> None:
			raise KeyboardInterrupt

		with patch("workshop_crm.adapters.search.embedded.building.SECTION", 4):
			with self.assertRaises(KeyboardInterrupt):
				rebuild.rebuild(EMBEDDED, interrupt)
			self.assertTrue(engines.index_of(EMBEDDED).status().is_unfinished)
			customer.customer_name_ar = "ظافر " + customer.name[-6:]
			brought(customer.save)
			read = patch.object(
				documents.Everyone, "after", autospec=True, side_effect=documents.Everyone.after
			)
			with read as after:
				upkeep.catch_up()
		self.assertNotEqual(after.call_args.args[1], "")
		index = engines.index_of(EMBEDDED).status()
		self.assertEqual((index.is_unfinished, index.customers), (False, frappe.db.count("Customer")))
		self.assertIn(customer.name, found(customer.customer_name_ar))

	def test_what_changed_since_a_day_is_brought_without_the_rest(self):
		customer = brought(make_customer)
		# As a script does that goes past Frappe's events.
		frappe.db.set_value("Customer", customer.name, "customer_name", unique("Thamir Alghamdi"))
		frappe.db.delete(updates.UPDATE, {"customer": customer.name})
		with patch("workshop_crm.adapters.search.embedded.index.EmbeddedIndex.rebuild") as replaced:
			self.assertGreaterEqual(rebuild.bring_since(EMBEDDED, getdate()), 1)
		replaced.assert_not_called()
		name = frappe.db.get_value("Customer", customer.name, "customer_name")
		self.assertIn(customer.name, found(name))
