"""Calls, visits and notes, and the history in which they stand with the messages."""

from __future__ import annotations

from datetime import datetime

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils import add_days, now_datetime

from workshop_crm.api import messaging
from workshop_crm.services.messaging import history
from workshop_crm.services.messaging.interactions import INTERACTION
from workshop_crm.tests.records import make_customer
from workshop_crm.tests.refusals import assert_refused

MESSAGE = "Customer Message"


def note(customer: str, **values: object) -> str:
	values = {"kind": "Note", "text": "Prefers the morning", **values}
	return messaging.add_interaction(customer=customer, values=values)["entry"]


def message(customer: str, created: datetime, text: str = "Welcome") -> str:
	record = frappe.get_doc(
		{"doctype": MESSAGE, "customer": customer, "channel": "SMS", "text": text}
	).insert()
	record.db_set("creation", created, update_modified=False)
	return record.name


def everything(customer: str, **arguments: object) -> list[str]:
	found, before = [], None
	while True:
		page = messaging.history(customer=customer, before=before, **arguments)
		found += [entry["entry"] for entry in page["entries"]]
		before = page["next"]
		if before is None:
			return found


class TestInteractions(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def test_what_cannot_be_is_refused_from_the_screen_and_from_the_form(self):
		later = add_days(now_datetime(), 1).isoformat(sep=" ", timespec="seconds")
		cases = (
			({"kind": "Telegram"}, "Telegram"),
			({"kind": "Call", "direction": "Sideways"}, "Sideways"),
			({"text": "  "}, "said or done"),
			({"text": "x" * 2001}, "2000"),
			({"happened_on": later}, "future"),
		)
		for values, word in cases:
			record = {
				"doctype": INTERACTION,
				"customer": self.customer,
				"kind": "Note",
				"text": "x",
				**values,
			}
			assert_refused(lambda values=values: note(self.customer, **values), word)
			assert_refused(lambda record=record: frappe.get_doc(record).insert(), word)

	def test_without_a_time_it_happened_now_and_only_a_call_has_a_direction(self):
		before = now_datetime()
		entry = frappe.get_doc(INTERACTION, note(self.customer, direction="Incoming"))
		self.assertGreaterEqual(entry.happened_on, before)
		self.assertEqual((entry.direction, entry.owner), ("", "Administrator"))
		call = frappe.get_doc(INTERACTION, note(self.customer, kind="Call", direction="Incoming"))
		self.assertEqual(call.direction, "Incoming")

	def test_an_entry_of_a_customer_who_does_not_exist_is_not_kept(self):
		assert_refused(lambda: note("Nobody-7"), "Nobody-7", exc=frappe.DoesNotExistError)
		assert_refused(
			lambda: messaging.delete_interaction(entry="Nobody-7"), "Nobody-7", exc=frappe.DoesNotExistError
		)

	def test_a_deleted_entry_is_gone(self):
		entry = note(self.customer)
		self.assertEqual(messaging.delete_interaction(entry=entry), {})
		self.assertEqual(everything(self.customer), [])


class TestHistory(FrappeTestCase):
	def setUp(self):
		self.customer = make_customer().name

	def test_messages_and_notes_stand_together_newest_first_without_loss_or_doubles(self):
		moment = datetime(2026, 3, 1, 10)
		made = {}
		for number in range(24):
			on = moment.replace(minute=number // 4)
			name = message(self.customer, on) if number % 2 else note(self.customer, happened_on=on)
			made[name] = on
		found = everything(self.customer, limit=5)
		self.assertCountEqual(found, made)
		self.assertEqual([made[name] for name in found], sorted(made.values(), reverse=True))
		self.assertEqual(everything(self.customer, limit=24), found)

	def test_a_kind_is_filtered_and_one_that_is_unknown_is_refused(self):
		call = note(self.customer, kind="Call")
		note(self.customer)
		sent = message(self.customer, now_datetime())
		self.assertEqual(everything(self.customer, kinds=["Call"]), [call])
		self.assertEqual(everything(self.customer, kinds='["Message"]'), [sent])
		self.assertCountEqual(everything(self.customer, kinds="Call,Message"), [call, sent])
		assert_refused(lambda: messaging.history(customer=self.customer, kinds=["Telegram"]), "Telegram")
		assert_refused(lambda: messaging.history(customer=self.customer, before="page two"), "again")

	def test_the_secret_link_of_a_message_is_not_shown(self):
		message(self.customer, now_datetime(), text="Tell us: {link}")
		(entry,) = messaging.history(customer=self.customer)["entries"]
		self.assertEqual(
			(entry["text"], entry["direction"], entry["channel"]), ("Tell us:", "Outgoing", "SMS")
		)

	def test_the_author_is_named(self):
		note(self.customer)
		(entry,) = messaging.history(customer=self.customer)["entries"]
		self.assertEqual(entry["author"], frappe.utils.get_fullname("Administrator"))

	def test_a_long_history_is_read_by_its_index_a_page_at_a_time(self):
		many = [
			(
				frappe.generate_hash(length=12),
				self.customer,
				"Note",
				datetime(2026, 1, 1 + n % 28, n % 24),
				"x",
			)
			for n in range(2000)
		]
		frappe.db.bulk_insert(INTERACTION, ["name", "customer", "kind", "happened_on", "text"], many)
		cursor = messaging.history(customer=self.customer, limit=20)["next"]
		for before in (None, cursor):
			for query in queries(lambda before=before: history.of_customer(self.customer, before, 20)):
				if f"`tab{INTERACTION}`" in query and "order by" in query.lower():
					(plan,) = frappe.db.sql(f"explain {query}", as_dict=True)
					self.assertEqual(plan["key"], "customer_happened_on_index", query)
					self.assertNotIn("filesort", plan["Extra"], query)


def queries(action) -> list[str]:
	asked, sql = [], frappe.db.sql

	def kept(query, *args, **kwargs):
		answer = sql(query, *args, **kwargs)
		asked.append(frappe.db.last_query)
		return answer

	frappe.db.sql = kept
	try:
		action()
	finally:
		del frappe.db.sql
	return asked
