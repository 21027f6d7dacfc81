"""Workbooks of Excel are read as their cells are shown."""

import io
import zipfile
from datetime import date, datetime, time

import pytest
from openpyxl import Workbook

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.imports import workbook
from workshop_crm.core.imports.columns import suggest
from workshop_crm.core.imports.source import open_source


def saved(*sheets: list[list[object]]) -> bytes:
	book = Workbook()
	book.remove(book.active)
	for number, rows in enumerate(sheets, 1):
		sheet = book.create_sheet(f"Sheet {number}")
		for row in rows:
			sheet.append(row)
	file = io.BytesIO()
	book.save(file)
	return file.getvalue()


def test_cells_are_read_as_excel_shows_them():
	cells = [
		551234567,
		551234567.0,
		12.5,
		date(2026, 1, 5),
		datetime(2026, 1, 5, 9, 30),
		time(9, 30),
		True,
		None,
		" x ",
	]
	source = open_source(saved([["Name", *"bcdefghi"], cells]))
	assert source.encoding == "Excel"
	assert source.table.rows[0].cells == [
		"551234567",
		"551234567",
		"12.5",
		"2026-01-05",
		"2026-01-05 09:30:00",
		"09:30:00",
		"True",
		"",
		"x",
	]


def test_headings_are_found_below_a_title_and_rows_keep_their_lines():
	source = open_source(
		saved([["My customers"], [], ["اسم العميل", "رقم الجوال"], ["ريم", 551234567], [], ["سعد", ""]])
	)
	assert suggest("customers", source.table.headings) == {"name": 0, "phone": 1}
	assert [row.line for row in source.table.rows] == [4, 6]


def test_the_sheet_with_the_customers_is_read_and_others_are_named():
	source = open_source(
		saved([["Notes"], ["to do"]], [["Customer Name", "Mobile"], ["Reem", "0551234567"]], [[]])
	)
	assert source.table.rows[0].cells[0] == "Reem"
	assert source.other_sheets == ["Sheet 1"]


def test_a_hidden_sheet_is_not_read():
	book = Workbook()
	book.active.append(["Name"])
	book.active.append(["Reem"])
	hidden = book.create_sheet("Old")
	hidden.append(["Customer Name", "Mobile", "Email"])
	hidden.append(["Saad", "0551234567", ""])
	hidden.sheet_state = "hidden"
	file = io.BytesIO()
	book.save(file)
	assert open_source(file.getvalue()).table.headings == ["Name"]


@pytest.mark.parametrize("data", [b"PK\x03\x04rest", b"PK\x03\x04"])
def test_a_damaged_workbook_is_refused(data):
	with pytest.raises(InvalidInput, match="cannot be read"):
		open_source(data)


def test_a_zip_that_is_no_workbook_is_refused():
	file = io.BytesIO()
	with zipfile.ZipFile(file, "w") as archive:
		archive.writestr("letter.txt", "hello")
	with pytest.raises(InvalidInput, match="cannot be read"):
		open_source(file.getvalue())


def test_an_empty_workbook_is_refused():
	with pytest.raises(InvalidInput, match="empty"):
		open_source(saved([[]]))


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
	monkeypatch.setattr(workbook, "MAX_UNPACKED", 100)
	with pytest.raises(InvalidInput, match="too large"):
		open_source(saved([["Name"], ["Reem"]]))
