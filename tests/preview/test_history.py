"""A history of ten thousand entries is read as fast as one of sixty: by its indexes, a page at a time.

The plans and the order of rows are SQLite's.
"""

import sqlite3
from collections.abc import Iterator
from datetime import datetime, timedelta

import pytest

from workshop_crm.core.messaging.history import KINDS, read_cursor
from workshop_crm.preview import records
from workshop_crm.preview.messaging.history import read_page
from workshop_crm.preview.profile.customer_profile import read_facts
from workshop_crm.preview.settings import read_settings

MANY, FEW = 10_000, 60
# Each entry is counted in its index, and not read.
STEPS_OF_COUNTING = 3
KINDS_OF_STAFF = ("Call", "Visit", "Note")

NOW = datetime(2026, 3, 10, 9, 30)


def in_turn(count: int) -> Iterator[tuple[int, datetime]]:
	"""Entries with a moment each, one every ten minutes."""
	for number in range(count):
		yield number, datetime(2025, 1, 1) + timedelta(minutes=number * 10)


def write(connection: sqlite3.Connection, customer: str, count: int) -> None:
	"""Half of the entries are messages, half are from staff."""
	sent = {"customer": customer, "channel": "SMS", "language": "ar", "text": "Hello"}
	messages = (
		{**sent, "name": f"{customer}-M{number:05}", "creation": moment}
		for number, moment in in_turn(count // 2)
	)
	records.insert_many(connection, "Customer Message", messages, NOW)
	told = {"customer": customer, "text": "Called back", "owner": "Front desk"}
	interactions = (
		{
			**told,
			"name": f"{customer}-I{number:05}",
			"kind": KINDS_OF_STAFF[number % 3],
			"happened_on": moment,
		}
		for number, moment in in_turn(count // 2)
	)
	records.insert_many(connection, "Customer Interaction", interactions, NOW)


@pytest.fixture
def busy(workshop, new_customer) -> str:
	customer = new_customer()
	with workshop.writing() as connection:
		write(connection, customer, MANY)
	return customer


@pytest.fixture
def quiet(workshop, busy, new_customer) -> str:
	customer = new_customer(name="Majed Alsadhan", phone="0557654321")
	with workshop.writing() as connection:
		write(connection, customer, FEW)
	return customer


@pytest.fixture
def steps(workshop):
	"""How many instructions SQLite carries out while the whole profile of a customer is read."""

	def count(customer: str) -> int:
		done = 0

		def step() -> int:
			nonlocal done
			done += 1
			return 0

		with workshop.reading() as connection:
			connection.set_progress_handler(step, 1)
			read_facts(connection, read_settings(connection), customer, workshop.clock().date(), str, "en")
			connection.set_progress_handler(None, 1)
		return done

	return count


def test_the_profile_of_a_long_history_costs_the_database_no_more_steps(steps, busy, quiet):
	assert steps(busy) - MANY * STEPS_OF_COUNTING < steps(quiet) * 1.1


def test_a_page_from_anywhere_in_the_history_is_found_by_the_index_and_not_sorted(workshop, busy):
	with workshop.reading() as connection:
		asked: list[str] = []
		connection.set_trace_callback(asked.append)
		before = read_cursor("2025-02-01T00:00:00|X")
		entries, following = read_page(connection, busy, before, 20, KINDS, str)
		connection.set_trace_callback(None)
		plans = [
			row["detail"]
			for statement in asked
			for row in connection.execute(f"EXPLAIN QUERY PLAN {statement}")
		]
	assert (len(entries), bool(following)) == (20, True)
	assert len(asked) == len(KINDS)
	assert plans == [
		"SEARCH tabCustomer Message USING INDEX Customer Message: rows by customer and creation and name "
		"(customer=? AND (creation,name)<(?,?))",
		*(
			"SEARCH tabCustomer Interaction USING INDEX "
			"Customer Interaction: rows by customer and kind and happened_on and name "
			"(customer=? AND kind=? AND (happened_on,name)<(?,?))"
			for _kind in KINDS_OF_STAFF
		),
	]


def test_entries_of_one_second_stand_in_the_order_in_which_they_came(call, new_customer, clock):
	customer = new_customer()
	for text in ("first", "second", "third"):
		clock.pass_time(microseconds=7)
		call("messaging.add_interaction", customer=customer, values={"kind": "Note", "text": text})
	entries = call("messaging.history", customer=customer, limit=2)
	rest = call("messaging.history", customer=customer, before=entries["next"])
	assert [entry["text"] for entry in entries["entries"] + rest["entries"]] == ["third", "second", "first"]


def test_who_wrote_an_entry_is_said_in_the_readers_language(client, new_customer, call):
	customer = new_customer()
	call("messaging.add_interaction", customer=customer, values={"kind": "Note", "text": "x"})
	path = f"/api/method/workshop_crm.api.messaging.history?customer={customer}&_lang="
	authors = {
		language: client.get(path + language, base_url="http://127.0.0.1").get_json()["message"]["entries"][
			0
		]["author"]
		for language in ("en", "ar")
	}
	assert authors["en"] == "Front desk"
	assert authors["ar"] not in ("", authors["en"])


def test_more_than_a_hundred_entries_are_never_sent_at_once(call, busy):
	assert len(call("messaging.history", customer=busy, limit=5000)["entries"]) == 100
