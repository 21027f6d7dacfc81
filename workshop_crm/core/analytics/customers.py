"""The list of customers behind the dashboard's figures, with the same filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from workshop_crm.core.analytics.arrays import NO_DAY, Days, Flags, Floats, Integers, iso_day
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.segments import segment_name
from workshop_crm.core.analytics.selection import select
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.errors import N_, InvalidInput

ORDERS = ("clv", "revenue", "visits", "last_visit", "p_alive", "name")


def customers_page(
	facts: DashboardFacts,
	filters: Filters,
	order_by: str = "clv",
	limit: int | None = 100,
	offset: int = 0,
) -> dict[str, Any]:
	"""The reply of `analytics.customers`: highest first, names in alphabetical order; `limit` None gives all.

	visits and revenue are those that the filters leave, so that their sums are the dashboard's; last_visit is the last
	of all. Raises InvalidInput for an unknown order, a negative limit or offset, and as `dashboard.build` does.
	"""
	if order_by not in ORDERS:
		raise InvalidInput(N_("Customers cannot be ordered by {order}."), order=order_by)
	if offset < 0 or (limit is not None and limit < 0):
		raise InvalidInput(N_("The number of rows must not be negative."))
	values = Workings(facts).values
	selection = select(facts, values, filters)
	chosen = np.flatnonzero(selection.customers)
	columns = _columns(facts, selection.transactions)
	ordered = _ordered(facts, values, columns, chosen, order_by)
	page = ordered[offset:] if limit is None else ordered[offset : offset + limit]
	return {
		"total": len(chosen),
		"customers": [_row(facts, values, columns, place) for place in page.tolist()],
	}


@dataclass(frozen=True, slots=True)
class _Columns:
	"""Visits and revenue in the selection; the ordinal of the last visit of all, and who came on more than one day."""

	visits: Integers
	revenue: Floats
	last_day: Days
	came_again: Flags


def _columns(facts: DashboardFacts, selected: Transactions) -> _Columns:
	count = len(facts.customers)
	past = facts.transactions.is_visit & (facts.transactions.day <= facts.as_of.toordinal())
	last_day = np.full(count, NO_DAY, np.int32)
	np.maximum.at(last_day, facts.transactions.customer[past], facts.transactions.day[past])
	first_day = np.full(count, np.iinfo(np.int32).max, np.int32)
	np.minimum.at(first_day, facts.transactions.customer[past], facts.transactions.day[past])
	visits = np.bincount(selected.customer[selected.is_visit], minlength=count).astype(np.int64)
	revenue = np.bincount(selected.customer, selected.amount, count).astype(np.float64)
	return _Columns(visits, revenue, last_day, first_day < last_day)


def _ordered(
	facts: DashboardFacts, values: CustomerValues, columns: _Columns, chosen: Integers, order_by: str
) -> Integers:
	if order_by == "name":
		names = facts.customers.names
		return np.array(sorted(chosen.tolist(), key=lambda place: names[place].casefold()), dtype=np.int64)
	keys: dict[str, Floats | Integers | Days] = {
		"clv": values.clv,
		"revenue": columns.revenue,
		"visits": columns.visits,
		"last_visit": columns.last_day,
		"p_alive": values.p_alive,
	}
	return chosen[np.argsort(-keys[order_by][chosen], kind="stable")]


def _row(facts: DashboardFacts, values: CustomerValues, columns: _Columns, place: int) -> dict[str, Any]:
	return {
		"customer": facts.customers.ids[place],
		"name": facts.customers.names[place],
		"name_ar": facts.customers.names_ar[place],
		"segment": segment_name(int(values.segment[place])),
		"visits": int(columns.visits[place]),
		"last_visit": iso_day(int(columns.last_day[place])),
		"revenue": round(float(columns.revenue[place]), 2),
		"clv": round(float(values.clv[place]), 2),
		# After a single visit BG/NBD always says 1, which tells nobody anything.
		"p_alive": round(float(values.p_alive[place]), 4) if columns.came_again[place] else None,
	}
