"""From an Excel workbook to rows of texts, read as the cells are shown: no number gets decimals, no date a time."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from openpyxl import load_workbook

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.table import HEADINGS_WITHIN, Row
from workshop_crm.core.names.fold import fold

EXCEL = "Excel"
# Unpacked, in bytes: a workbook of a few kilobytes can hold gigabytes.
MAX_UNPACKED = 400_000_000
_BEGINNING = b"PK\x03\x04"
_MIDNIGHT = time()


@dataclass(frozen=True, slots=True)
class Sheet:
	"""`others` are the names of the workbook's other sheets that have rows."""

	rows: list[Row]
	others: Sequence[str]


def is_workbook(data: bytes) -> bool:
	return data.startswith(_BEGINNING)


def read_sheet(data: bytes, is_known: Callable[[str], bool]) -> Sheet:
	"""The sheet with the most known headings, of those that are shown. Raises InvalidInput for what is no workbook, or holds too much."""
	_check_size(data)
	try:
		workbook = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
		shown = [sheet for sheet in workbook.worksheets if sheet.sheet_state == "visible"]
		sheets = {sheet.title: list(_rows(sheet)) for sheet in shown or workbook.worksheets}
	except (
		AttributeError,
		KeyError,
		OSError,
		SyntaxError,
		TypeError,
		ValueError,
		zipfile.BadZipFile,
	) as error:
		raise _no_workbook() from error
	filled = {title: rows for title, rows in sheets.items() if rows}
	if not filled:
		raise InvalidInput(N_("The file is empty."))
	chosen = max(filled, key=lambda title: _known_headings(filled[title], is_known))
	return Sheet(filled[chosen], [title for title in filled if title != chosen])


def _check_size(data: bytes) -> None:
	try:
		with zipfile.ZipFile(io.BytesIO(data)) as archive:
			unpacked = sum(entry.file_size for entry in archive.infolist())
	except zipfile.BadZipFile:
		raise _no_workbook() from None
	if unpacked > MAX_UNPACKED:
		raise InvalidInput(N_("The workbook is too large. Save the sheet as CSV and choose that file."))


def _rows(sheet: Any) -> Iterator[Row]:
	# The size that a workbook notes of its sheets may be wrong.
	sheet.reset_dimensions()
	for line, cells in enumerate(sheet.iter_rows(values_only=True), 1):
		texts = [_shown(cell) for cell in cells]
		if any(texts):
			yield Row(line, texts)


def _shown(cell: object) -> str:
	if cell is None:
		return ""
	if isinstance(cell, float):
		return f"{cell:.0f}" if cell.is_integer() else repr(cell)
	if isinstance(cell, datetime):
		return cell.date().isoformat() if cell.time() == _MIDNIGHT else cell.isoformat(" ", "seconds")
	if isinstance(cell, (date, time)):
		return cell.isoformat()
	return str(cell).strip()


def _known_headings(rows: Sequence[Row], is_known: Callable[[str], bool]) -> int:
	return max(sum(is_known(fold(cell)) for cell in row.cells) for row in rows[:HEADINGS_WITHIN])


def _no_workbook() -> InvalidInput:
	return InvalidInput(
		N_('The workbook cannot be read. Save it anew as .xlsx, or as "CSV UTF-8", and choose that file.')
	)
