"""From bytes to rows: encodings, delimiters, headings, amounts and dates."""

from contextlib import suppress
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from data_export import DATA_EXPORT
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.imports.amounts import decimal_sign, parse_amount
from workshop_crm.core.imports.cells import RowReader
from workshop_crm.core.imports.columns import (
	check_columns,
	guess_kind,
	is_known_heading,
	map_columns,
	suggest,
)
from workshop_crm.core.imports.customer_rows import customers_kind
from workshop_crm.core.imports.dates import date_order, parse_date, parse_time
from workshop_crm.core.imports.decode import decode
from workshop_crm.core.imports.source import open_source
from workshop_crm.core.imports.table import Row, find_delimiter, read_table

ARABIC = "رقم العميل,اسم العميل\n1,أحمد بن محمّد\n2,مريم العلي\n"


@pytest.mark.parametrize(
	("codec", "name"),
	[
		("utf-8", "UTF-8"),
		("utf-8-sig", "UTF-8"),
		("utf-16", "UTF-16"),
		("utf-16-le", "UTF-16"),
		("utf-16-be", "UTF-16"),
		("utf-32", "UTF-32"),
		("windows-1256", "Windows-1256"),
	],
)
def test_arabic_is_read_in_every_usual_encoding(codec, name):
	decoded = decode(ARABIC.encode(codec))
	assert decoded.text.removeprefix("\ufeff") == ARABIC
	assert decoded.encoding == name


def test_french_letters_of_windows_1256_survive():
	assert decode("Name\nJosé Noël\n".encode("windows-1256")).text == "Name\nJosé Noël\n"


def test_damaged_utf_8_is_not_taken_for_windows_1256_and_the_line_is_named():
	data = ("سطر سليم\n" * 5).encode() + b"\xd8\n" + "سطر سليم\n".encode()
	with pytest.raises(InvalidInput, match="Line 6"):
		decode(data)


@pytest.mark.parametrize(
	("data", "words"),
	[
		(b"", "empty"),
		(b"\n \r\n", "empty"),
		(b"\xd0\xcf\x11\xe0rest", "Excel"),
		(b"%PDF-1.7", "PDF"),
		(b"a,b\x00\x01\x02" + bytes(range(256)) * 3, "not a text"),
		(b"\xff\xfea", "not a text"),
	],
)
def test_what_is_no_table_of_text_is_named(data, words):
	with pytest.raises(InvalidInput, match=words):
		decode(data)


@given(some.text(some.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip))
def test_any_text_in_utf_8_comes_back_as_it_was(text):
	if not text.encode().startswith((b"PK\x03\x04", b"%PDF", b"\xef\xbb\xbf")):
		assert decode(text.encode()).text == text


@given(some.binary(max_size=300))
def test_no_bytes_whatever_break_the_reader(data):
	with suppress(InvalidInput):
		open_source(data)


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found_among_commas_in_the_values(delimiter):
	lines = [["ID", "Customer Name", "Grand Total"], ["1", "Smith, John", "1,50"], ["2", "Doe, Jane", "2,75"]]
	quoted = [[f'"{cell}"' if delimiter in cell else cell for cell in line] for line in lines]
	assert find_delimiter("\n".join(delimiter.join(line) for line in quoted)) == delimiter


def test_a_row_knows_its_line_behind_line_ends_in_quotation_marks():
	table = read_table('ID,Customer Name\n1,"two\nlines"\n\n2,one\n', is_known_heading)
	assert [(row.line, row.cells) for row in table.rows] == [(2, ["1", "two\nlines"]), (5, ["2", "one"])]


def test_a_quotation_mark_that_is_never_closed_is_named_with_its_line():
	with pytest.raises(InvalidInput, match="line 3"):
		read_table('ID,Name\n1,a\n2,"b\n3,c\n', is_known_heading)


def test_short_rows_are_filled_and_long_ones_set_aside():
	table = read_table("ID,Customer Name,Email\n1,a\n2,b,c,d\n3,e,f,,\n", is_known_heading)
	assert [row.cells for row in table.rows] == [["1", "a", ""], ["3", "e", "f"]]
	assert [row.line for row in table.too_long] == [3]


def test_headings_alone_are_no_table():
	with pytest.raises(InvalidInput, match="no row below"):
		read_table("ID,Customer Name\n\n", is_known_heading)


def test_headings_are_found_below_a_title():
	table = read_table(
		"My customers,,\nprinted on Monday,,\nID,Customer Name,Email\n1,a,\n", is_known_heading
	)
	assert table.headings == ["ID", "Customer Name", "Email"]
	assert len(table.rows) == 1


@pytest.mark.parametrize("with_separator", [True, False])
def test_the_template_of_data_export_is_read_with_its_leading_rows(with_separator):
	text = (
		DATA_EXPORT if with_separator else DATA_EXPORT.replace('"Start entering data below this line"\n', "")
	)
	source = open_source(text.encode())
	assert len(source.table.rows) == 3
	columns = suggest("customers", source.table.headings)
	assert source.table.headings[columns["id"]] in ("ID", "name")
	assert source.texts(columns, "name") == {"Reem Alward", "", "Majed"}
	assert columns["id"] == 1


@pytest.mark.parametrize(
	("kind", "headings", "expected"),
	[
		(
			"customers",
			["ID", "Customer Name", "Mobile No", "Email Id", "Customer Name (Arabic)", "Preferred Language"],
			{"id": 0, "name": 1, "phone": 2, "email": 3, "name_ar": 4, "language": 5},
		),
		(
			"customers",
			["المعرّف", "اسم العميل", "رقم الجوّال", "البريد الإلكتروني", "اللوحة"],
			{"id": 0, "name": 1, "phone": 2, "email": 3, "plates": 4},
		),
		(
			"invoices",
			[
				"ID",
				"Customer",
				"Customer Name",
				"Posting Date",
				"Posting Time",
				"Grand Total",
				"Status",
				"Is Return (Credit Note)",
				"Return Against",
			],
			{
				"id": 0,
				"customer": 1,
				"customer_name": 2,
				"date": 3,
				"time": 4,
				"total": 5,
				"status": 6,
				"is_return": 7,
				"return_against": 8,
			},
		),
		(
			"invoices",
			["رقم الفاتورة", "العميل", "تاريخ القيد", "الإجمالي", "الحالة", "نوع الخدمة", "رقم اللوحة"],
			{"id": 0, "customer": 1, "date": 2, "total": 3, "status": 4, "service_type": 5, "plate": 6},
		),
		("invoices", ["Grand Total", "Grand Total (Company Currency)", "Date"], {"total": 1, "date": 2}),
		(
			"customers",
			["Name", "Arabic Name", "Tel", "Plate No."],
			{"name": 0, "name_ar": 1, "phone": 2, "plates": 3},
		),
		("customers", ["name", "customer_name", "mobile_no"], {"id": 0, "name": 1, "phone": 2}),
		(
			"customers",
			["اسم الزبون", "رقم التلفون", "رقم السيارة"],
			{"name": 0, "phone": 1, "plates": 2},
		),
		("customers", ["Client Name", "WhatsApp", "Car No"], {"name": 0, "phone": 1, "plates": 2}),
	],
)
def test_headings_of_erpnext_and_of_peoples_own_sheets_are_known_in_both_languages(kind, headings, expected):
	assert suggest(kind, headings) == expected
	assert guess_kind(headings) == kind


def test_columns_can_be_named_by_hand():
	headings = ["Kunde", "Datum", "ID", "Betrag"]
	chosen = ["Kunde=customer_name", "#2=date", "Betrag = total", "ID="]
	assert map_columns("invoices", headings, chosen) == {"customer_name": 0, "date": 1, "total": 3}


@pytest.mark.parametrize("chosen", ["Kunde=colour", "Nirgends=date", "#9=date", "#0=date"])
def test_a_wrong_mapping_says_what_there_is(chosen):
	with pytest.raises(InvalidInput, match=r"Kunde|customer_name"):
		map_columns("invoices", ["Kunde", "Datum"], [chosen])


@pytest.mark.parametrize(
	("kind", "columns"),
	[
		("customers", {"id": 0}),
		("invoices", {"customer": 0, "date": 1}),
		("invoices", {"date": 0, "total": 1}),
	],
)
def test_an_import_without_a_needed_column_is_refused(kind, columns):
	with pytest.raises(InvalidInput, match="No column is chosen"):
		check_columns(kind, columns, 5)


@pytest.mark.parametrize(
	("text", "amount"),
	[
		("120", "120"),
		("-120.5", "-120.5"),
		("1,234.50", "1234.50"),
		("1,234,567", "1234567"),
		("12,34,567.00", "1234567"),
		("SAR 1,234.50", "1234.50"),
		("1,234.50 ر.س", "1234.50"),
		("١٬٢٣٤٫٥٠", "1234.50"),
		("۱۲۳", "123"),
		("(120.00)", "-120"),
		("120-", "-120"),
		("−7", "-7"),
		("\u200f٥٠٫٢٥", "50.25"),
		("1'234.50", "1234.50"),
		("1 234.50", "1234.50"),
		("1\u00a0234.50", "1234.50"),
		(".5", "0.5"),
		("$ 7", "7"),
		("SR 120.500", "120.500"),
		("\u20c1 1,234.50", "1234.50"),
		("1234/-", "1234"),
		("120 ريال", "120"),
	],
)
def test_amounts_are_read_as_sheets_write_them(text, amount):
	assert parse_amount(text) == Decimal(amount)


@pytest.mark.parametrize(
	"text",
	[
		"12,50",
		"1,23",
		"1.2.3",
		"abc",
		"",
		"--5",
		"1e5",
		"12A",
		"NaN",
		"Infinity",
		"5%5",
		"1,2345",
		"9999999999999",
		"12.5.2026",
		"1,,000",
		",5",
		"-",
		".",
	],
)
def test_what_is_no_amount_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_amount(text)


def test_a_column_decides_which_sign_is_the_decimal_one():
	assert decimal_sign({"1.234,50", "12", "1.000"}) == ","
	assert decimal_sign({"12,5", "1.000"}) == ","
	assert decimal_sign({"1,234.50", "1,000"}) == "."
	assert decimal_sign({"1,234", "1.234"}) == "."
	assert parse_amount("1.234,50", ",") == Decimal("1234.50")
	assert parse_amount("12,5", ",") == Decimal("12.5")
	with pytest.raises(InvalidInput):
		parse_amount("12.5", ",")


@given(some.decimals(min_value=-(10**8), max_value=10**8, places=2), some.sampled_from(".,"))
def test_any_amount_with_separators_is_read_back(amount, sign):
	written = f"{amount:,.2f}"
	if sign == ",":
		written = written.translate(str.maketrans(",.", ".,"))
	assert parse_amount(written, sign) == amount


@pytest.mark.parametrize(
	("text", "day"),
	[
		("2026-03-05", date(2026, 3, 5)),
		("2026/3/5", date(2026, 3, 5)),
		("2026-03-05 14:30:00.123456", date(2026, 3, 5)),
		("2026-03-05T14:30:00", date(2026, 3, 5)),
		("05/03/2026", date(2026, 3, 5)),
		("5-3-26", date(2026, 3, 5)),
		("05.03.2026 9:15", date(2026, 3, 5)),
		("٠٥/٠٣/٢٠٢٦", date(2026, 3, 5)),
		("\u200f٥\u200f/٣\u200f/٢٠٢٦", date(2026, 3, 5)),
		("20260305", date(2026, 3, 5)),
		("5 Mar 2026", date(2026, 3, 5)),
		("March 5, 2026", date(2026, 3, 5)),
		("٥ مارس ٢٠٢٦", date(2026, 3, 5)),
		("5 أبريل 2026", date(2026, 4, 5)),
		("5-Jan-26", date(2026, 1, 5)),
		("٥ كانون الثاني ٢٠٢٦", date(2026, 1, 5)),
		("5 كانون الأول 2026", date(2026, 12, 5)),
		("05 تشرين الأول 26", date(2026, 10, 5)),
		("2026 تشرين الثاني 5", date(2026, 11, 5)),
		("46027", date(2026, 1, 5)),
		("46027.0", date(2026, 1, 5)),
		("46027.75", date(2026, 1, 5)),
		("1447-07-15", date(2026, 1, 4)),
		("15/07/1447", date(2026, 1, 4)),
		("١٥ رجب ١٤٤٧هـ", date(2026, 1, 4)),
		("15 رجب 1447 هـ", date(2026, 1, 4)),
		("1 ربيع الأول 1446", date(2024, 9, 4)),
		("3 جمادى الثانية 46", date(2024, 12, 4)),
		("10 ذي الحجة 1446 هـ", date(2025, 6, 6)),
		("9 Dhu al-Hijjah 1446", date(2025, 6, 5)),
		("15/7/47 هـ", date(2026, 1, 4)),
		("5 شعبان 1447 10:30", date(2026, 1, 24)),
	],
)
def test_dates_are_read_as_sheets_write_them(text, day):
	assert parse_date(text) == day


@pytest.mark.parametrize(
	("text", "words"),
	[
		("30/02/1447", "calendar"),
		("31 رجب 1447", "calendar"),
		("12/12/1599", "year"),
		("99999", "not a date"),
		("2026-02-30", "calendar"),
		("31/04/2026", "calendar"),
		("05/13/2026", "calendar"),
		("1912-01-01", "year"),
		("yesterday", "not a date"),
		("5 Foo 2026", "not a date"),
		("2026", "not a date"),
		("Mar 2026", "not a date"),
		("5 كانون 2026", "not a date"),
	],
)
def test_what_is_no_date_is_told_by_what_it_looks_like(text, words):
	with pytest.raises(InvalidInput, match=words):
		parse_date(text)


@pytest.mark.parametrize(
	("texts", "order", "certain"),
	[
		({"05/03/2026", "13/03/2026"}, "day first", True),
		({"05/03/2026", "03/13/2026"}, "month first", True),
		({"05/03/2026"}, "day first", False),
		({"05/05/2026"}, "day first", True),
		({"2026-03-05"}, "day first", True),
		({"13/03/2026", "14/03/2026", "03/15/2026"}, "day first", True),
		(set(), "day first", True),
	],
)
def test_a_column_decides_about_day_and_month(texts, order, certain):
	assert date_order(texts) == (order, certain)


@given(some.dates(date(1970, 1, 1), date(2099, 12, 31)), some.sampled_from(["day first", "month first"]))
def test_any_date_is_read_back_in_the_order_of_its_column(day, order):
	written = f"{day:%d/%m/%Y}" if order == "day first" else f"{day:%m/%d/%Y}"
	assert parse_date(written, order) == day


@pytest.mark.parametrize(
	("text", "expected"),
	[
		("14:30", "14:30"),
		("14:30:05.000123", "14:30"),
		("2:05 PM", "14:05"),
		("12:00 am", "00:00"),
		("٩:٣٠ م", "21:30"),
		("2026-03-05 08:15", "08:15"),
	],
)
def test_times_are_read_as_sheets_write_them(text, expected):
	assert f"{parse_time(text):%H:%M}" == expected


@pytest.mark.parametrize("text", ["25:00", "12:60", "noon", "14.30", ""])
def test_what_is_no_time_is_refused(text):
	with pytest.raises(InvalidInput):
		parse_time(text)


@pytest.mark.parametrize(
	"cell",
	[
		"0551234567",
		"551234567.0",
		'="0551234567"',
		"'0551234567",
		"'+966551234567",
		"966551234567.00",
		"0551234567 / 0559876543",
		"0551234567 - 0559876543",
		"0551234567 أو 0559876543",
		"0551234567 or 0559876543",
		"0551234567\n0559876543",
		"055 - 123 4567",
		"055/1234567",
	],
)
def test_a_phone_is_read_as_excel_and_people_write_it(cell):
	rules = customers_kind("SA", date(2026, 11, 1)).rules
	reader = RowReader({"phone": rules["phone"]}, {"phone": 0}, ["Phone"])
	values, refused = reader.read(Row(2, [cell]))
	assert (values["phone"].numbers[0], values["phone"].rest, refused) == ("+966551234567", "", [])


@pytest.mark.parametrize("cell", ["9.66501E+11", "5.51E+08", "9,66501e11"])
def test_a_phone_that_excel_has_shortened_is_refused_with_what_to_do(cell):
	rules = customers_kind("SA", date(2026, 11, 1)).rules
	_values, (refusal,) = RowReader({"phone": rules["phone"]}, {"phone": 0}, ["Phone"]).read(Row(2, [cell]))
	assert "shortened" in str(refusal.reason)
