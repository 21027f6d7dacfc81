"""The job that values every customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

import frappe
from frappe.realtime import get_site_room
from frappe.utils import now_datetime

from workshop_crm.core.analytics.arrays import iso_day
from workshop_crm.core.analytics.facts import DashboardFacts
from workshop_crm.core.analytics.scores import Scores, score_customers
from workshop_crm.core.analytics.segments import segment_name
from workshop_crm.services.analytics.facts import read_facts
from workshop_crm.services.analytics.records import ANALYTICS, SNAPSHOT, snapshot_name
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES

CHUNK = 1000
FRESH = "workshop_crm_analytics"
COLUMNS = (
	"customer",
	"company",
	"segment",
	"clv",
	"p_alive",
	"expected_visits",
	"visits",
	"revenue",
	"monetary_value",
	"first_visit",
	"last_visit",
	"recency_days",
	"computed_on",
	"method",
)
SNAPSHOT_COLUMNS = ("customer", "company", "month", "segment", "clv", "p_alive", "expected_visits", "revenue")

Progress = Callable[[int, int], None]


def run(progress: Progress | None = None) -> int:
	"""Value all customers who have come, as of today; returns how many."""
	# A mark set from now on may be of a visit that is not read here, and stays.
	stale = frappe.get_all(ANALYTICS, {"is_stale": 1}, pluck="name", order_by=None, limit=0)
	facts = read_facts(everything=True)
	rules = facts.rules
	scores = score_customers(
		facts.transactions,
		len(facts.customers),
		facts.as_of,
		rules.horizon_months,
		rules.monthly_discount,
		rules.thresholds,
	)
	_store(facts, scores, progress)
	_store_snapshot(facts, scores)
	_drop_unknown(facts)
	_forget_marks(stale)
	# Every dashboard that is open fetches the new figures, each user with their own permissions.
	frappe.publish_realtime(FRESH, room=get_site_room(), after_commit=True)
	frappe.db.commit()
	return len(facts.customers)


def run_if_stale() -> None:
	"""For the scheduler: value again when somebody came since the last time."""
	if frappe.db.exists(ANALYTICS, {"is_stale": 1}) or any(map(_has_new_customer, INVOICE_DOCTYPES)):
		run()


def want_run() -> None:
	"""Have the scheduler value all customers, whoever came."""
	if anybody := frappe.db.get_value(ANALYTICS, {}, "name"):
		frappe.db.set_value(ANALYTICS, anybody, "is_stale", 1, update_modified=False)


def _forget_marks(stale: Sequence[str]) -> None:
	for start in range(0, len(stale), CHUNK):
		marked = {"name": ("in", stale[start : start + CHUNK])}
		frappe.db.set_value(ANALYTICS, marked, "is_stale", 0, update_modified=False)


def _has_new_customer(doctype: str) -> bool:
	invoice, valued = frappe.qb.DocType(doctype), frappe.qb.DocType(ANALYTICS)
	query = (
		frappe.qb.from_(invoice)
		.left_join(valued)
		.on(valued.name == invoice.customer)
		.select(invoice.name)
		.where(invoice.docstatus == 1)
		.where(valued.name.isnull())
		.limit(1)
	)
	return bool(query.run())


def _store(facts: DashboardFacts, scores: Scores, progress: Progress | None) -> None:
	computed_on, total, company = now_datetime(), len(facts.customers), settings.company()
	rows = []
	for place, customer in enumerate(facts.customers.ids):
		values = (
			customer,
			company,
			segment_name(int(scores.segment[place])),
			round(float(scores.clv[place]), 2),
			float(scores.p_alive[place]),
			float(scores.expected_visits[place]),
			int(scores.visits[place]),
			round(float(scores.revenue[place]), 2),
			round(float(scores.monetary_value[place]), 2),
			iso_day(int(scores.first_day[place])),
			iso_day(int(scores.last_day[place])),
			int(scores.recency_days[place]),
			computed_on,
			scores.method,
		)
		rows.append((customer, values))
	for done in _upsert(ANALYTICS, COLUMNS, rows):
		if progress:
			progress(done, total)


def _store_snapshot(facts: DashboardFacts, scores: Scores) -> None:
	"""Keep the values of the running month; the last run of a month is what is left of it."""
	month, company = facts.as_of.replace(day=1), settings.company()
	rows = [
		(
			snapshot_name(customer, month),
			(
				customer,
				company,
				month,
				segment_name(int(scores.segment[place])),
				round(float(scores.clv[place]), 2),
				float(scores.p_alive[place]),
				float(scores.expected_visits[place]),
				round(float(scores.revenue[place]), 2),
			),
		)
		for place, customer in enumerate(facts.customers.ids)
	]
	for _done in _upsert(SNAPSHOT, SNAPSHOT_COLUMNS, rows):
		pass


def _drop_unknown(facts: DashboardFacts) -> None:
	"""Customers who were deleted, or whose only invoice was cancelled, have no value."""
	known = set(facts.customers.ids)
	gone = [name for name in frappe.get_all(ANALYTICS, pluck="name", limit=0) if name not in known]
	for start in range(0, len(gone), CHUNK):
		frappe.db.delete(ANALYTICS, {"name": ("in", gone[start : start + CHUNK])})


def _upsert(
	doctype: str, columns: Sequence[str], rows: Sequence[tuple[str, tuple[Any, ...]]]
) -> Iterator[int]:
	"""Insert or replace (name, values) rows in few statements; yields how many are done.

	Each statement is committed: an invoice that is submitted meanwhile marks one of these rows and must not wait.
	"""
	names = ", ".join(f"`{column}`" for column in columns)
	changes = ", ".join(
		f"`{column}` = values(`{column}`)" for column in (*columns, "modified", "modified_by")
	)
	place = f"({', '.join(['%s'] * (len(columns) + 5))})"
	user, now = frappe.session.user, now_datetime()
	for start in range(0, len(rows), CHUNK):
		chunk = rows[start : start + CHUNK]
		values = [value for name, row in chunk for value in (name, now, now, user, user, *row)]
		frappe.db.sql(
			f"""insert into `tab{doctype}` (name, creation, modified, owner, modified_by, {names})
			values {", ".join([place] * len(chunk))} on duplicate key update {changes}""",
			values,
		)
		frappe.db.commit()
		yield start + len(chunk)
