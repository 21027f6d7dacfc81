"""The rows behind a cell: as many as it counts, or whose points or money it adds up.

What the database can pick out is a statement of its own (`queried`); customers by group or tier are picked out of the rows
that the figures were made of (`picked`), so that both say the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Literal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.figures import members, rules, tiers
from workshop_crm.core.loyalty.figures.filters import Cell, Span
from workshop_crm.core.loyalty.figures.points import COLUMNS
from workshop_crm.core.loyalty.figures.report import Asked, Rows, by_customer, standings
from workshop_crm.core.loyalty.figures.rewards import STATES
from workshop_crm.core.loyalty.figures.statements import (
	CHANGE,
	IN_SPAN,
	KIND,
	ON_INVOICES,
	SOURCE,
	Dialect,
	awarded,
	taken,
)

Kind = Literal["entries", "accounts", "moves", "redemptions", "standing", "visitors", "invoices", "index"]
COLUMNS_OF: Mapping[Kind, tuple[str, ...]] = {
	"entries": ("date", "customer", "kind", "points", "amount", "invoice_type", "invoice", "reason"),
	"accounts": ("customer", "points"),
	"moves": ("date", "customer", "from_tier", "to_tier", "reason"),
	"redemptions": ("date", "customer", "reward", "status", "points", "amount", "invoice_type", "invoice"),
	"standing": ("customer", "tier"),
	"visitors": ("customer", "date", "visits", "invoices", "amount"),
	"invoices": ("date", "customer", "amount", "invoice_type", "invoice"),
	"index": ("customer", "date"),
}
"""The columns of each kind of list, in their order; `amount` is money."""
SUMMED = ("points", "amount", "visits", "invoices")
MAX_LISTED = 100_000
UNKNOWN = N_("There is no list behind {column} of {table}.")


@dataclass(frozen=True, slots=True)
class Query:
	"""A list that the database makes: `text` selects the columns of `kind`, `order` is how they stand."""

	kind: Kind
	text: str
	order: str
	values: Mapping[str, Any]

	@property
	def page(self) -> str:
		return f"{self.text} ORDER BY {self.order} LIMIT %(limit)s OFFSET %(offset)s"

	@property
	def sums(self) -> str:
		"""The number of rows, then the sums of the summed columns that the list has."""
		fields = [column for column in COLUMNS_OF[self.kind] if column in SUMMED]
		added = "".join(f", SUM({field})" for field in fields)
		return f"SELECT COUNT(*){added} FROM ({self.text}) AS listed"


@dataclass(frozen=True, slots=True)
class Picked:
	"""A list that is made of the rows of `names`, which are statements of the figures; of `invoices` beside them."""

	kind: Kind
	names: tuple[str, ...]


def queried(cell: Cell, dialect: Dialect) -> Query | None:
	"""The statement behind a cell; None where its list is picked. Raises InvalidInput for a cell that there is not."""
	if cell.table == "points":
		return _of_points(cell, dialect)
	if cell.table == "breakage":
		return _of_breakage(cell, dialect)
	if cell.table == "flows":
		return _of_flow(cell, dialect)
	if cell.table == "rewards":
		return _of_reward(cell, dialect)
	if cell.table == "rules":
		return _of_rule(cell, dialect)
	if cell.table == "cost" and cell.column != "visits":
		return _of_cost(cell, dialect)
	return None


def picked(cell: Cell) -> Picked:
	"""Which rows a list is picked out of. Raises InvalidInput for a cell that there is not."""
	if cell.table == "tiers" and cell.column in ("start", "end"):
		return Picked("standing", ("changes", "accounts", "since"))
	if cell.table == "cost" and cell.column == "visits":
		return Picked("visitors", ("since", "visitors"))
	if cell.table == "members" and cell.row in members.GROUPS:
		if cell.column in ("customers", "visits", "spend"):
			return Picked("visitors", ("since", "visitors"))
		if cell.column in ("index", "again"):
			return Picked("index", ("since", "returns"))
		if cell.column == "invoices":
			return Picked("invoices", ("since", "visitors"))
	raise _unknown(cell)


def invoices(dialect: Dialect) -> str:
	"""All invoices of the span, the latest first; the list takes those of a group."""
	return f"""SELECT invoice.posting_date, invoice.customer, invoice.total, invoice.invoice_type, invoice.name
		FROM {dialect.invoices} AS invoice WHERE invoice.customer {dialect.seen} AND invoice.is_return = 0
		AND invoice.posting_date BETWEEN %(start)s AND %(end)s ORDER BY invoice.posting_date DESC, invoice.name DESC"""


def pick(cell: Cell, asked: Asked, rows: Rows) -> list[tuple[Any, ...]]:
	"""The whole list, in the columns of its kind. `rows` has `invoices` where the list is of invoices."""
	since = by_customer(rows["since"])
	if cell.table == "tiers":
		return _in_tier(cell, asked.span, rows, since)
	if cell.column in ("index", "again"):
		index = members.read_index(rows["returns"], since)
		return sorted(
			(one.customer, one.day)
			for one in index
			if one.group == cell.row and (one.again or cell.column == "index")
		)
	visitors = members.read_visitors(rows["visitors"], since, asked.money)
	if cell.column == "invoices":
		own = {one.customer for one in visitors if one.group == cell.row}
		return [
			(day, customer, asked.money(total), invoice_type, name)
			for day, customer, total, invoice_type, name in rows["invoices"]
			if customer in own
		]
	return _visitors(cell, visitors)


@dataclass(frozen=True, slots=True)
class Page:
	"""Some rows of a list in the columns of its kind, and what all of its rows add up to."""

	kind: Kind
	rows: Sequence[Sequence[Any]]
	total: int
	sums: Mapping[str, Any]

	@property
	def customers(self) -> set[str]:
		place = COLUMNS_OF[self.kind].index("customer")
		return {row[place] for row in self.rows}


def page_of_query(query: Query, rows: Sequence[Sequence[Any]], sums: Sequence[Any], asked: Asked) -> Page:
	"""What the statements of a query found: `sums` is the row of `query.sums`."""
	columns = COLUMNS_OF[query.kind]
	summed = [column for column in columns if column in SUMMED]
	total, *values = sums
	money = columns.index("amount") if "amount" in columns else -1
	return Page(
		query.kind,
		[
			tuple(asked.money(value) if place == money else value for place, value in enumerate(row))
			for row in rows
		],
		int(total),
		{
			column: asked.money(value) if column == "amount" else int(value or 0)
			for column, value in zip(summed, values, strict=True)
		},
	)


def page_of_picked(kind: Kind, rows: Sequence[Sequence[Any]], limit: int, offset: int) -> Page:
	columns = COLUMNS_OF[kind]
	sums = {column: sum(row[columns.index(column)] for row in rows) for column in columns if column in SUMMED}
	return Page(kind, rows[offset : offset + limit], len(rows), sums)


def list_view(page: Page, names: Mapping[str, Mapping[str, Any]], asked: Asked) -> dict[str, Any]:
	"""`names` has customer_name and customer_name_ar of the customers on the page. Money becomes a float."""
	return {
		"list": page.kind,
		"total": page.total,
		"sums": {column: _plain(column, value, asked) for column, value in page.sums.items()},
		"rows": [_row(page.kind, row, names, asked) for row in page.rows],
	}


def _row(
	kind: Kind, row: Sequence[Any], names: Mapping[str, Mapping[str, Any]], asked: Asked
) -> dict[str, Any]:
	values = {
		column: _plain(column, value, asked) for column, value in zip(COLUMNS_OF[kind], row, strict=True)
	}
	name = names.get(values["customer"])
	return {
		**values,
		"name": name["customer_name"] if name else "",
		"name_ar": (name["customer_name_ar"] or "") if name else "",
	}


def _plain(column: str, value: Any, asked: Asked) -> Any:
	if column == "amount":
		return asked.number(Decimal(value))
	if column == "date":
		return str(value)[:10]
	return "" if value is None else value


def _of_points(cell: Cell, dialect: Dialect) -> Query:
	if cell.column == "outstanding":
		owed = f"""SELECT entry.customer AS customer, SUM(entry.loyalty_points) AS points
			{dialect.entries("entry.posting_date <= %(end)s")}
			GROUP BY entry.customer HAVING SUM(entry.loyalty_points) > 0"""
		return Query("accounts", owed, "points DESC, customer", {})
	if cell.column not in COLUMNS:
		raise _unknown(cell)
	return _entries(dialect, f"{IN_SPAN} AND {KIND} = %(kind)s", {"kind": COLUMNS[cell.column]})


def _of_breakage(cell: Cell, dialect: Dialect) -> Query:
	kinds = {"redeemed": "'Redeem', 'Restore'", "expired": "'Expire'"}
	if cell.column not in kinds:
		raise _unknown(cell)
	ended = "entry.expiry_date BETWEEN %(start)s AND %(last_expired)s"
	return _entries(dialect, f"{ended} AND {KIND} IN ({kinds[cell.column]})", {})


def _of_cost(cell: Cell, dialect: Dialect) -> Query:
	if cell.column == "points":
		return _entries(dialect, f"{IN_SPAN} AND {ON_INVOICES}", {})
	states = {"rewards": "Applied", "handed_over": "Used"}
	if cell.column not in states:
		raise _unknown(cell)
	return _redemptions(dialect, "AND record.status = %(state)s", {"state": states[cell.column]})


def _of_reward(cell: Cell, dialect: Dialect) -> Query:
	state = cell.column.capitalize()
	if cell.column in ("taken", "points", "money"):
		more = {
			"taken": "",
			"points": "AND record.status <> 'Cancelled'",
			"money": "AND record.status = 'Applied'",
		}[cell.column]
		return _redemptions(dialect, f"AND record.reward = %(reward)s {more}", {"reward": cell.row})
	if state not in STATES:
		raise _unknown(cell)
	return _redemptions(
		dialect,
		"AND record.reward = %(reward)s AND record.status = %(state)s",
		{"reward": cell.row, "state": state},
	)


def _of_rule(cell: Cell, dialect: Dialect) -> Query:
	by_source = f"{IN_SPAN} AND {KIND} = 'Earn' AND COALESCE(entry.award, '') = '' AND {SOURCE} = %(source)s"
	if cell.row.startswith(rules.BY_RULE):
		return _awards(dialect, {"rule": cell.row.removeprefix(rules.BY_RULE)})
	if cell.row not in rules.NAMES:
		raise _unknown(cell)
	rest = _entries(dialect, by_source, {"source": cell.row})
	if cell.row != rules.BY_TIER:
		return rest
	lines = _awards(dialect, {"rule": ""})
	return Query(
		"entries", f"{lines.text} UNION ALL {rest.text}", rest.order, {**lines.values, **rest.values}
	)


def _of_flow(cell: Cell, dialect: Dialect) -> Query:
	text = f"""SELECT record.changed_on AS date, record.customer AS customer, record.from_tier AS from_tier,
		record.to_tier AS to_tier, record.reason AS reason FROM {CHANGE} AS record
		WHERE record.loyalty_program = %(program)s AND record.customer {dialect.seen}
		AND record.changed_on BETWEEN %(start)s AND %(end)s AND COALESCE(record.from_tier, '') = %(from_tier)s
		AND COALESCE(record.to_tier, '') = %(to_tier)s AND COALESCE(record.reason, '') = %(reason)s"""
	values = {"from_tier": cell.row, "to_tier": cell.column, "reason": cell.reason}
	return Query("moves", text, "date DESC, customer", values)


def _entries(dialect: Dialect, condition: str, values: Mapping[str, Any]) -> Query:
	text = f"""SELECT entry.posting_date AS date, entry.customer AS customer, {KIND} AS kind,
		entry.loyalty_points AS points, entry.purchase_amount + 0 AS amount, entry.invoice_type AS invoice_type,
		entry.invoice AS invoice, entry.entry_reason AS reason {dialect.entries(condition)}"""
	return Query("entries", text, "date DESC, customer, points", values)


def _awards(dialect: Dialect, values: Mapping[str, Any]) -> Query:
	"""The rows in which a rule has a line, with the points of that line."""
	text = f"""SELECT entry.posting_date AS date, entry.customer AS customer, {KIND} AS kind,
		{dialect.of_line("points")} AS points, entry.purchase_amount + 0 AS amount, entry.invoice_type AS invoice_type,
		entry.invoice AS invoice, entry.entry_reason AS reason
		{awarded(dialect)} AND {dialect.of_line("rule")} = %(rule)s"""
	return Query("entries", text, "date DESC, customer, points", values)


def _redemptions(dialect: Dialect, condition: str, values: Mapping[str, Any]) -> Query:
	text = f"""SELECT record.reserved_on AS date, record.customer AS customer, record.reward AS reward,
		record.status AS status, record.points AS points, record.amount + 0 AS amount,
		record.invoice_type AS invoice_type, record.invoice AS invoice {taken(dialect)} {condition}"""
	return Query("redemptions", text, "date DESC, customer, reward", values)


def _in_tier(cell: Cell, span: Span, rows: Rows, since: Mapping[str, str]) -> list[tuple[Any, ...]]:
	moves = tiers.read_moves(rows["changes"])
	start, end = standings(span, moves, by_customer(rows["accounts"]), since)
	held = start if cell.column == "start" else end
	return sorted((customer, tier) for customer, tier in held.items() if tier == cell.row)


def _visitors(cell: Cell, visitors: Iterable[members.Visitor]) -> list[tuple[Any, ...]]:
	"""Of a group; or those who came more than once, with the visits beyond the first, for the cost."""
	if cell.table == "cost":
		chosen = [
			(one, one.visits - 1, one.invoices)
			for one in visitors
			if one.group == "member" and one.visits > 1
		]
	else:
		chosen = [(one, one.visits, one.invoices) for one in visitors if one.group == cell.row]
	chosen.sort(key=lambda entry: (-entry[0].spend, entry[0].customer))
	return [(one.customer, one.first, visits, invoices, one.spend) for one, visits, invoices in chosen]


def _unknown(cell: Cell) -> InvalidInput:
	return InvalidInput(UNKNOWN, column=cell.column[:40], table=cell.table)
