"""Who may cross the line of a rule: read from the workshop's records, decided by core."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

import frappe
from frappe.utils import cint

from workshop_crm.core.analytics.actions.crossing import (
	Crossing,
	LowScore,
	Window,
	last_visits_between,
	low_score,
	rank_of_least_valuable,
	service_due,
	silence,
)
from workshop_crm.core.analytics.actions.outcomes import Spent
from workshop_crm.core.analytics.actions.rules import LOW_SCORE, SERVICE_DUE, ActionRule
from workshop_crm.services.analytics.records import ANALYTICS
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.money import decimal
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.vehicles import service_due as cars

AT_ONCE = 500


class Crosser(NamedTuple):
	customer: str
	crossing: Crossing


def crossers(rule: ActionRule, days: Window) -> Iterator[Crosser]:
	"""Everybody who crosses the line of a rule in these days, whatever else the rule asks for."""
	if rule.trigger == LOW_SCORE:
		return _low_scores(days)
	if rule.trigger == SERVICE_DUE:
		return _services_due(rule, days)
	return _silent(rule, days)


def least_value(rule: ActionRule) -> float | None:
	"""What a customer must at least be worth; None when everybody is meant."""
	rank = rank_of_least_valuable(frappe.db.count(ANALYTICS), rule.top_percent)
	if rank is None:
		return None
	row = frappe.qb.DocType(ANALYTICS)
	query = frappe.qb.from_(row).select(row.clv).orderby(row.clv, order=frappe.qb.desc)
	found = query.limit(1).offset(rank).run()
	return float(found[0][0]) if found else 0.0


def values_of(customers: Collection[str]) -> dict[str, float]:
	"""The lifetime value of those who have one."""
	filters = {"customer": ("in", list(customers))}
	rows = frappe.get_all(ANALYTICS, filters, ["customer", "clv"], as_list=True, order_by=None)
	return {customer: float(clv or 0) for customer, clv in rows}


def visits_of(customers: Collection[str], after: date | None = None) -> dict[str, list[Spent]]:
	"""The visits of customers, one for each invoice that is no return, with what was spent."""
	found: dict[str, list[Spent]] = defaultdict(list)
	for doctype in INVOICE_DOCTYPES if customers else ():
		filters = {"customer": ("in", list(customers)), "docstatus": 1, "is_return": 0}
		if doctype == "Sales Invoice":
			filters["is_consolidated"] = 0
		if after:
			filters["posting_date"] = (">", after)
		fields = ["customer", "posting_date", "base_grand_total"]
		for row in frappe.get_all(doctype, filters, fields, order_by=None):
			found[row.customer].append(Spent(row.posting_date, decimal(row.base_grand_total)))
	return found


def in_parts(names: Iterable[str]) -> Iterator[list[str]]:
	"""Names some at a time, for questions that list them."""
	known = list(names)
	return (known[start : start + AT_ONCE] for start in range(0, len(known), AT_ONCE))


def _silent(rule: ActionRule, days: Window) -> Iterator[Crosser]:
	thresholds = settings.scoring_rules().thresholds
	came = last_visits_between(rule.trigger, thresholds, days)
	names = frappe.get_all(
		ANALYTICS, {"last_visit": ("between", (came.first, came.last))}, pluck="customer", order_by="name"
	)
	for part in in_parts(names):
		visits = visits_of(part)
		for customer in part:
			own = [visit.day for visit in visits[customer]]
			if crossing := silence(rule.trigger, thresholds, own, days):
				yield Crosser(customer, crossing)


def _low_scores(days: Window) -> Iterator[Crosser]:
	since = datetime.combine(days.first, time.min)
	rows = frappe.get_all(
		RESPONSE,
		{"is_low": 1, "answered_on": (">=", since)},
		["name", "customer", "answered_on", "has_score", "score", "rating", "follow_up"],
		order_by="answered_on",
	)
	for row in rows:
		score = round(row.score) if row.has_score else None
		answer = LowScore(row.name, row.answered_on, score, cint(row.rating) or None, row.follow_up)
		if crossing := low_score(answer, days):
			yield Crosser(row.customer, crossing)


def _services_due(rule: ActionRule, days: Window) -> Iterator[Crosser]:
	types = cars.service_types()
	for part in cars.owned_in_parts():
		visits = cars.visits_of([car.name for car in part])
		for car in part:
			due = cars.due(car, cars.car_visits(visits[car.name]), types)
			if crossing := service_due(rule, car.name, due, days):
				yield Crosser(car.customer, crossing)
