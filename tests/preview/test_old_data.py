"""A data file of each earlier version opens with all it holds; plates and chassis numbers are read by today's rules.

Only the preview reads files of its earlier versions.
"""

from dataclasses import replace
from datetime import date, datetime, time
from decimal import Decimal
from pathlib import Path

import pytest

from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.preview import records
from workshop_crm.preview.data_file import make_tables
from workshop_crm.preview.database import connect
from workshop_crm.preview.earlier.migrations import migrate
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.loyalty.earlier_programs import complete_earlier_program, name_earlier_program
from workshop_crm.preview.settings import read_settings
from workshop_crm.preview.surveys.follow_up_list import assigned_to
from workshop_crm.preview.workshop import Workshop

NOW = datetime(2026, 3, 10, 9, 30)
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
INSERT INTO setting VALUES ('company', '"Alward Garage"'), ('vat_percent', '5.0'), ('surveys_enabled', 'false'),
	('invitation_secret', '"secret"'), ('monthly_discount_percent', '0.5'), ('loyalty_program', '"Rewards"');
INSERT INTO service_type (name, name_ar, interval_km) VALUES ('Oil Change', 'تغيير الزيت', 10000);
INSERT INTO item VALUES ('OIL', 'Oil', 'زيت', 3850, 'Oil Change');
INSERT INTO invoice_line VALUES ('ACC-SINV-2026-00001', 0, 'OIL', '2.5', 3850, 9625);
INSERT INTO invoice (name, customer, posting_date, posting_time, subtotal, tax, total, cancelled, is_return,
	return_against, request_id, created_at) VALUES ('ACC-SINV-2026-00002', 'CUST-00001', '2026-02-02', '14:05', -10000,
	-1500, -11500, 1, 1, 'ACC-SINV-2026-00001', 'key', '2026-02-02T14:05:09');
INSERT INTO loyalty_program VALUES ('Rewards', '0.05', 365, 1);
INSERT INTO loyalty_tier VALUES ('Rewards', 'Silver', '0', '10'), ('Rewards', 'Gold', '5000', '7.5');
INSERT INTO loyalty_entry (name, program, customer, kind, points, spend, posting_date, expiry_date, invoice,
	idempotency_key, reason, created_at) VALUES ('LPE-00001', 'Rewards', 'CUST-00001', 'Earn', 11, 11500, '2026-02-01',
	'2027-02-01', 'ACC-SINV-2026-00001', 'earn:1', 'Service', '2026-02-01T10:00:00');
INSERT INTO survey VALUES ('After Service', 'T', 'ع', 'I', 'م', 'Thanks', 'شكرا');
INSERT INTO survey_question VALUES ('After Service', 0, 'rating', 'rating', 'How was it?', 'كيف؟', 1, '["bad", "good"]'),
	('After Service', 1, 'comment', 'text', 'Anything else?', 'غير؟', 0, '[]');
INSERT INTO survey_invitation VALUES ('SURV-INV-00001', 'After Service', 'CUST-00001', 'ACC-SINV-2026-00001', 'hash',
	'Answered', '', '2026-02-01T11:00:00', '2026-02-01T11:00:00', '2026-02-15T11:00:00');
UPDATE customer_message SET invitation = 'SURV-INV-00001';
INSERT INTO survey_response VALUES ('SURV-RES-00001', 'SURV-INV-00001', 'CUST-00001', 'ACC-SINV-2026-00001', 'ar',
	'12.5', 1, 'It "smelled"', 1, '2026-02-01T12:00:00');
INSERT INTO survey_answer VALUES ('SURV-RES-00001', 'rating', '1'), ('SURV-RES-00001', 'comment', '"It \\"smelled\\""');
INSERT INTO follow_up (name, customer, response, title, description, assigned_to, opened_on) VALUES ('ISS-2026-00001',
	'CUST-00001', 'SURV-RES-00001', 'Low', 'It smelled', 'Majed', '2026-02-01');
INSERT INTO customer_analytics VALUES ('CUST-00001', 'New', 1, 0, 9, 115.0, 2.25, 0.875, 460.5);
INSERT INTO value_snapshot VALUES ('2026-01', 1000.5, 500.25);
INSERT INTO analytics_run VALUES (1, '2026-02-10', 'history');
INSERT INTO job (kind, subject, state, run_at, attempts, error, created_at) VALUES
	('settle points', 'ACC-SINV-2026-00001', 'Failed', '2026-02-01T10:00:02', 5, 'no', '2026-02-01T10:00:00');
INSERT INTO search_update (customer) VALUES ('CUST-00001');
"""

BECAME = {
	"series": "Series",
	"customer": "Customer",
	"customer_channel": "Customer Communication Channel",
	"customer_interaction": "Customer Interaction",
	"customer_message": "Customer Message",
	"customer_analytics": "Customer Analytics",
	"customer_vehicle": "Customer Vehicle",
	"vehicle": "Vehicle",
	"odometer_correction": "Odometer Correction",
	"service_type": "Service Type",
	"item": "Item",
	"invoice": "Sales Invoice",
	"invoice_line": "Sales Invoice Item",
	"loyalty_program": "Loyalty Program",
	"loyalty_tier": "Loyalty Program Collection",
	"loyalty_entry": "Loyalty Point Entry",
	"survey": "Survey",
	"survey_question": "Survey Question",
	"survey_invitation": "Survey Invitation",
	"survey_response": "Survey Response",
	"survey_answer": "Survey Answer",
	"follow_up": "Issue",
	"job": "Background Job",
	"search_update": "Customer Search Update",
}

# The number of the last migration of each version, and what only its tables could hold.
VERSIONS = {
	"0.1.0": (7, ""),
	"0.2.0": (
		8,
		"""UPDATE customer SET emergency_contact = 'Tharwat', emergency_contact_phone = '+966559876543',
			service_preferences = '{}', customer_notes = '<p>Tea</p>', preferred_language = 'en';
		INSERT INTO customer_interaction VALUES ('INT-00001', 'CUST-00001', 'Call', 'Incoming', '2026-02-03T08:00:00.5',
			'Called', 'Front desk', '2026-02-03T08:00:01');""",
	),
	"0.3.0": (
		11,
		"""UPDATE vehicle SET vin_reason = 'Old', odometer_on = '2026-02-01' WHERE name = 'VEH-00001';
		UPDATE invoice SET odometer_reason = 'Why' WHERE name = 'ACC-SINV-2026-00001';
		INSERT INTO odometer_correction (vehicle, corrected_at, known, reading, reason) VALUES
			('VEH-00001', '2026-02-02T09:00:00', 50000, 45000, 'Typo');
		INSERT INTO loyalty_entry (name, program, customer, kind, points, posting_date, idempotency_key, tier, earning_rate,
			created_at) VALUES ('LPE-00002', 'Rewards', 'CUST-00001', 'Adjust', 5, '2026-02-01', 'adjust', 'Gold', '7.5', '');""",
	),
}


def write(folder: Path, version: str) -> Path:
	"""A data file as the version left it."""
	last, more = VERSIONS[version]
	data = folder / f"{version}.sqlite3"
	connection = connect(data)
	migrate(connection, last)
	connection.executescript(RECORDS + more)
	connection.close()
	return data


@pytest.fixture
def old_data(tmp_path: Path) -> Path:
	return write(tmp_path, "0.1.0")


@pytest.fixture
def workshop(old_data, clock) -> Workshop:
	return Workshop(old_data, clock)


def test_the_arabic_side_of_a_plate_is_written_in_its_own_order(rows):
	plates = {
		row["name"]: (row["plate_latin"], row["plate_ar"], row["plate_key"])
		for row in rows("SELECT * FROM tabVehicle")
	}
	assert plates == {
		"VEH-00001": ("ABJ 1234", "ح ب أ ١٢٣٤", "ABJ1234"),
		"VEH-00002": ("A 12345", "A ١٢٣٤٥", "A12345"),
		"VEH-00003": ("12/34567", "١٢/٣٤٥٦٧", "KW:12-34567"),
		"VEH-00004": ("DUBAI AB 1", "دبي AB ١", "AE-DU:AB1"),
	}


def test_a_vin_that_was_taken_without_a_check_gets_its_reason_and_a_right_one_none(rows):
	reasons = {row["name"]: bool(row["vin_reason"]) for row in rows("SELECT * FROM tabVehicle")}
	assert reasons == {"VEH-00001": False, "VEH-00002": True, "VEH-00003": True, "VEH-00004": False}


def test_an_old_car_can_be_changed_without_explaining_its_vin(call, rows):
	call("vehicles.save_vehicle", vehicle="VEH-00002", values={"model": "Camry", "vin": WRONG_VIN})
	assert rows("SELECT model, chassis_no FROM tabVehicle WHERE name = 'VEH-00002'") == [
		{"model": "Camry", "chassis_no": WRONG_VIN}
	]


def test_the_old_customer_opens_with_everything_and_can_be_changed(call):
	profile = call("profile.get_profile", customer="CUST-00001")
	assert (profile["name"], profile["notes"], profile["emergency_contact"]) == ("Reem Alward", "", None)
	assert [car["odometer"] for car in profile["vehicles"]] == [45000]
	assert [visit["amount"] for visit in profile["visits"]] == [-115.0, 115.0]
	assert [entry["text"] for entry in profile["history"]["entries"]] == ["Hello"]
	call("customers.save_customer", customer="CUST-00001", values={"customer_notes": "Likes tea"})
	assert call("profile.get_profile", customer="CUST-00001")["notes"] == "<p>Likes tea</p>"


def test_the_search_index_is_written_anew_once(worker, rows, call, clock):
	clock.now = datetime.now()
	queued = rows("SELECT kind FROM \"tabBackground Job\" WHERE state = 'Queued'")
	assert [row["kind"] for row in queued] == ["rebuild search"]
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


@pytest.fixture(params=VERSIONS)
def converted(request, tmp_path, clock):
	"""A connection to a file of each earlier version, opened by this one."""
	with Workshop(write(tmp_path, request.param), clock).open() as connection:
		yield connection


def test_no_row_of_any_earlier_table_is_lost(tmp_path, clock):
	data = write(tmp_path, "0.3.0")
	old = connect(data)
	tables = [row[0] for row in old.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")]
	before = {table: old.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}
	old.close()
	# Settings became two records, a run is told by the figures of its customers, and the rest is SQLite's and ours.
	assert before.keys() - BECAME.keys() == {
		"schema_migration",
		"setting",
		"analytics_run",
		"value_snapshot",
		"sqlite_sequence",
	}
	assert [table for table in BECAME if not before[table]] == ["customer_interaction"]
	with Workshop(data, clock).open() as connection:
		after = {table: records.count(connection, doctype) for table, doctype in BECAME.items()}
	# What every workshop starts with: a series for the rules of the call list, and the item "Other work".
	assert after == {table: before[table] + (table in ("series", "item")) for table in BECAME}


def test_nothing_is_left_of_the_earlier_tables_and_every_link_leads_somewhere(converted):
	tables = {row[0] for row in converted.execute("SELECT name FROM sqlite_schema WHERE type = 'table'")}
	assert {name for name in tables if not name.startswith("tab")} == {"sqlite_sequence"}
	assert converted.execute("PRAGMA foreign_key_check").fetchall() == []


def test_settings_are_those_of_the_earlier_version_and_the_rest_todays(converted):
	settings = read_settings(converted)
	assert (settings.company, settings.vat_percent, settings.monthly_discount_rate) == (
		"Alward Garage",
		5.0,
		0.5,
	)
	assert (settings.surveys_enabled, settings.invitation_secret, settings.lapsed_days) == (
		False,
		"secret",
		548,
	)
	assert settings.loyalty_program == "Rewards"


def test_invoices_keep_their_amounts_their_lines_and_what_became_of_them(converted):
	sold = records.get(converted, "Sales Invoice", "ACC-SINV-2026-00001")
	assert (sold["grand_total"], sold["net_total"], sold["total_taxes_and_charges"]) == (115, 100, 15)
	assert (sold["docstatus"], sold["odometer"], sold["posting_time"]) == (1, 45000, None)
	(line,) = records.rows_of(converted, "Sales Invoice", "ACC-SINV-2026-00001", "items")
	assert (line["item_code"], line["qty"], line["rate"], line["amount"]) == (
		"OIL",
		2.5,
		Decimal("38.5"),
		Decimal("96.25"),
	)
	returned = records.get(converted, "Sales Invoice", "ACC-SINV-2026-00002")
	assert (returned["docstatus"], returned["return_against"], returned["grand_total"]) == (
		2,
		sold["name"],
		-115,
	)
	assert (returned["posting_time"], returned["creation"]) == (time(14, 5), datetime(2026, 2, 2, 14, 5, 9))


def test_points_keep_their_keys_and_the_program_its_rates(converted):
	entry = records.get(converted, "Loyalty Point Entry", "LPE-00001")
	assert (entry["entry_kind"], entry["loyalty_points"], entry["purchase_amount"]) == ("Earn", 11, 115)
	assert (entry["idempotency_key"], entry["expiry_date"]) == ("earn:1", date(2027, 2, 1))
	tiers = records.rows_of(converted, "Loyalty Program", "Rewards", "collection_rules")
	assert [(tier["tier_name"], tier["collection_factor"]) for tier in tiers] == [
		("Silver", 10),
		("Gold", Decimal("7.5")),
	]
	program = records.get(converted, "Loyalty Program", "Rewards")
	assert (program["conversion_factor"], program["expiry_duration"]) == (0.05, 365)


def test_an_earlier_program_of_the_owner_gets_arabic_tiers_and_no_rewards(converted):
	tiers = records.rows_of(converted, "Loyalty Program", "Rewards", "collection_rules")
	assert [tier["tier_name_ar"] for tier in tiers] == ["الفضي", "الذهبي"]
	assert records.find(converted, "Rewards Catalog") == []


def test_the_previews_own_earlier_program_gets_rewards_once_and_keeps_what_is_written(tmp_path):
	connection = connect(tmp_path / "data.sqlite3")
	make_tables(connection)
	ledger.add_program(connection, DEFAULT_PROGRAM, NOW)
	connection.execute(
		"""UPDATE "tabLoyalty Program Collection" SET tier_name_ar = iif(tier_name = 'Gold', 'ذهب', '')"""
	)
	complete_earlier_program(connection, NOW)
	names = {row["name"] for row in records.find(connection, "Rewards Catalog")}
	# Its service type is not there.
	assert names == {"Car wash", "10 % off this visit", "100 off"}
	tiers = records.rows_of(connection, "Loyalty Program", DEFAULT_PROGRAM.name, "collection_rules")
	assert [tier["tier_name_ar"] for tier in tiers] == ["الفضي", "ذهب", "البلاتيني"]
	connection.execute("""DELETE FROM "tabRewards Catalog" WHERE name <> '100 off'""")
	complete_earlier_program(connection, NOW)
	assert [row["name"] for row in records.find(connection, "Rewards Catalog")] == ["100 off"]
	connection.close()


@pytest.mark.parametrize(("written", "kept"), [("", "مكافآت الورشة"), ("نقاط النور", "نقاط النور")])
def test_the_previews_own_earlier_program_gets_an_arabic_name_where_it_has_none(tmp_path, written, kept):
	connection = connect(tmp_path / "data.sqlite3")
	make_tables(connection)
	ledger.add_program(connection, replace(DEFAULT_PROGRAM, name_ar=written), NOW)
	name_earlier_program(connection)
	assert records.get(connection, "Loyalty Program", DEFAULT_PROGRAM.name)["program_name_ar"] == kept
	connection.close()


def test_a_survey_keeps_its_answers_and_its_open_case(converted):
	response = records.get(converted, "Survey Response", "SURV-RES-00001")
	assert (response["score"], response["rating"], response["follow_up"]) == (12.5, 1, "ISS-2026-00001")
	answers = records.rows_of(converted, "Survey Response", "SURV-RES-00001", "answers")
	assert [(row["question"], row["value"]) for row in answers] == [
		("How was it?", "1"),
		("Anything else?", 'It "smelled"'),
	]
	(question, _text) = records.rows_of(converted, "Survey", "After Service", "questions")
	assert (question["question_id"], question["options"], question["required"]) == ("rating", "bad\ngood", 1)
	invitation = records.get(converted, "Survey Invitation", "SURV-INV-00001")
	sent = invitation["sent_on"], invitation["channel"], invitation["language"]
	assert sent == (datetime(2026, 2, 1, 10), "WhatsApp", "ar")
	(case,) = records.find(converted, "Issue", {"status": "Open"})
	assert (case["subject"], case["opening_date"]) == ("Low", date(2026, 2, 1))
	assert assigned_to(converted, case["name"]) == "Majed"


def test_figures_jobs_and_names_go_on_where_they_were(converted):
	value = records.get(converted, "Customer Analytics", "CUST-00001")
	assert (value["clv"], value["p_alive"], value["last_visit"]) == (
		Decimal("460.5"),
		0.875,
		date(2026, 2, 1),
	)
	(failed,) = records.find(converted, "Background Job", {"state": "Failed"})
	assert (failed["attempts"], failed["run_at"]) == (5, datetime(2026, 2, 1, 10, 0, 2))
	assert records.insert(converted, "Customer", {"customer_name": "Next"}, NOW) == "CUST-00002"


def test_what_came_with_later_versions_is_kept(tmp_path, clock):
	with Workshop(write(tmp_path, "0.2.0"), clock).open() as connection:
		customer = records.get(connection, "Customer", "CUST-00001")
		assert (customer["preferred_language"], customer["emergency_contact"]) == ("English", "Tharwat")
		(call,) = records.find(connection, "Customer Interaction")
		assert (call["owner"], call["happened_on"]) == ("Front desk", datetime(2026, 2, 3, 8, 0, 0, 500000))
	with Workshop(write(tmp_path, "0.3.0"), clock).open() as connection:
		(correction,) = records.find(connection, "Odometer Correction")
		assert (correction["known"], correction["corrected_on"]) == (50000, datetime(2026, 2, 2, 9))
		adjusted = records.get(connection, "Loyalty Point Entry", "LPE-00002")
		assert (adjusted["earning_rate"], adjusted["loyalty_program_tier"], adjusted["creation"]) == (
			7.5,
			"Gold",
			None,
		)
