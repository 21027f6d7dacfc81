"""What the owner sees of the program, counted by SQLite."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.figures import lists, report, statements
from workshop_crm.core.loyalty.figures.filters import (
	NO_PROGRAM,
	Cell,
	FigureArguments,
	Span,
	unknown_program,
)
from workshop_crm.core.loyalty.figures.report import Asked
from workshop_crm.core.loyalty.figures.statements import Dialect
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.schema.columns import from_millionths
from workshop_crm.preview.visits.invoices import INVOICE

DIALECT = Dialect(
	"""(SELECT name, 'Sales Invoice' AS invoice_type, customer, posting_date, is_return, grand_total + 0 AS total
	FROM "tabSales Invoice" WHERE docstatus = 1)""",
	"json_each(entry.award, '$.lines')",
	"json_extract(line.value, '$.{}')",
)
MAX_KEPT = 32
_kept: dict[str, dict[str, Any]] = {}
_PARAMETER = re.compile(r"%\((\w+)\)s")


def figures(call: Call, asked: Asked) -> dict[str, Any]:
	"""Kept until something changes."""
	state = _run(call, statements.state((INVOICE,)), asked.span, asked.program.name)
	about = repr((call.workshop.data, asked.program, asked.span, state))
	if about not in _kept:
		rows = {
			name: _run(call, text, asked.span, asked.program.name)
			for name, text in statements.figures(DIALECT).items()
		}
		if len(_kept) >= MAX_KEPT:
			_kept.clear()
		_kept[about] = report.build(asked, rows, [asked.program.name])
	return _kept[about]


def listed(call: Call, asked: Asked, cell: Cell, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the rows behind a cell."""
	span, program = asked.span.of_month(cell.month), asked.program.name
	query = lists.queried(cell, DIALECT)
	if query is None:
		page = _picked(call, asked, cell, limit, offset)
	else:
		values = {**query.values, "limit": limit, "offset": offset}
		rows = _run(call, query.page, span, program, values)
		page = lists.page_of_query(query, rows, _run(call, query.sums, span, program, values)[0], asked)
	return lists.list_view(page, _names(call, page.customers), asked)


def asked_of(call: Call, filters: FigureArguments) -> Asked | None:
	"""None without a program. Raises InvalidInput for another one than that in use."""
	program = ledger.read_program(call.connection, call.settings)
	if program is None:
		return None
	if filters.program and filters.program != program.name:
		raise unknown_program(filters.program)
	return Asked(program, filters.read(call.today), lambda stored: from_millionths(stored or 0))


def required(call: Call, filters: FigureArguments) -> Asked:
	asked = asked_of(call, filters)
	if asked is None:
		raise InvalidInput(NO_PROGRAM)
	return asked


def _picked(call: Call, asked: Asked, cell: Cell, limit: int, offset: int) -> lists.Page:
	wanted = lists.picked(cell)
	texts = {name: text for name, text in statements.figures(DIALECT).items() if name in wanted.names}
	if wanted.kind == "invoices":
		texts["invoices"] = lists.invoices(DIALECT)
	rows = {name: _run(call, text, asked.span, asked.program.name) for name, text in texts.items()}
	return lists.page_of_picked(wanted.kind, lists.pick(cell, asked, rows), limit, offset)


def _run(
	call: Call, text: str, span: Span, program: str, values: Mapping[str, Any] | None = None
) -> list[tuple[Any, ...]]:
	named = _PARAMETER.sub(r":\1", text)
	cursor = call.connection.cursor()
	cursor.row_factory = None
	return cursor.execute(named, {**span.values(), "program": program, **(values or {})}).fetchall()


def _names(call: Call, customers: set[str]) -> dict[str, records.Record]:
	found = records.find(
		call.connection,
		"Customer",
		{"name": ("in", sorted(customers))},
		fields=("name", "customer_name", "customer_name_ar"),
	)
	return {row["name"]: row for row in found}
