"""The figures of all customers: loaded as columns, computed by core, stored for the profile and the dashboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from datetime import date, datetime, time, timedelta

from workshop_crm.core.analytics import facts as core
from workshop_crm.core.analytics import transactions
from workshop_crm.core.analytics.rules import ScoringRules, SegmentThresholds
from workshop_crm.core.analytics.scores import Scores, score_customers
from workshop_crm.core.analytics.segments import segment_name
from workshop_crm.core.analytics.trend import value_trend
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analytics_store
from workshop_crm.preview.loyalty.accounts import program_view
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings, read_settings
from workshop_crm.preview.visits import invoices
from workshop_crm.preview.workshop import Workshop


def compute(workshop: Workshop) -> int:
	"""Compute and store the figures of every customer as of today; returns the number of customers."""
	now = workshop.clock()
	today = now.date()
	with workshop.reading() as connection:
		loaded = read_facts(connection, read_settings(connection), today, stored=False)
	rules, count = loaded.rules, len(loaded.customers)
	scores = score_customers(
		loaded.transactions, count, today, rules.horizon_months, rules.monthly_discount, rules.thresholds
	)
	trend = value_trend(loaded.transactions, count, today, rules)
	with workshop.writing() as connection:
		rows = _rows(loaded.customers.ids, scores, today)
		analytics_store.replace_all(connection, analytics_store.ANALYTICS, rows, now)
		months = zip(trend.months, trend.total, trend.average, strict=True)
		trend_rows = (
			{"name": month, "month": month, "total": total, "average": average}
			for month, total, average in months
		)
		analytics_store.replace_all(connection, analytics_store.TREND, trend_rows, now)
	return count


def read_facts(
	connection: sqlite3.Connection, settings: Settings, today: date, *, stored: bool = True
) -> core.DashboardFacts:
	"""Everything the dashboard is made of; `stored` takes the figures of the last computation along."""
	customers = core.Customers.from_rows(analytics_store.customer_rows(connection))
	services = tuple(
		core.ServiceType(service["name"], service["name_ar"])
		for service in records.find(connection, "Service Type", {"disabled": 0}, "name")
	)
	places, service_places = customers.index(), core.service_index(services)
	members = program_view(connection, settings) if stored else None
	return core.DashboardFacts(
		as_of=today,
		currency=settings.currency,
		customers=customers,
		service_types=services,
		transactions=transactions.from_rows(invoices.analytics_rows(connection), places, service_places),
		invitations=core.Invitations.from_rows(
			analytics_store.invitation_rows(connection), places, service_places
		),
		values=_stored_values(connection, places) if stored else None,
		trend=_stored_trend(connection) if stored else None,
		points_liability=members["liability"] if members else None,
		rules=_rules(settings),
	)


def _rules(settings: Settings) -> ScoringRules:
	return ScoringRules(
		settings.clv_horizon_months,
		settings.monthly_discount_rate / 100,
		SegmentThresholds(
			settings.new_days, settings.active_days, settings.high_risk_days, settings.lapsed_days
		),
	)


def _stored_values(connection: sqlite3.Connection, places: dict[str, int]) -> core.CustomerValues | None:
	run = analytics_store.last_run(connection)
	if run is None:
		return None
	rows = analytics_store.value_rows(connection)
	return core.CustomerValues.from_rows(rows, places, run.computed_on, run.method)


def _stored_trend(connection: sqlite3.Connection) -> core.ValueTrend | None:
	rows = records.find(connection, analytics_store.TREND, order_by="month")
	if not rows:
		return None
	return core.ValueTrend(
		tuple(row["month"] for row in rows),
		tuple(row["total"] for row in rows),
		tuple(row["average"] for row in rows),
	)


def _rows(ids: Sequence[str], scores: Scores, today: date) -> Iterator[Record]:
	columns = (
		scores.segment,
		scores.visits,
		scores.recency_days,
		scores.monetary_value,
		scores.expected_visits,
		scores.p_alive,
		scores.clv,
	)
	midnight = datetime.combine(today, time.min)
	for name, segment, visits, recency, spent, expected, alive, clv in zip(
		ids, *(column.tolist() for column in columns), strict=True
	):
		yield {
			"name": name,
			"customer": name,
			"segment": segment_name(segment) or "",
			"visits": visits,
			"recency_days": max(recency, 0),
			"last_visit": today - timedelta(days=recency) if visits else None,
			"monetary_value": spent,
			"expected_visits": expected,
			"p_alive": alive,
			"clv": clv,
			"computed_on": midnight,
			"method": scores.method,
		}
