"""The figures of all customers: read as columns, computed by core, stored for the profile and the dashboard."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import numpy as np

from workshop_crm.core.analytics.arrays import NO_DAY
from workshop_crm.core.analytics.columns import Columns
from workshop_crm.core.analytics.facts import DashboardFacts, Tiers
from workshop_crm.core.analytics.rules import ScoringRules, SegmentThresholds
from workshop_crm.core.analytics.segments import segment_name
from workshop_crm.core.analytics.stored import Surroundings, facts_of
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analytics_store, columns
from workshop_crm.preview.loyalty.accounts import program_view
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings, read_settings
from workshop_crm.preview.workshop import Workshop

MANY_NAMES = 500
"""From here on reading all names takes less time than asking for these."""


def compute(workshop: Workshop) -> int:
	"""Make the columns anew, and compute and store the figures of every customer as of today; returns how many came."""
	now = workshop.clock()
	made = columns.rebuild(workshop)
	with workshop.reading() as connection:
		facts = read_facts(connection, read_settings(connection), made, now.date())
		workings = Workings(replace(facts, values=None))
		scores = workings.scores
		columns.keep_values(workshop, workings.values_to_keep(), made)
	came = np.flatnonzero(scores.first_day != NO_DAY).tolist()
	with workshop.writing() as connection:
		rows = _rows(made, came, workings, now.date())
		analytics_store.replace_all(connection, rows, now)
	return len(came)


def read_facts(
	connection: sqlite3.Connection, settings: Settings, kept: Columns, today: date
) -> DashboardFacts:
	"""Everything the dashboard is made of."""
	services = records.find(connection, "Service Type", {"disabled": 0}, "name")

	def liability() -> float | None:
		members = program_view(connection, settings)
		return members["liability"] if members else None

	around = Surroundings(
		as_of=today,
		currency=settings.currency,
		directory=lambda customers: _names(connection, customers),
		service_types={service["name"]: service["name_ar"] or "" for service in services},
		rules=_rules(settings),
		tiers=_tiers(connection),
		points_liability=liability,
	)
	return facts_of(kept, around)


def _names(connection: sqlite3.Connection, customers: Sequence[str]) -> dict[str, tuple[str, str]]:
	chosen = {"name": ("in", list(customers))} if len(customers) < MANY_NAMES else {}
	found = records.find(connection, "Customer", chosen, fields=("name", "customer_name", "customer_name_ar"))
	return {row["name"]: (row["customer_name"], row["customer_name_ar"] or "") for row in found}


def _tiers(connection: sqlite3.Connection) -> Tiers:
	rows = records.find(connection, "Loyalty Program Collection", {}, "parent, min_spent")
	names_ar = {row["tier_name"]: row["tier_name_ar"] or "" for row in rows}
	return Tiers(tuple(names_ar), lambda tier: _members(connection, tier), names_ar)


def _members(connection: sqlite3.Connection, tier: str) -> list[str]:
	accounts = records.find(connection, "Customer Loyalty Points", {"tier": tier}, fields=("customer",))
	return [account["customer"] for account in accounts]


def _rules(settings: Settings) -> ScoringRules:
	return ScoringRules(
		settings.clv_horizon_months,
		settings.monthly_discount_rate / 100,
		SegmentThresholds(
			settings.new_days, settings.active_days, settings.high_risk_days, settings.lapsed_days
		),
	)


def _rows(made: Columns, came: Sequence[int], workings: Workings, today: date) -> Iterator[Record]:
	scores, ahead = workings.scores, workings.prospects
	midnight = datetime.combine(today, time.min)
	for code in came:
		customer, recency = made.customers[code], int(scores.recency_days[code])
		yield {
			"name": customer,
			"customer": customer,
			"segment": segment_name(int(scores.segment[code])) or "",
			"visits": int(scores.visits[code]),
			"recency_days": max(recency, 0),
			"last_visit": today - timedelta(days=recency),
			"revenue": float(scores.revenue[code]),
			"monetary_value": float(scores.monetary_value[code]),
			"expected_visits": float(scores.expected_visits[code]),
			"fewest_visits": int(ahead.fewest[code]),
			"most_visits": int(ahead.most[code]),
			"rfm_group": ahead.group_name(code) or "",
			"chance_of_visit": 0.0 if ahead.chance is None else float(ahead.chance[code]),
			"chance_days": ahead.chance_days,
			"p_alive": float(scores.p_alive[code]),
			"clv": float(scores.clv[code]),
			"computed_on": midnight,
			"method": scores.method,
		}
