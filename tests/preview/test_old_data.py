"""A data file of version 0.1.0 opens with all it holds; plates and chassis numbers are read by today's rules."""

import shutil
from datetime import datetime
from pathlib import Path

import pytest

from workshop_crm.preview.database import connect
from workshop_crm.preview.migrations import SCHEMA_FOLDER, migrate, migrations
from workshop_crm.preview.workshop import Workshop

LAST_OF_0_1_0 = 7
GOOD_VIN = "1M8GDM9AXKP042788"
WRONG_VIN = "1M8GDM9A1KP042788"

RECORDS = f"""
INSERT INTO customer (name, customer_name, customer_name_ar, phone, created_at)
	VALUES ('CUST-00001', 'Reem Alward', 'ريم الورد', '+966551234567', '2026-01-01T09:00:00');
INSERT INTO customer_channel VALUES ('CUST-00001', 'WhatsApp', '2026-01-05', 'Counter');
INSERT INTO vehicle (name, plate_latin, plate_ar, plate_key, odometer, vin) VALUES
	('VEH-00001', 'ABJ 1234', 'أ ب ح ١٢٣٤', 'ABJ1234', 45000, '{GOOD_VIN}'),
	('VEH-00002', 'A 12345', 'A 12345', 'A12345', NULL, '{WRONG_VIN}'),
	('VEH-00003', '12/34567', '12/34567', '1234567', NULL, 'OLD-TIMER'),
	('VEH-00004', 'دبي AB 1', 'دبي AB 1', 'دبيAB1', NULL, '');
INSERT INTO customer_vehicle (customer, vehicle, from_date) VALUES ('CUST-00001', 'VEH-00001', '2026-01-01');
INSERT INTO invoice (name, customer, posting_date, vehicle, odometer, subtotal, tax, total, created_at)
	VALUES ('ACC-SINV-2026-00001', 'CUST-00001', '2026-02-01', 'VEH-00001', 45000, 10000, 1500, 11500, '');
INSERT INTO customer_message (name, customer, channel, recipient, language, status, text, created_at)
	VALUES ('MSG-00001', 'CUST-00001', 'WhatsApp', '+966551234567', 'ar', 'Outbox', 'Hello', '2026-02-01T10:00:00');
INSERT INTO series VALUES ('CUST-', 1), ('VEH-', 4), ('MSG-', 1);
"""


@pytest.fixture
def old_data(tmp_path: Path) -> Path:
	folder = tmp_path / "schema of 0.1.0"
	folder.mkdir()
	for migration in migrations():
		if migration.number <= LAST_OF_0_1_0:
			shutil.copy(migration.path, folder)
	data = tmp_path / "preview.sqlite3"
	connection = connect(data)
	migrate(connection, folder)
	connection.executescript(RECORDS)
	connection.close()
	return data


@pytest.fixture
def workshop(old_data, clock) -> Workshop:
	return Workshop(old_data, clock)


def test_the_schema_of_the_first_version_is_not_changed_any_more():
	names = [path.name for path in sorted(SCHEMA_FOLDER.glob("*.sql"))[:LAST_OF_0_1_0]]
	assert names[-1] == "0007_jobs.sql"


def test_the_arabic_side_of_a_plate_is_written_in_its_own_order(rows):
	plates = {
		row["name"]: (row["plate_latin"], row["plate_ar"], row["plate_key"])
		for row in rows("SELECT * FROM vehicle")
	}
	assert plates == {
		"VEH-00001": ("ABJ 1234", "ح ب أ ١٢٣٤", "ABJ1234"),
		"VEH-00002": ("A 12345", "A ١٢٣٤٥", "A12345"),
		"VEH-00003": ("12/34567", "١٢/٣٤٥٦٧", "1234567"),
		"VEH-00004": ("دبي AB 1", "دبي AB ١", "دبيAB1"),
	}


def test_a_vin_that_was_taken_without_a_check_gets_its_reason_and_a_right_one_none(rows):
	reasons = {row["name"]: bool(row["vin_reason"]) for row in rows("SELECT * FROM vehicle")}
	assert reasons == {"VEH-00001": False, "VEH-00002": True, "VEH-00003": True, "VEH-00004": False}


def test_an_old_car_can_be_changed_without_explaining_its_vin(call, rows):
	call("vehicles.save_vehicle", vehicle="VEH-00002", values={"model": "Camry", "vin": WRONG_VIN})
	assert rows("SELECT model, vin FROM vehicle WHERE name = 'VEH-00002'") == [
		{"model": "Camry", "vin": WRONG_VIN}
	]


def test_the_old_customer_opens_with_everything_and_can_be_changed(call):
	profile = call("profile.get_profile", customer="CUST-00001")
	assert (profile["name"], profile["notes"], profile["emergency_contact"]) == ("Reem Alward", "", None)
	assert [car["odometer"] for car in profile["vehicles"]] == [45000]
	assert [visit["amount"] for visit in profile["visits"]] == [115.0]
	assert [entry["text"] for entry in profile["history"]["entries"]] == ["Hello"]
	call("customers.save_customer", customer="CUST-00001", values={"customer_notes": "Likes tea"})
	assert call("profile.get_profile", customer="CUST-00001")["notes"] == "<p>Likes tea</p>"


def test_the_search_index_is_written_anew_once(worker, rows, call, clock):
	clock.now = datetime.now()
	assert [row["kind"] for row in rows("SELECT kind FROM job")] == ["rebuild search"]
	worker.run_due()
	for typed in ("ABJ 1234", "ح ب أ ١٢٣٤"):
		assert [hit["customer"] for hit in call("search.find", query=typed)["hits"]] == ["CUST-00001"]


def test_opening_a_second_time_changes_nothing(workshop, old_data, clock):
	def dump() -> list[str]:
		with workshop.open() as connection:
			return list(connection.iterdump())

	before = dump()
	Workshop(old_data, clock)
	assert dump() == before
