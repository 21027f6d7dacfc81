"""What came of each rule, for managers, of the customers whom they may see."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.analytics.actions.measures import (
	MeasureArguments,
	Tally,
	customer_rows,
	customer_view,
	is_counted,
	measure_rows,
	measures_view,
)
from workshop_crm.core.common.limits import MAX_ROWS, at_most, rows_before
from workshop_crm.core.common.spreadsheets import csv_file
from workshop_crm.services.analytics.actions import rules
from workshop_crm.services.analytics.actions.crossers import in_parts
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.platform.permissions import customers_named, require_manager
from workshop_crm.services.platform.session import language
from workshop_crm.services.platform.words import _

FIELDS = ["name", "customer", "status", "made_on", "outcome", "outcome_until", "came_on", "revenue"]


def panel() -> dict[str, Any]:
	"""Who came, of those who were called and of those held out, rule by rule."""
	require_manager()
	return measures_view(rules.every(), _tallies(), settings.currency(), language())


def panel_file() -> bytes:
	"""The panel as a CSV file."""
	return csv_file(measure_rows(panel(), _))


def customers(asked: MeasureArguments, limit: int = MAX_ROWS, offset: int = 0) -> dict[str, Any]:
	"""A page of the names behind a number."""
	found = _behind(asked)
	return {"total": len(found), "customers": _named(found[rows_before(offset) :][: at_most(limit)])}


def customers_file(asked: MeasureArguments) -> bytes:
	"""All the names behind a number as a CSV file."""
	return csv_file(customer_rows(_named(_behind(asked)), _))


def _behind(asked: MeasureArguments) -> list[frappe._dict]:
	require_manager()
	rule, side, came_only = asked.read({one.name for one in rules.every()})
	over = {"rule": rule, "outcome_until": ("<", getdate())}
	rows = frappe.get_list(ACTION, filters=over, fields=FIELDS, order_by="made_on desc, name desc", limit=0)
	return [row for row in rows if is_counted(row, side, came_only, getdate())]


def _named(rows: list[frappe._dict]) -> list[dict[str, Any]]:
	names: dict[str, frappe._dict] = {}
	for part in in_parts({row.customer for row in rows}):
		names |= customers_named(part)
	return [customer_view(row, names.get(row.customer, {})) for row in rows]


def _tallies() -> list[Tally]:
	fields = ["rule", "status", "outcome", "count(name) as actions", "sum(revenue) as spent"]
	return [
		Tally(row.rule, row.status, row.outcome, is_over, row.actions, decimal(row.spent))
		for is_over, until in ((True, ("<", getdate())), (False, (">=", getdate())))
		for row in frappe.get_list(
			ACTION,
			filters={"outcome_until": until},
			fields=fields,
			group_by="rule, status, outcome",
			order_by=None,
			limit=0,
		)
	]
