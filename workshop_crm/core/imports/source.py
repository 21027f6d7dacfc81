"""A file as it was given, opened once: its table, and what its columns seem to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.amounts import decimal_sign
from workshop_crm.core.imports.balance_rows import balances_kind
from workshop_crm.core.imports.cells import RowReader
from workshop_crm.core.imports.choices import Choices
from workshop_crm.core.imports.columns import Columns, check_columns, is_known_heading
from workshop_crm.core.imports.customer_rows import check_cars, customers_kind, read_cars
from workshop_crm.core.imports.dates import Order, date_order
from workshop_crm.core.imports.decode import decode
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS
from workshop_crm.core.imports.invoice_rows import invoices_kind
from workshop_crm.core.imports.kinds import Kind
from workshop_crm.core.imports.problems import CORRECT, REMOVE_ROW, Refusal
from workshop_crm.core.imports.report import Note
from workshop_crm.core.imports.rubbish import a_total, is_total
from workshop_crm.core.imports.table import Row, Table, read_table, table_of
from workshop_crm.core.imports.workbook import EXCEL, is_workbook, read_sheet

Progress = Callable[[int, int], None]

ROWS_BETWEEN_REPORTS = 500
CELLS_OF_A_CAR = {"plates", "vins"}


@dataclass(frozen=True, slots=True)
class Source:
	"""`encoding` as people call it; `other_sheets` of a workbook are not read."""

	table: Table
	encoding: str
	other_sheets: Sequence[str] = ()

	def headings_of(self, columns: Columns) -> dict[str, str]:
		"""The heading of each field's column."""
		return {field: self.table.headings[place] for field, place in columns.items()}

	def texts(self, columns: Columns, field: str) -> set[str]:
		"""The different texts of a column."""
		place = columns.get(field)
		return set() if place is None else {row.cells[place] for row in self.table.rows}


@dataclass(frozen=True, slots=True)
class Checked:
	"""The rows of a file that can be read, and those that cannot."""

	records: list[Any]
	refused: list[Refusal]
	notes: list[Note]


def open_source(data: bytes, delimiter: str | None = None) -> Source:
	"""Raises InvalidInput when the file is no table, neither of text nor in a workbook."""
	if is_workbook(data):
		sheet = read_sheet(data, is_known_heading)
		return Source(table_of(sheet.rows, is_known_heading, ""), EXCEL, sheet.others)
	decoded = decode(data)
	del data  # the rows need the room
	return Source(read_table(decoded.text, is_known_heading, delimiter), decoded.encoding)


def check_rows(source: Source, choices: Choices, region: str, today: date, progress: Progress) -> Checked:
	"""Read every row; the chosen order overrides what the column of dates says of itself."""
	columns = choices.columns
	check_columns(choices.kind, columns, len(source.table.headings))
	notes = _sheets_not_read(source)
	if choices.kind == CUSTOMERS:
		read_as = customers_kind(region, today)
	elif choices.kind == BALANCES:
		order, about_dates = _order(source.texts(columns, "expires"), choices.order)
		notes += about_dates
		read_as = balances_kind(today, order, decimal_sign(source.texts(columns, "spent")))
	else:
		order, about_dates = _order(source.texts(columns, "date"), choices.order)
		notes += about_dates
		read_as = invoices_kind(today, region, order, decimal_sign(source.texts(columns, "total")))
	records, refused = _read_all(source.table, columns, read_as, progress)
	return Checked(records, [*_too_long(source.table), *refused], notes)


def _sheets_not_read(source: Source) -> list[Note]:
	if not source.other_sheets:
		return []
	return [
		Note(
			N_("One sheet of the workbook was read. Others are left out: {sheets}"),
			sheets=tuple(source.other_sheets),
		)
	]


def _order(dates: set[str], order: Order | None) -> tuple[Order, list[Note]]:
	if order is not None:
		return order, []
	found, is_certain = date_order(dates)
	if is_certain:
		return found, []
	return found, [
		Note(
			N_("The dates can be read in two ways; they were read day first: 05/03/2026 is the 5th of March.")
		)
	]


def _read_all(
	table: Table, columns: dict[str, int], kind: Kind, progress: Progress
) -> tuple[list[Any], list[Refusal]]:
	reader = RowReader(kind.rules, columns, table.headings)
	records: list[Any] = []
	refused: list[Refusal] = []
	last: Any = None
	for done, row in enumerate(table.rows):
		if done % ROWS_BETWEEN_REPORTS == 0:
			progress(done, len(table.rows))
		if _repeats(row, table.headings):
			refused.append(
				reader.refuse_row(row, InvalidInput(N_("The row repeats the headings.")), REMOVE_ROW)
			)
			continue
		values, refusals = reader.read(row)
		if kind.may_be_total(values) and is_total(row.cells):
			refused.append(reader.refuse_row(row, a_total(), REMOVE_ROW))
			continue
		if not refusals and values.keys() <= CELLS_OF_A_CAR:
			if missing := check_cars(values):
				refused.append(reader.refuse(row, *missing))
			elif last is None and values:
				refused.append(reader.refuse_row(row, _of_a_refused_row(), CORRECT))
			else:
				last = _continued(records, last, values)
			continue
		if missing := kind.check(values):
			refusals.insert(0, reader.refuse(row, *missing))
		last = None if refusals else kind.build(row.line, values)
		if last is not None:
			records.append(last)
		refused += refusals
	progress(len(table.rows), len(table.rows))
	return records, refused


def _continued(records: list[Any], last: Any, values: dict[str, Any]) -> Any:
	"""ERPNext writes the rows of a record's tables below it, with the record's own cells empty."""
	if last is not None and values:
		records[-1] = last = last._replace(cars=last.cars + read_cars(values))
	return last


def _repeats(row: Row, headings: Sequence[str]) -> bool:
	"""As programs that print pages write lists."""
	pairs = [(cell, heading) for cell, heading in zip(row.cells, headings, strict=True) if cell.strip()]
	return len(pairs) > 1 and all(cell.strip() == heading for cell, heading in pairs)


def _of_a_refused_row() -> InvalidInput:
	return InvalidInput(N_("The row above, whose car this is, cannot be used."))


def _too_long(table: Table) -> list[Refusal]:
	reason = InvalidInput(N_("The row has more cells than there are headings."))
	return [
		Refusal(row.line, "", "", reason, N_("Put texts that hold a delimiter into quotation marks."))
		for row in table.too_long
	]
