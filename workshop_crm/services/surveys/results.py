"""The results of surveys for the page and the reports: scores, the funnel, the answers behind them, and files."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.spreadsheets import CONTENT_TYPES
from workshop_crm.core.surveys import export
from workshop_crm.core.surveys.answer_list import answer_view, read_only
from workshop_crm.core.surveys.recovery import loop_view
from workshop_crm.core.surveys.scores.filters import DIMENSIONS, ResultFilters
from workshop_crm.core.surveys.scores.report import build
from workshop_crm.services.platform.dates import between
from workshop_crm.services.platform.permissions import require_manager
from workshop_crm.services.platform.session import RIGHT_TO_LEFT, language
from workshop_crm.services.platform.words import _
from workshop_crm.services.surveys import figures, loops, response_funnel
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.surveys.reports import FIELDS

MORE_FIELDS = ("survey", "language", "channel", "technician", "adviser", "branch")


def scores(filters: ResultFilters) -> dict[str, Any]:
	"""Every measure, the trend and each grouping, and how well the loop is closed."""
	require_manager()
	document = build(figures.answers_of(filters.period), filters)
	return {**document, "loop": loop_view(loops.follow_ups_of(filters), now_datetime())}


def funnel(filters: ResultFilters) -> dict[str, Any]:
	"""How far the invitations of a period got."""
	require_manager()
	return response_funnel.view(filters)


def answers(filters: ResultFilters, only: str, limit: int, offset: int) -> dict[str, Any]:
	"""A page of the answers behind the figures, the latest first."""
	require_manager()
	return _answers(filters, only, at_most(limit), rows_before(offset))


def file(filters: ResultFilters, table: str, kind: str) -> tuple[bytes, str]:
	"""A table as a file, and its content type."""
	require_manager()
	known = export.check_file(table, kind)
	content = export.file_of(table, known, _document(table, filters), _, language() in RIGHT_TO_LEFT)
	return content, CONTENT_TYPES[known]


def _document(table: str, filters: ResultFilters) -> dict[str, Any]:
	if table == export.FUNNEL:
		return response_funnel.view(filters)
	if table == export.ANSWERS:
		return _answers(filters, "", export.MAX_ANSWERS, 0)
	return build(figures.answers_of(filters.period), filters)


def _answers(filters: ResultFilters, only: str, limit: int, offset: int) -> dict[str, Any]:
	conditions = [*between("answered_on", filters.period), *_only(only)]
	conditions += [
		[dimension, "=", filters.members[dimension]]
		for dimension in DIMENSIONS
		if dimension in filters.members
	]
	found = frappe.get_list(
		RESPONSE,
		filters=conditions,
		fields=[*FIELDS, *MORE_FIELDS],
		order_by="answered_on desc, name desc",
		limit=limit,
		limit_start=offset,
	)
	given = _questions([row.name for row in found])
	total = frappe.get_list(RESPONSE, filters=conditions, fields=["count(*) as answers"], order_by=None)
	return {
		"responses": [answer_view(row, given[row.name], language()) for row in found],
		"total": total[0].answers if total else 0,
	}


def _only(only: str) -> list[list[Any]]:
	choice = read_only(only)
	if choice == "low":
		return [["is_low", "=", 1]]
	return [["comment", "!=", ""], ["comment", "is", "set"]] if choice else []


def _questions(responses: list[str]) -> dict[str, list[frappe._dict]]:
	given: dict[str, list[frappe._dict]] = defaultdict(list)
	# Their responses were listed with the user's permissions.
	for row in frappe.get_all(
		"Survey Answer",
		filters={"parent": ("in", responses or [""]), "parenttype": RESPONSE},
		fields=["parent", "question", "kind", "value"],
		order_by="parent, idx",
	):
		given[row.parent].append(row)
	return given
