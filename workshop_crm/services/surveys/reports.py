"""Answers as staff see them: only those of customers whom the user may see."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.common.periods import Period, read_period
from workshop_crm.core.surveys.invitation import response_rate
from workshop_crm.core.surveys.response import csat_view, response_view
from workshop_crm.services.platform.dates import between
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.platform.session import language
from workshop_crm.services.surveys.answers import RESPONSE

FIELDS = [
	"name",
	"customer",
	"customer.customer_name as customer_name",
	"customer.customer_name_ar as customer_name_ar",
	"answered_on",
	"has_score",
	"score",
	"rating",
	"comment",
	"service_type",
	"is_low",
	"follow_up",
]


def responses(from_date: str | None, to_date: str | None, limit: int, offset: int) -> dict[str, Any]:
	"""A page of a period's answers, the latest first, how many there are, and the shares of satisfied and of answers."""
	require_staff()
	# numpy is not loaded for a guest who answers.
	from workshop_crm.services.surveys import response_funnel

	period = read_period(from_date, to_date)
	return {
		"responses": [
			response_view(row, language()) for row in _latest(period, at_most(limit), rows_before(offset))
		],
		"total": _count(period),
		"csat": csat_view(_ratings(period)),
		"response_rate": response_rate(*response_funnel.asked_and_answered(period)),
	}


def _count(period: Period) -> int:
	filters = between("answered_on", period)
	return frappe.get_list(RESPONSE, filters=filters, fields=["count(*) as answers"], order_by=None)[
		0
	].answers


def _latest(period: Period, limit: int, offset: int) -> list[frappe._dict]:
	return frappe.get_list(
		RESPONSE,
		filters=between("answered_on", period),
		fields=FIELDS,
		order_by="answered_on desc, name desc",
		limit=limit,
		limit_start=offset,
	)


def _ratings(period: Period) -> dict[int, int]:
	"""How many answers have each rating."""
	filters = [*between("answered_on", period), ["rating", ">", 0]]
	counts = ["rating", "COUNT(*) AS answers"]
	rows = frappe.get_list(
		RESPONSE, filters=filters, fields=counts, group_by="rating", order_by="rating", limit=0
	)
	return {row.rating: row.answers for row in rows}
