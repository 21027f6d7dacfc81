"""What came of each rule."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics.actions.measures import (
	MeasureArguments,
	Tally,
	customer_rows,
	customer_view,
	is_counted,
	measure_rows,
	measures_view,
)
from workshop_crm.core.analytics.actions.rules import ActionRule, rule_of
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import csv_file
from workshop_crm.preview import records
from workshop_crm.preview.analytics.actions.rules import RULE
from workshop_crm.preview.call import Call
from workshop_crm.preview.records import Record
from workshop_crm.preview.schema.columns import from_millionths

ACTION = "Customer Action"


def panel(call: Call) -> dict[str, Any]:
	"""Who came, of those who were called and of those held out, rule by rule."""
	return measures_view(_rules(call), _tallies(call), call.settings.currency, call.language)


def panel_file(call: Call) -> bytes:
	"""The panel as a CSV file."""
	return csv_file(measure_rows(panel(call), call.translate))


def customers(call: Call, asked: MeasureArguments, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the names behind a number."""
	found = _behind(call, asked)
	return {"total": len(found), "customers": _named(call, found[rows_before(offset) :][: at_most(limit)])}


def customers_file(call: Call, asked: MeasureArguments) -> bytes:
	"""All the names behind a number as a CSV file."""
	return csv_file(customer_rows(_named(call, _behind(call, asked)), call.translate))


def _rules(call: Call) -> list[ActionRule]:
	return [rule_of(record) for record in records.find(call.connection, RULE)]


def _behind(call: Call, asked: MeasureArguments) -> list[Record]:
	rule, side, came_only = asked.read({one.name for one in _rules(call)})
	over = {"rule": rule, "outcome_until": ("<", call.today)}
	rows = records.find(call.connection, ACTION, over, "made_on desc, name desc")
	return [row for row in rows if is_counted(row, side, came_only, call.today)]


def _named(call: Call, rows: list[Record]) -> list[dict[str, Any]]:
	wanted = {"name": ("in", list({row["customer"] for row in rows}))}
	names = {row["name"]: row for row in records.find(call.connection, "Customer", wanted)}
	return [customer_view(row, names.get(row["customer"], {})) for row in rows]


def _tallies(call: Call) -> list[Tally]:
	rows = records.query(
		call.connection,
		"""SELECT rule, status, outcome, outcome_until < :today AS is_over, count(*) AS actions,
			sum(revenue) AS spent
		FROM "tabCustomer Action" GROUP BY rule, status, outcome, is_over""",
		{"today": call.today.isoformat()},
	)
	return [
		Tally(
			row["rule"],
			row["status"],
			row["outcome"],
			bool(row["is_over"]),
			row["actions"],
			from_millionths(row["spent"]),
		)
		for row in rows
	]
