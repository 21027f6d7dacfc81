"""Who may cross the line of a rule: read from the file, decided by core."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import date, datetime, time
from typing import NamedTuple

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
from workshop_crm.core.analytics.rules import SegmentThresholds
from workshop_crm.preview import records
from workshop_crm.preview.settings import Settings
from workshop_crm.preview.vehicles.service_due import read_services
from workshop_crm.preview.visits import invoices

ANALYTICS = "Customer Analytics"
VALUED = {"segment": ("!=", "")}
"""Those who have come."""
CARS_AT_ONCE = 500


class Crosser(NamedTuple):
	customer: str
	crossing: Crossing


def crossers(
	connection: sqlite3.Connection, settings: Settings, rule: ActionRule, days: Window
) -> Iterator[Crosser]:
	"""Everybody who crosses the line of a rule in these days, whatever else the rule asks for."""
	if rule.trigger == LOW_SCORE:
		return _low_scores(connection, days)
	if rule.trigger == SERVICE_DUE:
		return _services_due(connection, rule, days)
	return _silent(connection, settings, rule, days)


def least_value(connection: sqlite3.Connection, rule: ActionRule) -> float | None:
	"""What a customer must at least be worth; None when everybody is meant."""
	rank = rank_of_least_valuable(records.count(connection, ANALYTICS, VALUED), rule.top_percent)
	if rank is None:
		return None
	best = records.find(connection, ANALYTICS, VALUED, "clv desc", limit=rank + 1, fields=("clv",))
	return float(best[-1]["clv"])


def values_of(connection: sqlite3.Connection, customers: Collection[str]) -> dict[str, float]:
	"""The lifetime value of those who have one."""
	named = {**VALUED, "customer": ("in", list(customers))}
	rows = records.find(connection, ANALYTICS, named, fields=("customer", "clv"))
	return {row["customer"]: float(row["clv"]) for row in rows}


def visits_of(
	connection: sqlite3.Connection, customers: Collection[str], after: date = date.min
) -> dict[str, list[Spent]]:
	"""The visits of customers, one for each invoice, with what was spent."""
	found: dict[str, list[Spent]] = defaultdict(list)
	wanted = {**invoices.VISITS, "customer": ("in", list(customers)), "posting_date": (">", after)}
	fields = ("customer", "posting_date", "grand_total")
	for row in records.find(connection, invoices.INVOICE, wanted, fields=fields):
		found[row["customer"]].append(Spent(row["posting_date"], row["grand_total"]))
	return found


def _silent(
	connection: sqlite3.Connection, settings: Settings, rule: ActionRule, days: Window
) -> Iterator[Crosser]:
	thresholds = SegmentThresholds(
		settings.new_days, settings.active_days, settings.high_risk_days, settings.lapsed_days
	)
	came = last_visits_between(rule.trigger, thresholds, days)
	rows = records.find(
		connection, ANALYTICS, {"last_visit": ("between", (came.first, came.last))}, fields=("customer",)
	)
	visits = visits_of(connection, [row["customer"] for row in rows])
	for row in rows:
		own = [visit.day for visit in visits[row["customer"]]]
		if crossing := silence(rule.trigger, thresholds, own, days):
			yield Crosser(row["customer"], crossing)


def _low_scores(connection: sqlite3.Connection, days: Window) -> Iterator[Crosser]:
	since = datetime.combine(days.first, time.min)
	low = {"is_low": 1, "answered_on": (">=", since)}
	for row in records.find(connection, "Survey Response", low, "answered_on"):
		score = round(row["score"]) if row["has_score"] else None
		answer = LowScore(row["name"], row["answered_on"], score, row["rating"] or None, row["follow_up"])
		if crossing := low_score(answer, days):
			yield Crosser(row["customer"], crossing)


def _services_due(connection: sqlite3.Connection, rule: ActionRule, days: Window) -> Iterator[Crosser]:
	cars = records.find(connection, "Vehicle", {"customer": ("!=", None)})
	for start in range(0, len(cars), CARS_AT_ONCE):
		part = cars[start : start + CARS_AT_ONCE]
		services = read_services(connection, [car["name"] for car in part])
		for car in part:
			due = services.due(car, days.last)
			if crossing := service_due(rule, car["name"], due, days):
				yield Crosser(car["customer"], crossing)
