"""From text to rows: the delimiter, the row of headings (also inside Data Export's template), and each row's line."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold

DELIMITERS = (",", ";", "\t", "|")
ROWS_TO_LOOK_AT = 60
HEADINGS_WITHIN = 30
MAX_CELL = 100_000
LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


@dataclass(frozen=True, slots=True)
class Row:
	"""`line` is the first line of the row in the file, as an editor counts; `cells` are as many as the headings."""

	line: int
	cells: list[str]


@dataclass(frozen=True, slots=True)
class Table:
	"""`too_long` are rows with more cells than headings: their columns cannot be trusted."""

	delimiter: str
	headings: list[str]
	rows: list[Row]
	too_long: list[Row]


def read_table(text: str, is_known: Callable[[str], bool], delimiter: str | None = None) -> Table:
	"""Read a table; `is_known` says of a folded heading whether it names a field.

	Raises InvalidInput when there is no row below the headings or a quotation mark is never closed.
	"""
	delimiter = delimiter or find_delimiter(text)
	return table_of(list(_rows(text, delimiter)), is_known, delimiter)


def table_of(rows: list[Row], is_known: Callable[[str], bool], delimiter: str) -> Table:
	"""The table that stands in `rows`, wherever its headings are. Raises InvalidInput when there is no row below them."""
	place = _headings_place(rows, is_known)
	headings = [heading.strip() for heading in rows[place].cells] if rows else []
	while headings and not headings[-1]:
		headings.pop()
	below = _data_rows(headings, rows[place + 1 :])
	if not below:
		raise InvalidInput(N_("There is no row below the headings."))
	return _split(delimiter, headings, below)


def find_delimiter(text: str) -> str:
	"""The delimiter that cuts the first rows into the most columns, and into equally many.

	Raises InvalidInput when none cuts them and one would, were it not for a quotation mark that is never closed.
	"""
	found, problem = {}, None
	for delimiter in DELIMITERS:
		try:
			found[delimiter] = _regularity(text, delimiter)
		except InvalidInput as error:
			problem = error
	if problem and not any(found.values()):
		raise problem
	return max(found, key=lambda delimiter: found[delimiter])


def _regularity(text: str, delimiter: str) -> float:
	counts = [len(row.cells) for row in islice(_rows(text, delimiter), ROWS_TO_LOOK_AT)]
	if not counts:
		return 0
	columns, rows = Counter(counts).most_common(1)[0]
	return (columns - 1) * rows / len(counts)


def _rows(text: str, delimiter: str) -> Iterator[Row]:
	"""Every row that is not blank."""
	csv.field_size_limit(MAX_CELL)
	reader = csv.reader(_lines(text), delimiter=delimiter, strict=True)
	line = 1
	while True:
		try:
			cells = next(reader)
		except StopIteration:
			return
		except csv.Error:
			raise InvalidInput(
				N_(
					"From line {line} on, a quotation mark is opened and not closed. Correct it and try again."
				),
				line=line,
			) from None
		if any(cell and not cell.isspace() for cell in cells):
			yield Row(line, cells)
		line = reader.line_num + 1


def _lines(text: str) -> Iterator[str]:
	"""Lines with their ends. A file object over the text would hold it again, at four bytes a character."""
	return (line[0] for line in LINE.finditer(text) if line[0])


def _headings_place(rows: list[Row], is_known: Callable[[str], bool]) -> int:
	"""The row in which most cells name a field; the first one where none does."""
	known = [sum(is_known(fold(cell)) for cell in row.cells) for row in rows[:HEADINGS_WITHIN]]
	return known.index(max(known)) if known else 0


def _data_rows(headings: list[str], rows: list[Row]) -> list[Row]:
	"""Data Export's template names its rows in the first column, which stays empty in the rows of data."""
	if not headings or not (headings[0].endswith(":") or headings[0].endswith("：")):
		return rows
	return [row for row in rows if not row.cells[0].strip()]


def _split(delimiter: str, headings: list[str], rows: list[Row]) -> Table:
	width = len(headings)
	fitting, too_long = [], []
	for row in rows:
		missing = width - len(row.cells)
		if missing > 0:
			row.cells.extend([""] * missing)
		elif missing < 0:
			if any(cell.strip() for cell in row.cells[width:]):
				too_long.append(row)
				continue
			del row.cells[width:]
		fitting.append(row)
	return Table(delimiter, headings, fitting, too_long)
