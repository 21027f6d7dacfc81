"""The tables are those of the DocTypes, grow with them, and keep what is in them.

Only the preview makes its tables itself.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.database import connect, writing
from workshop_crm.preview.schema import doctypes as known
from workshop_crm.preview.schema import tables
from workshop_crm.preview.schema.doctypes import FOLDER, DocType, Field, doctypes

NOW = datetime(2026, 3, 10, 9, 30)


@pytest.fixture
def connection(tmp_path):
	opened = connect(tmp_path / "data.sqlite3")
	yield opened
	opened.close()


@pytest.fixture
def schema(monkeypatch):
	"""Replaces DocTypes for one test."""

	def change(*changed: DocType) -> None:
		every = {**doctypes(), **{doctype.name: doctype for doctype in changed}}
		monkeypatch.setattr(tables, "doctypes", lambda: every)
		monkeypatch.setattr(records, "doctypes", lambda: every)
		forget()

	def forget() -> None:
		for cached in (tables.columns, tables.fingerprint, records._insertion, records._select):
			cached.cache_clear()

	yield change
	monkeypatch.undo()
	forget()


def column_names(connection: sqlite3.Connection, doctype: str) -> set[str]:
	return {row["name"] for row in connection.execute(f"PRAGMA table_info({tables.table_name(doctype)})")}


def test_every_doctype_of_the_app_has_a_table_with_a_column_for_each_field(connection):
	tables.create_tables(connection)
	names = {path.stem for path in FOLDER.glob("*/*.json")}
	own = [doctype for doctype in doctypes().values() if doctype.name.lower().replace(" ", "_") in names]
	assert len(own) >= 15
	for doctype in own:
		assert {field.fieldname for field in doctype.fields} < column_names(connection, doctype.name)


def test_custom_fields_are_columns_of_erpnexts_tables(connection):
	tables.create_tables(connection)
	assert {"customer_name", "customer_name_ar", "preferred_language"} < column_names(connection, "Customer")
	assert {"grand_total", "workshop_request_id"} < column_names(connection, "Sales Invoice")
	assert "workshop_tab" not in column_names(connection, "Customer")


def test_a_schema_that_is_there_is_not_looked_at_again(connection):
	assert tables.create_tables(connection)
	statements: list[str] = []
	connection.set_trace_callback(statements.append)
	assert not tables.create_tables(connection)
	assert statements == ["PRAGMA user_version"]


def test_a_new_field_is_a_new_column_with_its_default_in_the_rows_that_are_there(connection, schema):
	tables.create_tables(connection)
	records.insert(connection, "Service Type", {"service_type_name": "Oil"}, NOW)
	oil = doctypes()["Service Type"]
	fields = (Field("price", "Currency", default="12.345"), Field("code", "Data", unique=True, indexed=True))
	schema(replace(oil, fields=(*oil.fields, *fields)))
	assert tables.create_tables(connection)
	grown = records.get(connection, "Service Type", "Oil")
	assert (str(grown["price"]), grown["code"], grown["name"]) == ("12.345000", None, "Oil")
	records.insert(connection, "Service Type", {"service_type_name": "Brakes", "code": "B"}, NOW)
	with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
		records.insert(connection, "Service Type", {"service_type_name": "Tyres", "code": "B"}, NOW)


def test_a_new_doctype_is_a_new_table(connection, schema):
	tables.create_tables(connection)
	fields = (Field("vehicle", "Link", "Vehicle"), Field("starts_on", "Datetime"))
	schema(DocType("Bay Booking", fields, {}, "BAY-.YYYY.-.#####"))
	assert tables.create_tables(connection)
	name = records.insert(connection, "Bay Booking", {"starts_on": NOW}, NOW)
	assert name == "BAY-2026-00001"
	assert records.get(connection, "Bay Booking", name)["starts_on"] == NOW


def test_a_field_that_is_gone_keeps_its_column(connection, schema):
	tables.create_tables(connection)
	records.insert(connection, "Service Type", {"service_type_name": "Oil", "interval_km": 5000}, NOW)
	oil = doctypes()["Service Type"]
	schema(replace(oil, fields=tuple(f for f in oil.fields if f.fieldname != "interval_km")))
	assert tables.create_tables(connection)
	assert connection.execute('SELECT interval_km FROM "tabService Type"').fetchone()[0] == 5000


def test_a_car_has_one_present_owner(connection):
	tables.create_tables(connection)
	car = records.insert(connection, "Vehicle", {"plate_key": "ABJ1234"}, NOW)
	for customer in ("C-1", "C-2"):
		records.insert(connection, "Customer", {"name": customer, "customer_name": customer}, NOW)
	records.add_rows(
		connection, "Customer", "C-1", "vehicle_ownership", [{"vehicle": car, "is_current": 1}], NOW
	)
	records.add_rows(
		connection, "Customer", "C-2", "vehicle_ownership", [{"vehicle": car, "is_current": 0}], NOW
	)
	with pytest.raises(sqlite3.IntegrityError):
		records.add_rows(
			connection, "Customer", "C-2", "vehicle_ownership", [{"vehicle": car, "is_current": 1}], NOW
		)


def test_the_points_ledger_takes_no_change_but_a_new_name_of_the_customer(connection):
	tables.create_tables(connection)
	records.insert(connection, "Customer", {"name": "Reem", "customer_name": "Reem"}, NOW)
	row = {"customer": "Reem", "loyalty_points": 5, "idempotency_key": "k"}
	name = records.insert(connection, "Loyalty Point Entry", row, NOW)
	for change in ({"loyalty_points": 500}, {"entry_reason": "no"}, {"idempotency_key": "other"}):
		with pytest.raises(sqlite3.IntegrityError, match="append-only"):
			records.update(connection, "Loyalty Point Entry", name, change, NOW)
	with pytest.raises(sqlite3.IntegrityError, match="append-only"):
		records.delete_where(connection, "Loyalty Point Entry", {"name": name})
	records.rename(connection, "Customer", "Reem", "CUST-00001")
	assert records.get(connection, "Loyalty Point Entry", name)["customer"] == "CUST-00001"


def test_a_virtual_doctype_has_no_table(tmp_path, monkeypatch):
	folder = tmp_path / "history"
	folder.mkdir()
	(folder / "history.json").write_text(
		'{"doctype": "DocType", "name": "History", "is_virtual": 1, "fields": []}'
	)
	monkeypatch.setattr(known, "FOLDER", tmp_path)
	assert list(known._own()) == []


def index_names(connection: sqlite3.Connection) -> set[str]:
	return {row["name"] for row in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'index'")}


def test_a_table_that_is_written_whole_has_its_indexes_afterwards(connection):
	tables.create_tables(connection)
	before = index_names(connection)
	with writing(connection), tables.indexed_at_the_end(connection, "Customer Analytics"):
		during = index_names(connection)
	assert index_names(connection) == before
	assert len(before - during) >= 2


def test_a_second_row_of_a_unique_value_undoes_the_writing_of_the_whole_table(connection):
	tables.create_tables(connection)
	before = index_names(connection)
	survey = {"survey_name": "Visit"}
	with (
		pytest.raises(sqlite3.IntegrityError, match="survey_name"),
		writing(connection),
		tables.indexed_at_the_end(connection, "Survey"),
	):
		records.insert_many(connection, "Survey", [{**survey, "name": name} for name in "AB"], NOW)
	assert (records.count(connection, "Survey"), index_names(connection)) == (0, before)


def test_invitations_from_before_visits_had_a_fingerprint_are_kept(connection):
	tables.create_tables(connection)
	connection.executescript("""
		DROP INDEX "Survey Invitation: one row by survey and visit_key";
		ALTER TABLE "tabSurvey Invitation" DROP COLUMN visit_key;
		INSERT INTO "tabSurvey Invitation" (name) VALUES ('SINV-1'), ('SINV-2');
		PRAGMA user_version = 1;
	""")
	connection.execute("PRAGMA foreign_keys = OFF")
	connection.execute("""UPDATE "tabSurvey Invitation" SET survey = 'Service'""")
	assert tables.create_tables(connection)
	assert connection.execute("""SELECT count(*) FROM "tabSurvey Invitation" """).fetchone()[0] == 2
