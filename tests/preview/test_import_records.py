"""Customers and invoices from a file: all or nothing, the same file twice changes nothing, every refusal explained."""

from __future__ import annotations

import csv
import hashlib
import io
from datetime import date, timedelta
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import guess_kind, map_columns, suggest
from workshop_crm.core.imports.fields import FIELDS
from workshop_crm.core.imports.source import open_source
from workshop_crm.preview.demo import fill
from workshop_crm.preview.imports.run import run_import

CUSTOMERS = """ID,Customer Name,Customer Name (Arabic),Mobile No,Email Id,Preferred Language,License Plate,Disabled
CUST-00007,Reem Alward,ريم الورد,055 123 4567,reem@Example.com,Arabic,"ABJ 1234; DRS 55",0
CUST-00009,Majed Alsadhan,,,,English,,1
شركة النور,شركة النور,,٠١١ ٤٦٥ ٢٢٢٢,,,,
"""
INVOICES = """ID,Customer,Customer Name,Posting Date,Posting Time,Grand Total,Status,Is Return,Return Against,Service Type,Vehicle,Odometer
ACC-SINV-2025-00003,CUST-00007,Reem Alward,2025-11-02,09:15:00,"1,150.00",Paid,0,,Oil Change,ABJ1234,"45,000"
ACC-SINV-2025-00004,CUST-00007,Reem Alward,2025-12-02,10:15:00,-150.00,Return,1,ACC-SINV-2025-00003,Oil Change,ABJ1234,
ACC-SINV-2026-00011,CUST-00009,Majed Alsadhan,2026-01-20,17:00:00,300.50,Cancelled,0,,Detailing,,
ACC-SINV-2026-00012,CUST-00009,Majed Alsadhan,2026-02-20,17:00:00,99.00,Draft,0,,,,
"""


@pytest.fixture
def load(workshop):
	"""Import a text and return the report as the page gets it."""

	def load(text: str | bytes, kind: str | None = None, mapped: tuple[str, ...] = (), **choices):
		source = open_source(text.encode() if isinstance(text, str) else text)
		kind = kind or guess_kind(source.table.headings)
		columns = map_columns(kind, source.table.headings, mapped)
		report = run_import(workshop, source, Choices(kind, columns, **choices))
		return report.as_dict(lambda text: text)

	return load


def test_dinars_keep_their_three_decimals_and_the_same_file_again_changes_nothing(load, rows):
	text = "Customer Name,Posting Date,Grand Total,Currency\nReem Alward,2026-01-05,12.345,KWD\n"
	assert counts(load(text))[0] == 1
	(invoice,) = rows("SELECT grand_total, name FROM `tabSales Invoice`")
	assert str(invoice["grand_total"].normalize()) == "12.345"
	assert counts(load(text)) == (0, 0, 1, 0)


def test_a_file_without_invoice_numbers_gets_those_that_the_first_version_gave(load, rows):
	load("Customer Name,Posting Date,Posting Time,Grand Total\nReem Alward,2026-01-05,09:15:30,11.5\n")
	(invoice,) = rows("SELECT name FROM `tabSales Invoice`")
	first = hashlib.sha256(b"|Reem Alward|2026-01-05|09:15|1150|1").hexdigest()[:12]
	assert invoice["name"] == f"IMP-{first}"


def counts(report: dict) -> tuple[int, int, int, int]:
	return report["added"], report["updated"], report["unchanged"], report["refused_rows"]


def everything(rows) -> dict[str, list]:
	doctypes = (
		"Customer",
		"Vehicle",
		"Customer Vehicle",
		"Sales Invoice",
		"Service Type",
		"Series",
		"Customer Search Update",
		"Preview Settings",
		"Workshop CRM Settings",
	)
	return {doctype: rows(f'SELECT * FROM "tab{doctype}"') for doctype in doctypes}


def test_customers_arrive_normalised_with_their_cars(load, call, rows):
	assert counts(load(CUSTOMERS)) == (3, 0, 0, 0)
	profile = call("profile.get_profile", customer="CUST-00007")
	assert profile["phone"]["e164"] == "+966551234567"
	assert profile["email"] == "reem@example.com"
	assert sorted(car["plate_latin"] for car in profile["vehicles"]) == ["ABJ 1234", "DRS 55"]
	assert call("profile.get_profile", customer="CUST-00009")["disabled"] is True
	company = call("profile.get_profile", customer="شركة النور")
	assert company["phone"]["e164"] == "+966114652222"
	assert company["channels"] == []


def test_invoices_arrive_as_history(load, call, rows, worker):
	load(CUSTOMERS)
	report = load(INVOICES)
	assert counts(report) == (3, 0, 0, 0)
	assert report["left_out"] == 1
	assert "history" in report["notes"][0]
	worker.run_due()
	profile = call("profile.get_profile", customer="CUST-00007")
	assert [(visit["amount"], visit["status"]) for visit in profile["visits"]] == [
		(-150.0, "Return"),
		(1150.0, "Submitted"),
	]
	assert profile["visits"][1]["plate"] == "ABJ 1234"
	assert next(car for car in profile["vehicles"] if car["plate_latin"] == "ABJ 1234")["odometer"] == 45_000
	assert call("profile.get_profile", customer="CUST-00009")["visits"][0]["status"] == "Cancelled"
	assert rows('SELECT * FROM "tabLoyalty Point Entry"') == rows('SELECT * FROM "tabCustomer Message"') == []
	assert rows('SELECT * FROM "tabSurvey Invitation"') == []
	assert profile["value"]["visits"] == 1
	assert call("search.find", query="Reem")["hits"][0]["last_visit"] == "2025-12-02"
	assert "Detailing" in [service["name"] for service in call("visits.options")["service_types"]]


def test_the_same_files_twice_change_nothing(load, rows, worker):
	for text in (CUSTOMERS, INVOICES):
		load(text)
	worker.run_due()
	before = everything(rows)
	assert counts(load(CUSTOMERS)) == (0, 0, 3, 0)
	assert counts(load(INVOICES)) == (0, 0, 3, 0)
	assert everything(rows) == before


def test_a_changed_row_updates_and_an_empty_cell_keeps_what_is_there(load, call):
	load(CUSTOMERS)
	changed = CUSTOMERS.replace("Reem Alward", "Reem Alward-Aziz").replace("reem@Example.com", "")
	assert counts(load(changed)) == (0, 1, 2, 0)
	profile = call("profile.get_profile", customer="CUST-00007")
	assert profile["name"] == "Reem Alward-Aziz"
	assert profile["email"] == "reem@example.com"


def test_an_invoice_cancelled_since_the_last_export_is_cancelled_here_too(load, call):
	load(CUSTOMERS)
	load(INVOICES)
	assert counts(load(INVOICES.replace("Paid", "Cancelled"))) == (0, 1, 2, 0)
	assert call("profile.get_profile", customer="CUST-00007")["visits"][1]["status"] == "Cancelled"


def test_one_bad_row_keeps_everything_out(load, rows):
	before = everything(rows)
	report = load(CUSTOMERS + "CUST-00010,Bad Phone,,12,,,,\n")
	assert counts(report) == (3, 0, 0, 1)
	assert report["saved"] is False
	assert everything(rows) == before


def test_the_good_rows_can_be_kept(load, rows):
	report = load(CUSTOMERS + "CUST-00010,Bad Phone,,12,,,,\n", keep_good=True)
	assert report["saved"] is True
	assert len(rows("SELECT * FROM tabCustomer")) == 3


def test_a_dry_run_says_the_same_and_saves_nothing(load, rows):
	before = everything(rows)
	report = load(CUSTOMERS, dry_run=True)
	assert counts(report) == (3, 0, 0, 0)
	assert (report["saved"], report["dry_run"]) == (False, True)
	assert everything(rows) == before


def test_an_error_while_saving_undoes_everything(load, rows, monkeypatch):
	load(CUSTOMERS)
	before = everything(rows)
	monkeypatch.setattr(
		"workshop_crm.preview.vehicles.vehicle_store.note_odometers", lambda connection: 1 / 0
	)
	with pytest.raises(ZeroDivisionError):
		load(INVOICES)
	assert everything(rows) == before


def test_all_bad_cells_of_a_row_are_told_at_once(load):
	report = load(CUSTOMERS + "CUST-00010,,,12,nomail,French,,maybe\n")
	assert report["refused_rows"] == 1
	assert [(cell["line"], cell["column"], cell["value"]) for cell in report["refused"]] == [
		(5, "Customer Name", ""),
		(5, "Mobile No", "12"),
		(5, "Email Id", "nomail"),
		(5, "Preferred Language", "French"),
		(5, "Disabled", "maybe"),
	]
	assert all(cell["reason"] and cell["advice"] for cell in report["refused"])


def test_new_names_in_the_series_begin_behind_the_imported_ones(load, new_customer, sell):
	load(CUSTOMERS)
	load(INVOICES)
	assert new_customer(phone="0551112222") == "CUST-00010"
	assert sell("CUST-00007")["invoice"] == "ACC-SINV-2026-00012"


def test_a_file_cannot_take_over_a_customer_or_invoice_made_here(load, new_customer, sell, call):
	mine = new_customer()
	sold = sell(mine)["invoice"]
	report = load(f"ID,Customer Name\n{mine},Somebody Else\n")
	assert report["refused"][0]["value"] == mine
	assert "Reem Alward" in report["refused"][0]["reason"]
	report = load(f"ID,Customer,Date,Grand Total\n{sold},{mine},2026-01-01,5\n")
	assert "made here" in report["refused"][0]["reason"]
	assert call("profile.get_profile", customer=mine)["name"] == "Reem Alward"


def test_a_plate_of_another_customer_is_refused_by_name(load):
	load(CUSTOMERS)
	report = load("ID,Customer Name,Plate\nCUST-00050,Fahd,ح ب أ ١٢٣٤\n")
	assert "CUST-00007" in report["refused"][0]["reason"]
	report = load("ID,Customer Name,Plate\nA,Fahd,ZZZ 1\nB,Noura,zzz1\n")
	assert (report["refused"][0]["line"], report["refused_rows"]) == (3, 1)


def test_customers_without_an_id_are_known_again_by_name_and_number(load, rows):
	text = "Customer Name,Mobile No\nReem Alward,0551234567\nReem Alward,0557654321\n"
	assert counts(load(text)) == (2, 0, 0, 0)
	assert counts(load(text)) == (0, 0, 2, 0)
	assert [row["name"] for row in rows("SELECT name FROM tabCustomer")] == ["CUST-00001", "CUST-00002"]


def test_an_id_that_stands_for_two_people_is_refused_with_both_lines(load):
	(refused,) = load(CUSTOMERS + "CUST-00007,Again,,,,,,\n")["refused"]
	assert refused["line"] == 5
	assert "Line 2" in refused["reason"]


def test_rows_of_data_export_below_a_record_bring_its_cars(load, call, data_export):
	assert counts(load(data_export, mapped=("#7=plates",))) == (2, 0, 0, 0)
	profile = call("profile.get_profile", customer="CUST-00001")
	assert sorted(car["plate_latin"] for car in profile["vehicles"]) == ["ABJ 1234", "DRS 55"]


def test_cars_below_a_refused_record_do_not_go_to_the_one_before(load, rows):
	text = "ID,Customer Name,Mobile No,Plate\nA,First,,ABJ 1\nB,Second,12,DRS 2\n,,,DRS 3\n"
	load(text, keep_good=True)
	assert [row["plate_key"] for row in rows("SELECT plate_key FROM tabVehicle")] == ["ABJ1"]


def test_invoices_bring_their_customers_when_they_know_the_name(load, call):
	report = load(
		"ID,Customer,Customer Name,Date,Grand Total\n1,C-9,نورة المزيد,2026-01-05,100\n2,C-9,نورة المزيد,2026-02-05,50\n"
	)
	assert counts(report) == (2, 0, 0, 0)
	assert "1 customers who were not known" in " ".join(report["notes"])
	assert call("profile.get_profile", customer="C-9")["name_ar"] == "نورة المزيد"


def test_invoices_of_unknown_customers_are_refused_when_there_is_only_an_id(load):
	(refused,) = load("ID,Customer,Date,Grand Total\n1,C-9,2026-01-05,100\n")["refused"]
	assert (refused["column"], refused["value"]) == ("Customer", "C-9")
	assert "Import the customers first" in refused["advice"]


def test_a_name_alone_finds_the_customer_unless_two_bear_it(load, new_customer, rows):
	new_customer()
	text = "ID,Customer Name,Date,Grand Total\n1,ريم الوَرد,2026-01-05,100\n2,Somebody New,2026-01-06,5\n"
	assert counts(load(text)) == (2, 0, 0, 0)
	assert len(rows("SELECT * FROM tabCustomer")) == 2
	new_customer(phone="0557654321")
	(refused,) = load("ID,Customer Name,Date,Grand Total\n3,Reem Alward,2026-01-05,100\n")["refused"]
	assert "2 customers are called" in refused["reason"]


def test_invoices_without_numbers_are_known_again_even_equal_ones(load):
	text = "Customer Name,Date,Grand Total\nReem,2026-01-05,100\nReem,2026-01-05,100\nReem,2026-01-06,100\n"
	assert counts(load(text)) == (3, 0, 0, 0)
	assert counts(load(text)) == (0, 0, 3, 0)


def test_a_return_of_an_invoice_before_the_export_is_kept_without_it(load, rows):
	load("ID,Customer Name,Date,Grand Total,Is Return,Return Against\nR-1,Reem,2026-01-05,100,1,OLD-77\n")
	(row,) = rows('SELECT grand_total, is_return, return_against FROM "tabSales Invoice"')
	assert row == {"grand_total": -100, "is_return": 1, "return_against": None}


def test_a_return_may_stand_before_its_invoice(load, rows):
	text = "ID,Customer Name,Date,Grand Total,Return Against\nR-1,Reem,2026-01-05,-40,S-1\nS-1,Reem,2026-01-04,100,\n"
	assert counts(load(text)) == (2, 0, 0, 0)
	assert rows('SELECT return_against FROM "tabSales Invoice" WHERE name = ?', "R-1") == [
		{"return_against": "S-1"}
	]


def test_the_first_invoices_decide_about_the_currency_and_later_ones_must_fit(load, call):
	text = "ID,Customer Name,Date,Grand Total,Currency\n1,Reem,2026-01-05,100,AED\n"
	assert "AED" in " ".join(load(text)["notes"])
	assert call("session.context")["currency"] == "AED"
	(refused,) = load(text.replace("1,Reem", "2,Reem").replace("AED", "USD"))["refused"]
	assert refused["column"] == "Currency"


def test_dates_that_can_be_read_in_two_ways_are_said_to_be(load, rows):
	text = "ID,Customer Name,Date,Grand Total\n1,Reem,05/03/2026,100\n"
	assert any("two ways" in note for note in load(text)["notes"])
	assert rows('SELECT posting_date FROM "tabSales Invoice"') == [{"posting_date": date(2026, 3, 5)}]
	assert counts(load(text, order="month first")) == (0, 0, 0, 1)


def test_made_up_and_real_data_do_not_meet(workshop, load, rows):
	fill(workshop, 3)
	with pytest.raises(Conflict, match="made-up"):
		load(CUSTOMERS)


def test_progress_goes_from_nothing_to_all(workshop):
	shares = []
	source = open_source(CUSTOMERS.encode())
	choices = Choices("customers", suggest("customers", source.table.headings))
	run_import(workshop, source, choices, shares.append)
	assert shares == sorted(shares)
	assert (shares[0], shares[-1]) == (0, 1.0)


def test_refused_rows_as_csv_open_in_a_spreadsheet_and_hold_no_formula(workshop):
	source = open_source(b'ID,Customer Name,Email Id\n1,Reem,"=HYPERLINK(""http://x"")"\n')
	report = run_import(workshop, source, Choices("customers", {"id": 0, "name": 1, "email": 2}))
	body = report.refused_csv(lambda text: text)
	assert body.startswith(b"\xef\xbb\xbf")
	_headings, row = csv.reader(io.StringIO(body.decode("utf-8-sig")))
	assert row[0] == "2"
	assert row[2].startswith("'=")


NAMES = some.text(some.characters(categories=("L", "Nd", "Zs", "P", "S")), min_size=1, max_size=30).filter(
	str.strip
)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
	people=some.lists(
		some.tuples(some.integers(1, 99999), NAMES), min_size=1, max_size=12, unique_by=lambda one: one[0]
	),
	delimiter=some.sampled_from([",", ";", "\t"]),
	codec=some.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_whatever_names_a_file_holds_the_second_time_changes_nothing(workshop, people, delimiter, codec):
	text = io.StringIO()
	writer = csv.writer(text, delimiter=delimiter)
	writer.writerow(["ID", "Customer Name", "Email Id"])
	writer.writerows([f"C{number}", name, ""] for number, name in people)
	source = open_source(text.getvalue().encode(codec))
	choices = Choices(
		"customers", suggest("customers", source.table.headings), keep_good=True, other_doubles="apart"
	)
	first = run_import(workshop, source, choices)
	second = run_import(workshop, source, choices)
	assert (second.added, second.updated) == (0, 0)
	assert first.added + first.updated + first.unchanged + first.refused_rows == len(people)
	assert second.unchanged == len(people) - second.refused_rows


def broken_cells() -> list[tuple[str, str, str]]:
	"""(kind, field, text) of 70 cells that cannot be used, each in another way."""
	customers = {
		"phone": [
			"12",
			"phone",
			"055123456",
			"+9665512345678901",
			"05 5O 123 456",
			"هاتف",
			"++966551234567",
			"1-800-CALL",
			"+999123456789",
		],
		"email": [
			"nomail",
			"a@b",
			"@example.com",
			"a@",
			"a b@example.com",
			"a@example..com",
			"<a@example.com>",
			"a@b@example.com",
			"احمد@",
			"a,b@example.com",
		],
		"language": ["French", "fr", "عبري", "3", "Arab English"],
		"disabled": ["maybe", "2", "off?", "ربما"],
		"plates": ["!!!", "ABJ 1234, 1234567890123456789012345", "A" * 21, "؟؟"],
		"id": ["X" * 141],
		"name": ["N" * 141, ""],
	}
	invoices = {
		"date": [
			"",
			"yesterday",
			"2026-13-01",
			"2026-02-30",
			"31/04/2026",
			"1447-02-30",
			"99999",
			"05/2026",
			"2026",
			"00/00/0000",
			"2999-01-01",
			"1912-05-05",
			"5 Foo 2026",
			"2026-03-11",
		],
		"total": [
			"",
			"abc",
			"1.2.3",
			"12,50,1",
			"--5",
			"1e5",
			"NaN",
			"Infinity",
			"9999999999999",
			"5%",
			"12A",
			"1,,000",
			"=1+1",
		],
		"time": ["25:00", "noon", "12:60", "14.30"],
		"odometer": ["-5", "many", "12.5", "99999999", "1e3"],
		"is_return": ["perhaps", "2"],
		"plate": ["!!!", "P" * 21],
		"customer": ["", "NOBODY"],
		"id": ["I" * 141],
		"service_type": ["S" * 141],
	}
	found = [("customers", field, text) for field, texts in customers.items() for text in texts]
	return found + [("invoices", field, text) for field, texts in invoices.items() for text in texts]


GOOD = {
	"customers": {
		"id": "C-1",
		"name": "Reem Alward",
		"phone": "0551234567",
		"email": "r@example.com",
		"language": "Arabic",
		"disabled": "0",
		"plates": "ABJ 1234",
	},
	"invoices": {
		"id": "S-1",
		"customer": "KNOWN",
		"date": "2026-01-05",
		"time": "10:00",
		"total": "100.00",
		"odometer": "5",
		"is_return": "0",
		"plate": "ABJ 1",
		"service_type": "Oil Change",
	},
}


@pytest.mark.parametrize(
	("codec", "delimiter"),
	[("utf-8", ","), ("windows-1256", ";"), ("utf-16", "\t")],
	ids=["utf-8", "windows-1256", "utf-16"],
)
@pytest.mark.parametrize(("kind", "field", "text"), broken_cells())
def test_a_cell_that_cannot_be_used_is_refused_with_line_column_value_reason_and_advice(
	workshop, rows, codec, delimiter, kind, field, text
):
	with workshop.writing() as connection:
		connection.execute("INSERT INTO tabCustomer (name, customer_name) VALUES ('KNOWN', 'عميل')")
	headings = {one.name: one.headings[0] for one in FIELDS[kind]}
	bad = {**GOOD[kind], field: text}
	sheet = io.StringIO()
	writer = csv.writer(sheet, delimiter=delimiter)
	writer.writerow([headings[name] for name in GOOD[kind]])
	writer.writerow(
		[
			f"{value}-2" if name == "id" else "" if name in ("plate", "plates") else value
			for name, value in GOOD[kind].items()
		]
	)
	writer.writerow(bad.values())
	source = open_source(sheet.getvalue().encode(codec))
	report = run_import(workshop, source, Choices(kind, suggest(kind, source.table.headings)))
	assert report.saved is False
	assert len(rows("SELECT * FROM tabCustomer")) == 1
	(refused,) = report.as_dict(lambda template: template)["refused"]
	assert refused["line"] == 3
	assert refused["column"] == headings[field]
	assert refused["value"] == " ".join(text.split())[:80]
	assert len(refused["reason"]) > 10
	assert len(refused["advice"]) > 8
	assert "{" not in refused["reason"] + refused["advice"]


def test_there_are_more_than_two_hundred_broken_inputs():
	assert 3 * len(broken_cells()) >= 200


@pytest.mark.parametrize(
	"data", ["ID,Customer Name\n", "just one line", "a\nb\nc\n", 'ID;Customer Name\n1;"open\n']
)
def test_a_file_that_is_no_list_of_customers_is_refused_as_a_whole(load, data):
	with pytest.raises(InvalidInput):
		load(data, kind="customers")


def test_a_date_in_the_future_is_refused_today_but_not_tomorrow(load, clock):
	text = f"ID,Customer Name,Date,Grand Total\n1,Reem,{clock.now.date() + timedelta(days=1)},5\n"
	assert counts(load(text)) == (0, 0, 0, 1)
	clock.pass_time(days=1)
	assert counts(load(text)) == (1, 0, 0, 0)
	assert date(2026, 3, 11) == clock.now.date()


GOOD_VIN, OTHER_VIN, WRONG_VIN = "1M8GDM9AXKP042788", "5GZCZ43D13S812715", "1M8GDM9A1KP042788"


def person(call, customer: str) -> dict:
	return call("profile.get_profile", customer=customer)


@pytest.mark.parametrize(
	"headings",
	[
		"ID,Customer Name,Emergency Contact,Emergency Contact Phone,Customer Notes,Service Preferences,License Plate,VIN",
		"المعرف,اسم العميل,جهة الاتصال في الطوارئ,هاتف جهة الاتصال في الطوارئ,ملاحظات العميل,تفضيلات الخدمة,رقم اللوحة,رقم الهيكل",
		"ID,Customer Name,emergency_contact,emergency_contact_phone,customer_notes,service_preferences,license_plate,chassis_no",
	],
	ids=["English", "Arabic", "field names"],
)
def test_the_fields_of_the_profile_arrive_under_headings_of_both_languages(load, call, headings):
	row = f'C-1,Reem Alward,Huda,٠٥٥ ٩٨٧ ٦٥٤٣,"Likes tea\n\nRings < 9","{{""parts"": ""genuine""}}",ABJ 1234,{GOOD_VIN.lower()}\n'
	assert counts(load(f"{headings}\n{row}")) == (1, 0, 0, 0)
	profile = person(call, "C-1")
	assert profile["emergency_contact"]["name"] == "Huda"
	assert profile["emergency_contact"]["phone"]["e164"] == "+966559876543"
	assert profile["notes"] == "<p>Likes tea</p><p>Rings &lt; 9</p>"
	assert profile["preferences"]["values"] == {"parts": "genuine"}
	assert [(car["vin"], car["vin_reason"]) for car in profile["vehicles"]] == [(GOOD_VIN, "")]


def test_a_vin_whose_check_digit_does_not_fit_is_kept_as_written_and_said(load, call):
	text = f"ID,Customer Name,Plate,VIN\nC-1,Reem Alward,ABJ 1234,{WRONG_VIN}\nC-2,Majed,DRS 55,OLD-TIMER\n"
	report = load(text)
	assert counts(report) == (2, 0, 0, 0)
	(note,) = report["notes"]
	assert note.startswith("2 chassis numbers")
	assert WRONG_VIN in note
	assert "OLD-TIMER" in note
	assert [(car["vin"], car["vin_reason"]) for car in person(call, "C-1")["vehicles"]] == [
		(WRONG_VIN, "Imported as written")
	]
	again = load(text)
	assert (counts(again), again["notes"]) == ((0, 0, 2, 0), [])


def test_the_reason_of_an_imported_vin_is_shown_in_the_readers_language(load, client):
	load(f"ID,Customer Name,Plate,VIN\nC-1,Reem Alward,ABJ 1234,{WRONG_VIN}\n")
	path = "/api/method/workshop_crm.api.profile.get_profile?customer=C-1&_lang=ar"
	(car,) = client.get(path, base_url="http://127.0.0.1").get_json()["message"]["vehicles"]
	assert car["vin_reason"]
	assert not car["vin_reason"].isascii()


def test_several_cars_of_a_row_have_their_vins_in_the_same_order(load, call):
	load(f'ID,Customer Name,Plate,VIN\nC-1,Reem,"ABJ 1234; DRS 55; TTT 1","{GOOD_VIN};;{OTHER_VIN}"\n')
	vins = {car["plate_latin"]: car["vin"] for car in person(call, "C-1")["vehicles"]}
	assert vins == {"ABJ 1234": GOOD_VIN, "DRS 55": "", "TTT 1": OTHER_VIN}


def test_cars_below_their_customer_bring_their_vins_along(load, call):
	load(f"ID,Customer Name,Plate,VIN\nC-1,Reem,ABJ 1234,{GOOD_VIN}\n,,DRS 55,{OTHER_VIN}\n")
	vins = {car["plate_latin"]: car["vin"] for car in person(call, "C-1")["vehicles"]}
	assert vins == {"ABJ 1234": GOOD_VIN, "DRS 55": OTHER_VIN}


def test_a_later_file_fills_in_and_corrects_what_it_says_and_keeps_the_rest(load, call):
	load(
		"ID,Customer Name,Emergency Contact,Emergency Phone,Notes,Plate\nC-1,Reem,Huda,0559876543,Tea,ABJ 1234\n"
	)
	assert counts(
		load(f"ID,Customer Name,Emergency Phone,Plate,VIN\nC-1,Reem,0551111111,ABJ 1234,{GOOD_VIN}\n")
	) == (
		0,
		1,
		0,
		0,
	)
	profile = person(call, "C-1")
	contact = profile["emergency_contact"]
	assert (contact["name"], contact["phone"]["e164"]) == ("Huda", "+966551111111")
	assert (profile["notes"], profile["vehicles"][0]["vin"]) == ("<p>Tea</p>", GOOD_VIN)


@pytest.mark.parametrize(
	("cells", "column", "word"),
	[
		(",0559876543,,,,", "Emergency Contact", "name"),
		("Huda,,,,,", "Emergency Phone", "phone"),
		("Huda,12,,,,", "Emergency Phone", "12"),
		(',,,"{""colour"": 1}",,', "Service Preferences", "colour"),
		(",,,not json,,", "Service Preferences", "preferences"),
		(",,,,ABJ 1234,1M8GDM9AIKP042788", "VIN", "letter I"),
		(",,,,ABJ 1234,123", "VIN", "123"),
		(",,,,ABJ 1234,1M8GDM9AXKP04278855", "VIN", "19 characters"),
		(f",,,,ABJ 1234;DRS 55,{GOOD_VIN}", "VIN", "1 chassis numbers for 2 plates"),
		(f',,,,ABJ 1234;DRS 55,"{GOOD_VIN};{GOOD_VIN}"', "VIN", "ABJ 1234"),
		(f",,{'x' * 20_001},,,", "Notes", "20001"),
	],
)
def test_a_cell_of_the_new_columns_that_cannot_be_used_is_refused_with_its_reason(
	load, rows, cells, column, word
):
	headings = "ID,Customer Name,Emergency Contact,Emergency Phone,Notes,Service Preferences,Plate,VIN"
	report = load(f"{headings}\nC-1,Reem Alward,{cells}\n")
	(refusal,) = report["refused"]
	assert (refusal["line"], refusal["column"]) == (2, column)
	assert word in refusal["reason"]
	assert refusal["advice"]
	assert rows("SELECT * FROM tabCustomer") == rows("SELECT * FROM tabVehicle") == []


def test_the_vin_of_another_car_is_refused_and_the_car_is_named(load, call):
	load(f"ID,Customer Name,Plate,VIN\nC-1,Reem,ABJ 1234,{GOOD_VIN}\n")
	report = load(f"ID,Customer Name,Plate,VIN\nC-2,Majed,DRS 55,{GOOD_VIN}\n")
	assert (report["refused"][0]["column"], report["refused"][0]["value"]) == ("VIN", GOOD_VIN)
	assert "ABJ 1234" in report["refused"][0]["reason"]
	report = load(f"ID,Customer Name,Plate,VIN\nC-3,A,TTT 1,{OTHER_VIN}\nC-4,B,TTT 2,{OTHER_VIN}\n")
	assert (report["refused"][0]["line"], report["refused_rows"]) == (3, 1)


@pytest.mark.parametrize("no_plate", ["", "بدون لوحة", "NEW", "تحت الإجراء", "-"])
def test_a_car_without_a_plate_waits_under_its_chassis_number_and_gets_one_later(load, rows, no_plate):
	text = f"ID,Customer Name,Plate,VIN\nC-1,Reem,{no_plate},{GOOD_VIN}\n"
	assert counts(load(text)) == (1, 0, 0, 0)
	(car,) = rows("SELECT license_plate, plate_key, customer FROM tabVehicle")
	assert (car["license_plate"], car["plate_key"], car["customer"]) == (GOOD_VIN, "", "C-1")
	assert counts(load(text)) == (0, 0, 1, 0)
	assert counts(load(f"ID,Customer Name,Plate,VIN\nC-1,Reem,ABJ 1234,{GOOD_VIN}\n")) == (0, 1, 0, 0)
	assert [row["plate_key"] for row in rows("SELECT plate_key FROM tabVehicle")] == ["ABJ1234"]
	assert counts(load(text)) == (0, 0, 1, 0)


def test_ids_of_a_file_and_those_given_here_do_not_meet(load, rows):
	for text in (
		"ID,Customer Name,Mobile\nCUST-00001,Someone,0551234111\n,Nobody Else,0551234112\n",
		"ID,Customer Name,Mobile\n,Third One,0551234113\nCUST-00003,Fourth,0551234114\n",
	):
		assert counts(load(text))[0] == 2
	assert len(rows("SELECT name FROM tabCustomer")) == 4


def test_cars_below_a_row_that_cannot_be_used_are_refused_too(load):
	text = "Customer Name,Mobile,Plate\nSaad,0551234567,ABJ 1\nAli,0551,ABJ 3\n,,ABJ 4\n"
	assert [row["line"] for row in load(text, keep_good=True)["refused"]] == [3, 4]


def test_a_later_file_with_fewer_columns_takes_nothing_from_an_invoice(load, rows):
	load(
		"Invoice No,Date,Customer Name,Total,Plate,Service Type,KM\n1,2026-01-05,Reem Alward,10,ABJ 1,Oil,5000\n"
	)
	assert counts(load("Invoice No,Date,Customer Name,Total\n1,2026-01-05,Reem Alward,10\n")) == (0, 0, 1, 0)


@pytest.mark.parametrize(
	("cell", "currency", "total"),
	[("1.234 د.ك", "KWD", "1.234"), ("KWD 1.255", "KWD", "1.255"), ("SR 10.5", "SAR", "10.5")],
)
def test_the_currency_beside_an_amount_is_the_workshops(load, rows, cell, currency, total):
	load(f"Date,Customer Name,Total\n2026-01-05,Reem Alward,{cell}\n")
	(invoice,) = rows("SELECT grand_total FROM `tabSales Invoice`")
	assert invoice["grand_total"] == Decimal(total)
	refused = load("Date,Customer Name,Total\n2026-01-06,Reem Alward,USD 10\n")["refused"]
	assert currency in refused[0]["reason"]


@pytest.mark.parametrize(("stored", "said"), [("Bin Mahfouz", "Binmahfouz"), ("أحمد علي", "Ahmed Ali")])
def test_a_car_says_whose_invoice_it_is_where_the_name_is_spelled_otherwise(load, rows, stored, said):
	load(f"Customer Name,Plate\n{stored},ABJ 1\n")
	load(f"Date,Customer Name,Total,Plate\n2026-01-05,{said},10,ABJ 1\n2026-01-06,Somebody Else,10,ABJ 1\n")
	assert [
		row["customer"] for row in rows("SELECT customer FROM `tabSales Invoice` ORDER BY posting_date")
	] == [
		"CUST-00001",
		"CUST-00002",
	]


def test_a_repeated_row_of_headings_and_an_error_of_excel_are_refused(load):
	text = "Customer Name,Notes\nReem,x\nCustomer Name,Notes\n#N/A,y\n"
	reasons = [row["reason"] for row in load(text)["refused"]]
	assert ["headings" in reasons[0], "#N/A" in reasons[1]] == [True, True]


def test_words_for_nothing_are_empty_cells(load, rows):
	assert counts(load("Customer Name,Mobile,Email,VIN\nReem,لا يوجد,N/A,-\nSaad,0,-,0\n")) == (2, 0, 0, 0)


def test_words_for_no_plate_alone_are_no_car(load, rows):
	assert counts(load("Customer Name,Plate\nReem,بدون لوحة\n")) == (1, 0, 0, 0)
	assert rows("SELECT * FROM tabVehicle") == []


def test_plates_of_kuwait_keep_their_stroke_and_are_two_cars(load, rows):
	text = "Customer Name,Plate\nReem,1/12345 / 11/2345\n"
	assert counts(load(text)) == (1, 0, 0, 0)
	assert {row["plate_key"] for row in rows("SELECT plate_key FROM tabVehicle")} == {
		"KW:1-12345",
		"KW:11-2345",
	}


def test_a_row_below_its_customer_may_bring_a_vin_alone(load, rows):
	assert counts(load(f"ID,Customer Name,Plate,VIN\nC-1,Reem,ABJ 1234,\n,,,{GOOD_VIN}\n")) == (1, 0, 0, 0)
	assert len(rows("SELECT * FROM tabVehicle WHERE customer = 'C-1'")) == 2


def test_a_file_does_not_bring_back_somebody_who_was_erased(load, call, rows):
	text = "ID,Customer Name,Mobile No\nCUST-00007,Reem Alward,0551234567\n"
	load(text)
	call("privacy.erase", customer="CUST-00007", confirm="CUST-00007")
	report = load(text)
	assert "erased" in report["refused"][0]["reason"]
	assert rows("SELECT mobile_no FROM tabCustomer") == [{"mobile_no": ""}]


def test_readings_of_an_imported_invoice_do_not_undo_a_correction(load, call):
	load("ID,Customer Name,Plate\nC-1,Reem,ABJ 1234\n")
	invoices = "ID,Customer,Date,Grand Total,Plate,Odometer\nI-1,C-1,2026-01-05,100,ABJ 1234,54000\n"
	load(invoices)
	(car,) = person(call, "C-1")["vehicles"]
	values = {"odometer": 45_000, "odometer_reason": "Typed wrongly"}
	call("vehicles.save_vehicle", vehicle=car["vehicle"], values=values)
	load(invoices + "I-2,C-1,2026-02-05,100,ABJ 1234,44000\n")
	assert person(call, "C-1")["vehicles"][0]["odometer"] == 45_000
