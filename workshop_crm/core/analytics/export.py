"""Any table of the dashboard as a spreadsheet file: the only place that turns figures into CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from workshop_crm.core.analytics.customers import customers_page
from workshop_crm.core.analytics.dashboard import build
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.funnel_steps import FUNNEL_WORDS
from workshop_crm.core.analytics.table_heads import (
	CAME_AGAIN,
	FORECAST_HEADS,
	FUNNEL_HEADS,
	RATING_HEADS,
	RETURN_HEADS,
	SEGMENT_HEADS,
	VALUE_GROUP_HEADS,
)
from workshop_crm.core.analytics.weekdays import WEEKDAY_NAMES
from workshop_crm.core.common import spreadsheets
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.spreadsheets import Cell, file_kind, harmless

CUSTOMERS = "customers"
Rows = list[list[Cell]]
Translate = Callable[[str], str]


def _as_written(text: str) -> str:
	return text


def file_of(
	facts: DashboardFacts,
	filters: Filters,
	table: str,
	kind: str,
	translate: Translate = _as_written,
	right_to_left: bool = False,
	cell: str = "",
) -> bytes:
	"""A table of the dashboard, or all customers behind it or behind one cell, as a file of the kind csv or xlsx.

	Raises InvalidInput for another table or kind, and as `dashboard.build` does.
	"""
	_require(table)
	if table == CUSTOMERS:
		document = customers_page(facts, filters, limit=None, cell=cell)
	else:
		document = build(facts, filters, table)
	rows = table_rows(document, table, translate)
	return spreadsheets.file_of(file_kind(kind), rows, table, right_to_left)


def table_rows(document: Mapping[str, Any], table: str, translate: Translate = _as_written) -> Rows:
	"""Header and rows of a table, safe to open in a spreadsheet.

	`document` is the reply of `dashboard.build`, or of `customers_page` for the table "customers". `translate` maps
	English headers and segment names to the reader's language. Raises InvalidInput for an unknown table.
	"""
	_require(table)
	return [[harmless(cell) for cell in row] for row in _TABLES[table](document, translate)]


def _require(table: str) -> None:
	if table not in _TABLES:
		raise InvalidInput(N_("There is no table {table}."), table=table)


def _heads(heads: Sequence[str], translate: Translate) -> list[Cell]:
	return [translate(head) for head in heads]


def _customers(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield [
		translate(header)
		for header in (
			N_("Customer"),
			N_("Name"),
			N_("Arabic name"),
			N_("Segment"),
			N_("Visits"),
			N_("Last visit"),
			N_("Revenue"),
			N_("Lifetime value"),
			N_("Probability of being a customer"),
		)
	]
	for row in document["customers"]:
		segment = translate(row["segment"]) if row["segment"] else None
		yield [row["customer"], row["name"], row["name_ar"], segment, row["visits"], row["last_visit"]] + [
			row[column] for column in ("revenue", "clv", "p_alive")
		]


def _clv_trend(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield [
		translate(header)
		for header in (N_("Month"), N_("Average lifetime value"), N_("Total lifetime value"))
	]
	trend = document["clv_trend"]
	for month, average, total in zip(trend["labels"], trend["average"], trend["total"], strict=True):
		yield [month, average, total]


def _segments(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield _heads(SEGMENT_HEADS, translate)
	for row in document["segments"]:
		yield [translate(row["segment"]), row["customers"], row["revenue"], row["clv"]]


def _satisfaction(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield _heads(RATING_HEADS, translate)
	counted = document["satisfaction"]
	for label, count in zip(counted["labels"], counted["counts"], strict=True):
		yield [int(label), count]


def _retention(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	periods = range(document["retention"]["periods"])
	counts: list[Cell] = [translate(N_("Month {number}")).format(number=period) for period in periods]
	shares: list[Cell] = [translate(N_("Month {number}, share")).format(number=period) for period in periods]
	yield [translate(N_("First visit")), translate(N_("Customers")), *counts, *shares]
	for row in document["retention"]["rows"]:
		blanks = [None] * (len(periods) - len(row["counts"]))
		yield [row["cohort"], row["size"], *row["counts"], *blanks, *row["shares"], *blanks]


def _heatmap(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	counted = document["heatmap"]
	yield [translate(N_("Weekday")), *[f"{hour:02d}:00" for hour in counted["hours"]]]
	for weekday, counts in zip(counted["weekdays"], counted["counts"], strict=True):
		yield [translate(WEEKDAY_NAMES[weekday]), *counts]


def _service_frequency(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield [
		translate(header)
		for header in (
			N_("Service type"),
			N_("Arabic name"),
			N_("Visits"),
			N_("Revenue"),
			N_("Median days between visits"),
		)
	]
	for row in document["service_frequency"]:
		yield [
			row["service_type"],
			row["name_ar"],
			row["visits"],
			row["revenue"],
			row["median_days_between"],
		]


def _service_months(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	counted = document["service_months"]
	yield [translate(N_("Service type")), translate(N_("Arabic name")), *counted["months"]]
	for row in counted["rows"]:
		yield [row["service_type"], row["name_ar"], *row["counts"]]


def _funnel(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield _heads(FUNNEL_HEADS, translate)
	for row in document["funnel"]:
		yield [translate(FUNNEL_WORDS[row["step"]]), row["customers"], row["invitations"], row["share"]]


def _tier_moves(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	moved = document["tier_moves"]
	yield [translate(N_("From Tier")), translate(N_("To Tier")), *moved["months"]]
	for row in moved["rows"]:
		yield [row["from_tier"] or translate(N_("Not a member")), row["to_tier"], *row["counts"]]


def _value_groups(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield _heads(VALUE_GROUP_HEADS, translate)
	for row in document["value_groups"]:
		yield [row[name] for name in ("group", "customers", "lowest", "highest", "total", "share")]


def _return_curves(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	found = document["return_curves"]
	within = translate(CAME_AGAIN)
	yield [
		*_heads(RETURN_HEADS, translate),
		*(within.format(days=days) for days in found["days"]),
	]
	for curve in found["curves"]:
		yield [
			curve["service_type"] or translate(N_("Any service")),
			curve["visits"],
			curve["median_days"],
			*curve["shares"],
		]


def _forecast(document: Mapping[str, Any], translate: Translate) -> Iterable[list[Cell]]:
	yield _heads(FORECAST_HEADS, translate)
	for row in document["forecast"]:
		yield [row[name] for name in ("split", "until", "expected", "actual", "error", "auc")]


_TABLES: dict[str, Callable[[Mapping[str, Any], Translate], Iterable[list[Cell]]]] = {
	CUSTOMERS: _customers,
	"clv_trend": _clv_trend,
	"segments": _segments,
	"satisfaction": _satisfaction,
	"retention": _retention,
	"heatmap": _heatmap,
	"service_frequency": _service_frequency,
	"service_months": _service_months,
	"funnel": _funnel,
	"tier_moves": _tier_moves,
	"value_groups": _value_groups,
	"return_curves": _return_curves,
	"forecast": _forecast,
}
TABLES = tuple(_TABLES)
