"""Answers as staff see them: only those of customers whom the user may see."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import cint, flt, getdate

from workshop_crm.core.surveys.scoring import csat
from workshop_crm.services.platform.dates import between
from workshop_crm.services.platform.permissions import require_staff
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.surveys.invitations import INVITATION

SENT = ("Sent", "Outbox", "Opened", "Answered", "Expired")
MOST_ROWS = 1000


def responses(from_date: str | None, to_date: str | None, limit: int) -> dict[str, Any]:
	"""The latest answers of a period with the share of satisfied customers and of those who answered."""
	require_staff()
	rows = frappe.get_list(
		RESPONSE,
		filters=between("answered_on", from_date, to_date),
		fields=[
			"name",
			"customer",
			"customer.customer_name as customer_name",
			"answered_on",
			"score",
			"rating",
			"comment",
			"service_type",
			"is_low",
			"follow_up",
		],
		order_by="answered_on desc",
		limit=0,
	)
	share, low, high = csat([row.rating for row in rows if row.rating])
	return {
		"responses": [_view(row) for row in rows[: max(0, min(limit, MOST_ROWS))]],
		"csat": {"share": share, "low": low, "high": high, "n": sum(bool(row.rating) for row in rows)},
		"response_rate": _response_rate(from_date, to_date),
	}


def _view(row: frappe._dict) -> dict[str, Any]:
	return {
		"response": row.name,
		"customer": row.customer,
		"name": row.customer_name,
		"date": getdate(row.answered_on).isoformat(),
		"score": flt(row.score, 2),
		"rating": cint(row.rating) or None,
		"comment": row.comment or "",
		"service_type": row.service_type,
		"low": bool(row.is_low),
		"follow_up": row.follow_up,
	}


def _response_rate(from_date: str | None, to_date: str | None) -> dict[str, Any]:
	filters = [*between("sent_on", from_date, to_date), ["status", "in", SENT], ["sent_on", "is", "set"]]
	statuses = frappe.get_list(INVITATION, filters=filters, pluck="status", limit=0)
	answered = statuses.count("Answered")
	return {
		"sent": len(statuses),
		"answered": answered,
		"share": answered / len(statuses) if statuses else None,
	}
