"""What the owner sees of a program: counted by the database, only of customers whom the user may see."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.errors import N_, InvalidInput, NotAllowed
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import FileKind, file_kind
from workshop_crm.core.loyalty.figures import export, lists, report, statements
from workshop_crm.core.loyalty.figures.filters import (
	NO_PROGRAM,
	Cell,
	CellArguments,
	FigureArguments,
	Span,
	read_table,
	unknown_program,
)
from workshop_crm.core.loyalty.figures.report import Asked
from workshop_crm.core.loyalty.figures.statements import EVERYBODY, Dialect
from workshop_crm.services.loyalty import kept_figures
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.loyalty.views import current_program, is_open
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.permissions import (
	CUSTOMER,
	conditions,
	customers_named,
	require_manager,
	unrestricted,
)
from workshop_crm.services.platform.session import RIGHT_TO_LEFT, language
from workshop_crm.services.platform.words import _

LINES = """JSON_TABLE(IF(entry.award = '', '{}', entry.award), '$.lines[*]' COLUMNS (
	rule VARCHAR(140) PATH '$.rule', name VARCHAR(140) PATH '$.name', name_ar VARCHAR(140) PATH '$.name_ar',
	points INT PATH '$.points'))"""


def figures(filters: FigureArguments) -> dict[str, Any] | None:
	"""All figures; None where the company has no program."""
	require_manager()
	asked = _asked(filters)
	return _report(asked) if asked else None


def count_anew(program: str, from_date: str, to_date: str, user: str) -> None:
	"""In a job, for a user who saw figures of an earlier moment."""
	frappe.set_user(user)
	_keep(FigureArguments(program=program, from_date=from_date, to_date=to_date))


def count_by_night() -> None:
	"""What the screen opens with is there in the morning."""
	if current_program(settings.company()):
		_keep(kept_figures.opened_with())


def listed(filters: FigureArguments, cell: CellArguments, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the rows behind a cell."""
	require_manager()
	return _list(_required(filters), cell.read(), at_most(limit), rows_before(offset))


def table_file(filters: FigureArguments, table: str, kind: str) -> tuple[bytes, FileKind]:
	require_manager()
	wanted, known = read_table(table), file_kind(kind)
	content = export.table_file(wanted, known, _report(_required(filters)), _, language() in RIGHT_TO_LEFT)
	return content, known


def list_file(filters: FigureArguments, cell: CellArguments, kind: str) -> tuple[bytes, FileKind]:
	require_manager()
	known = file_kind(kind)
	page = _list(_required(filters), cell.read(), lists.MAX_LISTED, 0)
	return export.list_file(known, page, _, language() in RIGHT_TO_LEFT), known


def _report(asked: Asked) -> dict[str, Any]:
	"""Kept until something changes, for who sees all of it."""
	if not unrestricted(CUSTOMER, *used_doctypes()):
		return _build(asked)
	return kept_figures.kept(asked, _programs(), lambda: _build(asked))


def _keep(filters: FigureArguments) -> None:
	asked = _required(filters)
	kept_figures.keep(asked, _programs(), lambda: _build(asked))


def _build(asked: Asked) -> dict[str, Any]:
	dialect = _dialect(asked)
	rows = {
		name: _run(text, asked.span, asked.program.name) for name, text in statements.figures(dialect).items()
	}
	return report.build(asked, rows, _programs())


def _list(asked: Asked, cell: Cell, limit: int, offset: int) -> dict[str, Any]:
	span, program = asked.span.of_month(cell.month), asked.program.name
	dialect = _dialect(asked)
	query = lists.queried(cell, dialect)
	if query is None:
		page = _picked(asked, cell, dialect, limit, offset)
	else:
		values = {**query.values, "limit": limit, "offset": offset}
		rows, sums = _run(query.page, span, program, values), _run(query.sums, span, program, values)
		page = lists.page_of_query(query, rows, sums[0], asked)
	return lists.list_view(page, customers_named(page.customers), asked)


def _picked(asked: Asked, cell: Cell, dialect: Dialect, limit: int, offset: int) -> lists.Page:
	wanted = lists.picked(cell)
	texts = {name: text for name, text in statements.figures(dialect).items() if name in wanted.names}
	if wanted.kind == "invoices":
		texts["invoices"] = lists.invoices(dialect)
	rows = {name: _run(text, asked.span, asked.program.name) for name, text in texts.items()}
	return lists.page_of_picked(wanted.kind, lists.pick(cell, asked, rows), limit, offset)


def _run(text: str, span: Span, program: str, values: Mapping[str, Any] | None = None) -> list[tuple]:
	return list(frappe.db.sql(text, {**span.values(), "program": program, **(values or {})}))


def _asked(filters: FigureArguments) -> Asked | None:
	"""Raises InvalidInput for a program that there is not, NotAllowed for one that is closed to the user."""
	company = settings.company()
	name = filters.program or current_program(company) or next(iter(_programs()), None)
	if not name:
		return None
	if name not in _programs():
		raise unknown_program(name)
	if not is_open(name):
		raise NotAllowed(N_("You may not open {record}."), record=name)
	return Asked(get_program(name), filters.read(getdate()), decimal)


def _required(filters: FigureArguments) -> Asked:
	asked = _asked(filters)
	if asked is None:
		raise InvalidInput(NO_PROGRAM)
	return asked


def _programs() -> list[str]:
	"""Of the user's company, the latest first."""
	return frappe.get_all(
		"Loyalty Program",
		{"company": settings.company()},
		pluck="name",
		order_by="from_date desc, creation desc",
	)


def _dialect(asked: Asked) -> Dialect:
	company = frappe.db.escape(
		frappe.get_cached_value("Loyalty Program", asked.program.name, "company"), percent=True
	)
	restriction = conditions(CUSTOMER)
	seen = (
		f"IN (SELECT name FROM `tab{CUSTOMER}` WHERE {_escaped(restriction)})" if restriction else EVERYBODY
	)
	invoices = " UNION ALL ".join(_invoices(doctype, company) for doctype in used_doctypes())
	return Dialect(f"({invoices})", LINES, "line.{}", seen)


def _invoices(doctype: str, company: str) -> str:
	"""Invoices that a merge of the Point of Sale made are there twice: as themselves and in the merged one."""
	where = ["docstatus = 1", f"company = {company}"]
	if doctype == "Sales Invoice":
		where.append("is_consolidated = 0")
	if restriction := conditions(doctype):
		where.append(f"({_escaped(restriction)})")
	return f"""SELECT name, '{doctype}' AS invoice_type, customer, posting_date, is_return,
		base_grand_total AS total FROM `tab{doctype}` WHERE {" AND ".join(where)}"""


def _escaped(condition: str) -> str:
	"""A condition may look for texts with %."""
	return condition.replace("%", "%%")
