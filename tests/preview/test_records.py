"""What is stored is read back as it was, found by its fields, and never reached by a name that is none.

Only the preview has its own layer over SQLite.
"""

from __future__ import annotations

import sqlite3
from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import NotFound
from workshop_crm.preview import records
from workshop_crm.preview.database import connect, writing
from workshop_crm.preview.schema.columns import from_millionths, to_millionths
from workshop_crm.preview.schema.doctypes import Field, doctypes
from workshop_crm.preview.schema.tables import columns, create_tables

NOW = datetime(2026, 3, 10, 9, 30)
TYPES_OF_TEXT = ("Data", "Code", "Small Text")

MONEY = st.decimals(min_value=-(10**9), max_value=10**9, places=3)
NUMBERS = st.decimals(min_value=-(10**6), max_value=10**6, places=6)
TEXTS = st.text(st.characters(blacklist_categories=("Cs",), blacklist_characters="\0"), max_size=60)


def values_of(field: Field) -> st.SearchStrategy[object]:
	return {
		"Currency": MONEY,
		"Float": st.floats(allow_nan=False, allow_infinity=False),
		"Int": st.integers(-(2**63), 2**63 - 1),
		"Check": st.integers(0, 1),
		"Date": st.none() | st.dates(),
		"Datetime": st.none() | st.datetimes(),
		"Time": st.none() | st.times().map(lambda moment: moment.replace(microsecond=0)),
	}.get(field.fieldtype, TEXTS)


def records_of(doctype: str) -> st.SearchStrategy[dict[str, object]]:
	fields = [
		field for field in doctypes()[doctype].fields if "Link" not in field.fieldtype and not field.unique
	]
	return st.fixed_dictionaries({field.fieldname: values_of(field) for field in fields})


@pytest.fixture(scope="module")
def connection(tmp_path_factory):
	opened = connect(tmp_path_factory.mktemp("records") / "data.sqlite3")
	create_tables(opened)
	yield opened
	opened.close()


@pytest.fixture
def transaction(connection):
	connection.execute("BEGIN")
	yield connection
	connection.execute("ROLLBACK")


@pytest.fixture
def prices(transaction):
	for code, rate in (("OIL", "120.125"), ("BRAKES", "480"), ("WASH", "35.5")):
		item = {"item_code": code, "item_name": code.title(), "standard_rate": Decimal(rate)}
		records.insert(transaction, "Item", item, NOW)
	return transaction


@pytest.mark.parametrize(
	"doctype",
	[
		"Customer",
		"Vehicle",
		"Item",
		"Sales Invoice",
		"Customer Message",
		"Survey Response",
		"Customer Analytics",
	],
)
@given(data=st.data())
def test_a_record_is_read_back_as_it_was_written(connection, doctype, data):
	record = data.draw(records_of(doctype))
	connection.execute("BEGIN")
	try:
		records.insert(connection, doctype, {**record, "name": "one"}, NOW)
		found = records.get(connection, doctype, "one")
	finally:
		connection.execute("ROLLBACK")
	assert {field: found[field] for field in record} == record
	assert found.keys() == columns(doctype).keys()
	assert (found["creation"], found["docstatus"]) == (NOW, 0)


@given(MONEY)
def test_money_of_three_decimals_comes_back_to_the_last_one(amount):
	assert from_millionths(to_millionths(amount)) == amount


@given(st.lists(MONEY, max_size=20))
def test_sql_adds_money_up_exactly(amounts):
	assert from_millionths(sum(map(to_millionths, amounts))) == sum(amounts, Decimal(0))


@pytest.mark.parametrize("amount", ["0.0000001", "1e-7"])
def test_money_with_more_decimals_than_are_kept_is_refused_and_not_rounded(transaction, amount):
	item = {"item_code": "X", "standard_rate": Decimal(amount)}
	with pytest.raises(ValueError, match="decimals"):
		records.insert(transaction, "Item", item, NOW)


@given(NUMBERS)
def test_a_decimal_number_is_the_same_after_it_was_a_float(connection, number):
	connection.execute("BEGIN")
	try:
		name = records.insert(
			connection, "Loyalty Program", {"loyalty_program_name": "P", "conversion_factor": number}, NOW
		)
		found = records.get(connection, "Loyalty Program", name)["conversion_factor"]
	finally:
		connection.execute("ROLLBACK")
	assert Decimal(repr(found)) == number


def test_a_number_with_more_digits_than_a_float_keeps_is_refused(transaction):
	program = {"loyalty_program_name": "P", "conversion_factor": Decimal("0.12345678901234567")}
	with pytest.raises(ValueError, match="digits"):
		records.insert(transaction, "Loyalty Program", program, NOW)


def test_a_moment_is_no_day(transaction):
	with pytest.raises(TypeError, match="moment"):
		records.insert(transaction, "Sales Invoice", {"posting_date": NOW}, NOW)


def test_a_field_that_is_not_given_has_its_default(transaction):
	name = records.insert(transaction, "Customer Message", {}, NOW)
	message = records.get(transaction, "Customer Message", name)
	assert (message["status"], message["attempts"], message["customer"], message["text"]) == (
		"Outbox",
		0,
		None,
		"",
	)


@pytest.mark.parametrize(
	("wanted", "found"),
	[
		({"name": "OIL"}, ["OIL"]),
		({"name": ("!=", "OIL")}, ["BRAKES", "WASH"]),
		({"name": ("in", ["WASH", "OIL", "NONE"])}, ["OIL", "WASH"]),
		({"name": ("in", [])}, []),
		({"name": ("not in", ["WASH"])}, ["OIL", "BRAKES"]),
		({"standard_rate": (">", Decimal("35.5"))}, ["OIL", "BRAKES"]),
		({"standard_rate": (">=", Decimal("35.5")), "name": ("<", "P")}, ["OIL", "BRAKES"]),
		({"standard_rate": ("<=", Decimal("120.125"))}, ["OIL", "WASH"]),
		({"service_type": None}, ["OIL", "BRAKES", "WASH"]),
		({"service_type": ("!=", None)}, []),
		({"service_type": ("!=", "Oil change")}, ["OIL", "BRAKES", "WASH"]),
		({"creation": NOW}, ["OIL", "BRAKES", "WASH"]),
		({"creation": ("<", NOW)}, []),
	],
)
def test_records_are_found_by_their_fields(prices, wanted, found):
	assert [item["name"] for item in records.find(prices, "Item", wanted)] == found
	assert records.count(prices, "Item", wanted) == len(found)
	assert records.exists(prices, "Item", wanted) == bool(found)


def test_records_come_in_the_order_asked_for_and_no_more_than_wanted(prices):
	def names(order_by: str, limit: int | None = None) -> list[str]:
		return [item["name"] for item in records.find(prices, "Item", order_by=order_by, limit=limit)]

	assert names("standard_rate desc") == ["BRAKES", "OIL", "WASH"]
	assert names("creation, name desc", 2) == ["WASH", "OIL"]
	assert records.find(prices, "Item", limit=1, fields=("idx", "name")) == [{"idx": 0, "name": "OIL"}]
	cheapest = records.first(prices, "Item", {}, "standard_rate")
	assert (cheapest or {})["name"] == "WASH"
	assert records.first(prices, "Item", {"name": "NONE"}) is None


@pytest.mark.parametrize(
	"ask",
	[
		lambda c: records.find(c, "Item", {"1 = 1; --": 1}),
		lambda c: records.find(c, "Item", order_by="name; DROP TABLE tabItem"),
		lambda c: records.find(c, "Item", order_by="name asc"),
		lambda c: records.find(c, 'Item" --'),
		lambda c: records.find(c, "Item", fields=("name FROM tabItem --",)),
		lambda c: records.update(c, "Item", "OIL", {"item_name = 'x' --": 1}, NOW),
		lambda c: records.insert(c, "Item", {"item_code": "X", "nothing": 1}, NOW),
		lambda c: records.rows_of(c, "Item", "OIL", "nothing"),
	],
)
def test_a_name_that_is_no_field_or_doctype_never_reaches_a_statement(prices, ask):
	with pytest.raises(KeyError):
		ask(prices)


def test_an_operator_that_there_is_not_is_refused(prices):
	with pytest.raises(ValueError, match="LIKE"):
		records.find(prices, "Item", {"name": ("LIKE", "%")})


@given(TEXTS)
def test_no_text_changes_the_meaning_of_a_statement(connection, text):
	connection.execute("BEGIN")
	try:
		records.insert(connection, "Item", {"item_code": "X", "item_name": text}, NOW)
		records.insert(connection, "Item", {"item_code": "Y", "item_name": "other" + text}, NOW)
		found = [item["name"] for item in records.find(connection, "Item", {"item_name": text})]
	finally:
		connection.execute("ROLLBACK")
	assert found == ["X"]


def test_a_change_is_stored_with_its_moment_and_leaves_the_rest(prices):
	later = NOW + timedelta(hours=1)
	records.update(prices, "Item", "OIL", {"standard_rate": Decimal("130.5")}, later)
	oil = records.get(prices, "Item", "OIL")
	assert (oil["standard_rate"], oil["item_name"], oil["creation"], oil["modified"]) == (
		Decimal("130.5"),
		"Oil",
		NOW,
		later,
	)
	assert records.get(prices, "Item", "WASH")["modified"] == NOW


def test_many_records_are_changed_and_removed_at_once_and_counted(prices):
	assert records.update_where(prices, "Item", {"name": ("!=", "OIL")}, {"item_name": "x"}, NOW) == 2
	assert records.delete_where(prices, "Item", {"item_name": "x"}) == 2
	assert records.count(prices, "Item") == 1


def test_a_record_that_is_not_there_is_refused_by_its_name(transaction):
	for ask in (
		lambda: records.get(transaction, "Item", "NONE"),
		lambda: records.update(transaction, "Item", "NONE", {"item_name": "x"}, NOW),
	):
		with pytest.raises(NotFound) as refused:
			ask()
		assert refused.value.values == {"record": "NONE"}


def test_child_rows_keep_their_order_and_go_with_their_record(transaction):
	questions = [{"question_id": f"q{number}", "text_en": "?"} for number in (3, 1, 2)]
	survey = {"survey_name": "After Service", "title_en": "Survey", "questions": questions}
	name = records.insert(transaction, "Survey", survey, NOW)

	def ids() -> list[str]:
		return [row["question_id"] for row in records.rows_of(transaction, "Survey", name, "questions")]

	assert ids() == ["q3", "q1", "q2"]
	records.add_rows(transaction, "Survey", name, "questions", [{"question_id": "q0"}], NOW)
	assert ids() == ["q3", "q1", "q2", "q0"]
	records.replace_rows(transaction, "Survey", name, "questions", questions[:1], NOW)
	assert ids() == ["q3"]
	records.delete_where(transaction, "Survey", {"name": name})
	assert records.count(transaction, "Survey Question") == 0


def test_a_link_that_leads_nowhere_is_refused_and_an_empty_one_is_none(transaction):
	with pytest.raises(sqlite3.IntegrityError, match="FOREIGN KEY"):
		records.insert(transaction, "Customer Interaction", {"customer": "NOBODY"}, NOW)
	name = records.insert(transaction, "Customer Interaction", {"customer": ""}, NOW)
	assert records.get(transaction, "Customer Interaction", name)["customer"] is None


def test_links_and_child_rows_follow_a_record_that_is_renamed(transaction):
	channels = [{"channel": "SMS"}]
	values = {"customer_name": "Reem", "communication_channels": channels}
	name = records.insert(transaction, "Customer", values, NOW)
	call = records.insert(transaction, "Customer Interaction", {"customer": name}, NOW)
	records.rename(transaction, "Customer", name, "Reem")
	assert records.get(transaction, "Customer Interaction", call)["customer"] == "Reem"
	assert [
		row["channel"] for row in records.rows_of(transaction, "Customer", "Reem", "communication_channels")
	] == ["SMS"]


def test_a_record_is_named_by_the_rule_of_its_doctype(transaction):
	assert records.insert(transaction, "Customer Message", {}, NOW) == "MSG-2026-00001"
	assert records.insert(transaction, "Customer Message", {}, NOW) == "MSG-2026-00002"
	assert records.insert(transaction, "Customer Message", {}, NOW.replace(year=2027)) == "MSG-2027-00001"
	assert records.insert(transaction, "Service Type", {"service_type_name": "Oil"}, NOW) == "Oil"
	assert len(records.insert(transaction, "Customer Interaction", {}, NOW)) == 10
	update = records.insert(transaction, "Customer Search Update", {"customer": "C"}, NOW)
	assert records.get(transaction, "Customer Search Update", update)["customer"] == "C"


def test_many_records_are_added_at_once_with_dates_as_a_file_writes_them(transaction):
	rows = [{"name": f"I-{number}", "posting_date": f"2026-01-{number:02d}"} for number in (1, 2)]
	records.insert_many(transaction, "Sales Invoice", rows, NOW)
	records.insert_many(transaction, "Sales Invoice", [], NOW)
	assert [row["posting_date"] for row in records.find(transaction, "Sales Invoice")] == [
		date(2026, 1, 1),
		date(2026, 1, 2),
	]


def test_what_was_read_in_a_write_transaction_cannot_change_before_it_ends(tmp_path):
	path = tmp_path / "data.sqlite3"
	ours, theirs = connect(path), connect(path)
	create_tables(ours)
	theirs.execute("PRAGMA busy_timeout = 0")
	with writing(ours), pytest.raises(sqlite3.OperationalError, match="locked"), writing(theirs):
		pass
	ours.close()
	theirs.close()
