"""The tables of the figures, and the lists behind them, as rows of a file, with the words that the page shows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.spreadsheets import Cell, FileKind, file_of
from workshop_crm.core.loyalty.figures.filters import Table
from workshop_crm.core.loyalty.figures.lists import COLUMNS_OF
from workshop_crm.core.loyalty.figures.rules import BY_RULE

Translate = Callable[[str], str]
WORDS = ("reason", "kind", "status", "group")
"""Columns whose values are words of the app."""
GROUP_NAMES = {"member": N_("Members"), "other": N_("Other customers")}


class Column(NamedTuple):
	field: str
	label: str


POINTS = (
	Column("month", N_("Month")),
	Column("earned", N_("Earned")),
	Column("reversed", N_("Taken back")),
	Column("redeemed", N_("Redeemed")),
	Column("restored", N_("Given back")),
	Column("expired", N_("Expired")),
	Column("adjusted", N_("Adjusted")),
	Column("outstanding", N_("Outstanding at the end")),
	Column("liability", N_("Worth")),
)
COLUMNS: Mapping[Table, tuple[Column, ...]] = {
	"points": POINTS,
	"breakage": (
		Column("redeemed", N_("Redeemed")),
		Column("expired", N_("Expired")),
		Column("share", N_("Breakage")),
		Column("worth", N_("Worth of what expired")),
	),
	"tiers": (
		Column("tier", N_("Tier")),
		Column("start", N_("At the start")),
		Column("end", N_("At the end")),
	),
	"flows": (
		Column("month", N_("Month")),
		Column("from_tier", N_("From Tier")),
		Column("to_tier", N_("To Tier")),
		Column("reason", N_("Reason")),
		Column("count", N_("Customers")),
	),
	"members": (
		Column("group", N_("Customers")),
		Column("customers", N_("Number")),
		Column("visits", N_("Visits")),
		Column("visits_each", N_("Visits of each")),
		Column("invoices", N_("Invoices")),
		Column("average_invoice", N_("Average invoice")),
		Column("spend", N_("Spending")),
		Column("spend_each", N_("Spending of each")),
		Column("index", N_("Could come again")),
		Column("again", N_("Came again")),
	),
	"cost": (
		Column("points", N_("Points that paid invoices")),
		Column("points_worth", N_("Worth of these points")),
		Column("rewards", N_("Rewards taken off invoices")),
		Column("handed_over", N_("Points of gifts and vouchers")),
		Column("handed_over_worth", N_("Worth of these points")),
		Column("cost", N_("Cost")),
		Column("repeat_visits", N_("Repeat visits")),
		Column("each", N_("Cost of a repeat visit")),
	),
	"rewards": (
		Column("reward", N_("Reward")),
		Column("taken", N_("Taken")),
		Column("reserved", N_("Reserved")),
		Column("applied", N_("Applied")),
		Column("used", N_("Used")),
		Column("cancelled", N_("Cancelled")),
		Column("expired", N_("Expired")),
		Column("points", N_("Points spent")),
		Column("money", N_("Money given")),
		Column("last_used", N_("Last used")),
	),
	"rules": (
		Column("name", N_("Rule")),
		Column("rows", N_("Times")),
		Column("points", N_("Points")),
		Column("turnover", N_("Turnover of these invoices")),
		Column("cost", N_("Cost if all are redeemed")),
	),
}
LIST_LABELS: Mapping[str, str] = {
	"date": N_("Date"),
	"customer": N_("Customer"),
	"name": N_("Name"),
	"kind": N_("Kind"),
	"points": N_("Points"),
	"amount": N_("Amount"),
	"invoice_type": N_("Document"),
	"invoice": N_("Number of the document"),
	"reason": N_("Reason"),
	"from_tier": N_("From Tier"),
	"to_tier": N_("To Tier"),
	"tier": N_("Tier"),
	"reward": N_("Reward"),
	"status": N_("State"),
	"visits": N_("Visits"),
	"invoices": N_("Invoices"),
}
KIND_WORDS: Mapping[str, str] = {
	"Earn": N_("Earned"),
	"Redeem": N_("Redeemed"),
	"Reverse": N_("Taken back"),
	"Restore": N_("Given back"),
	"Expire": N_("Expired"),
	"Adjust": N_("Adjusted"),
	"Transfer": N_("Merged"),
}


def table_file(
	table: Table, kind: FileKind, figures: Mapping[str, Any], translate: Translate, right_to_left: bool
) -> bytes:
	"""`figures` is the reply of `report.build`."""
	columns = COLUMNS[table]
	rows: list[list[Cell]] = [[translate(column.label) for column in columns]]
	rows += [
		[_cell(column.field, row[column.field], translate) for column in columns]
		for row in _rows(table, figures, translate)
	]
	return file_of(kind, rows, table, right_to_left)


def list_file(kind: FileKind, page: Mapping[str, Any], translate: Translate, right_to_left: bool) -> bytes:
	"""`page` is the reply of `lists.list_view`; the customer's name stands beside the ID."""
	fields: list[str] = []
	for field in COLUMNS_OF[page["list"]]:
		fields += [field, "name"] if field == "customer" else [field]
	rows: list[list[Cell]] = [[translate(LIST_LABELS[field]) for field in fields]]
	rows += [[_cell(field, row[field], translate) for field in fields] for row in page["rows"]]
	return file_of(kind, rows, page["list"], right_to_left)


def _rows(table: Table, figures: Mapping[str, Any], translate: Translate) -> Iterator[Mapping[str, Any]]:
	if table == "points":
		yield from figures["points"]["months"]
		yield figures["points"]["total"]
	elif table == "members":
		yield from figures["members"]["groups"]
	elif table in ("breakage", "cost"):
		yield figures[table]
	elif table == "rules":
		# The names of rules are the owner's, those of the other sources words of the app.
		for row in figures["rules"]:
			yield row if row["key"].startswith(BY_RULE) else {**row, "name": translate(row["name"])}
	else:
		yield from figures[table]


def _cell(field: str, value: Any, translate: Translate) -> Cell:
	if field in WORDS and value:
		words = KIND_WORDS.get(value) or GROUP_NAMES.get(value) or value
		return translate(words)
	return value  # type: ignore[no-any-return]
