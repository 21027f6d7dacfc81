"""Tables as files that a spreadsheet opens, and cells that it takes for text or a number, never for a formula."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from io import BytesIO, StringIO
from typing import Literal

from workshop_crm.core.common.errors import N_, InvalidInput

# Of Excel.
MAX_CELL, MAX_TITLE = 32_767, 31

Cell = str | int | float | None
FileKind = Literal["csv", "xlsx"]
CONTENT_TYPES: Mapping[FileKind, str] = {
	"csv": "text/csv; charset=utf-8",
	"xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_FORMULA_STARTS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")


def harmless(cell: Cell) -> Cell:
	"""Text that a spreadsheet would take for a formula gets an apostrophe in front; numbers stay numbers."""
	if isinstance(cell, str) and (
		cell.startswith(_FORMULA_STARTS) or cell.lstrip().startswith(_FORMULA_STARTS)
	):
		return "'" + cell
	return cell


def file_kind(kind: str) -> FileKind:
	"""Raises InvalidInput for a kind of file that there is not."""
	for known in CONTENT_TYPES:
		if kind == known:
			return known
	raise InvalidInput(N_("A table is saved as csv or xlsx, not as {kind}."), kind=kind[:20])


def file_of(kind: FileKind, rows: Iterable[Sequence[Cell]], title: str, right_to_left: bool) -> bytes:
	return csv_file(rows) if kind == "csv" else xlsx_file(rows, title, right_to_left)


def csv_file(rows: Iterable[Sequence[Cell]]) -> bytes:
	"""UTF-8 with a byte order mark, as Excel wants it; lines end in CR LF."""
	text = StringIO()
	csv.writer(text).writerows([harmless(cell) for cell in row] for row in rows)
	return ("\ufeff" + text.getvalue()).encode()


def xlsx_file(rows: Iterable[Sequence[Cell]], title: str, right_to_left: bool = False) -> bytes:
	"""A workbook of one sheet, whose first row stays in view. Text stays text, also where it begins like a formula."""
	from openpyxl import Workbook  # only exports need it
	from openpyxl.cell import WriteOnlyCell

	book = Workbook(write_only=True)
	sheet = book.create_sheet(_sheet_title(title))
	sheet.freeze_panes = "A2"
	sheet.sheet_view.rightToLeft = right_to_left
	for row in rows:
		cells = []
		for value in row:
			cell = WriteOnlyCell(sheet, _storable(value))
			if isinstance(value, str):
				cell.data_type = "s"
			cells.append(cell)
		sheet.append(cells)
	content = BytesIO()
	book.save(content)
	return content.getvalue()


def _storable(value: Cell) -> Cell:
	"""Without the control characters that a workbook cannot hold."""
	if not isinstance(value, str):
		return value
	return "".join(letter for letter in value if letter in "\t\n\r" or ord(letter) >= 32)[:MAX_CELL]


def _sheet_title(title: str) -> str:
	return "".join(" " if letter in "[]:*?/\\" else letter for letter in title)[:MAX_TITLE] or "Sheet"
