"""The list of customers behind the dashboard's figures, with the same filters."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

from workshop_crm.core.analytics.arrays import Days, Floats, Integers, iso_day
from workshop_crm.core.analytics.cells import Table, narrowed
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.segments import segment_name
from workshop_crm.core.analytics.selection import select
from workshop_crm.core.analytics.transactions import MILLIONTHS, Transactions
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.errors import N_, InvalidInput

ORDERS = ("clv", "revenue", "visits", "last_visit", "p_alive", "name")


def customers_page(
	facts: DashboardFacts,
	filters: Filters,
	order_by: str = "clv",
	limit: int | None = 100,
	offset: int = 0,
	cell: str = "",
) -> dict[str, Any]:
	"""The reply of `analytics.customers`: highest first, names in alphabetical order; `limit` None gives all.

	visits and revenue are those that the filters leave, so that their sums are the dashboard's; the revenue is exact.
	last_visit is the last of all. `cell` names one cell of a table, see `cells`. Raises InvalidInput for an unknown order
	or cell, a negative limit or offset, and as `dashboard.build` does.
	"""
	if order_by not in ORDERS:
		raise InvalidInput(N_("Customers cannot be ordered by {order}."), order=order_by)
	if offset < 0 or (limit is not None and limit < 0):
		raise InvalidInput(N_("The number of rows must not be negative."))
	workings = Workings(facts)
	values = workings.values
	whole = select(facts, values, filters)
	selection = narrowed(Table(whole, values, facts.service_types), cell)
	chosen = np.flatnonzero(selection.customers)
	columns = _columns(workings, selection.transactions)
	ordered = _ordered(facts, values, columns, chosen, order_by)
	page = (ordered[offset:] if limit is None else ordered[offset : offset + limit]).tolist()
	rows = zip(facts.customers.named(page), page, strict=True)
	return {
		"total": len(chosen),
		"visits": int(selection.transactions.is_visit.sum()),
		"customers": [_row(named, values, columns, place) for named, place in rows],
	}


@dataclass(frozen=True, slots=True)
class _Columns:
	"""Visits and revenue (millionths) in the selection; the ordinals of the first and last visit of all."""

	visits: Integers
	revenue: Floats
	first_day: Days
	last_day: Days


def _columns(workings: Workings, selected: Transactions) -> _Columns:
	count = len(workings.facts.customers)
	visits = np.bincount(selected.customer[selected.is_visit], minlength=count).astype(np.int64)
	# Whole numbers below 2^53: their sum as floats is exact.
	revenue = np.bincount(selected.customer, selected.money, count).astype(np.float64)
	return _Columns(visits, revenue, *workings.first_and_last_day)


def _ordered(
	facts: DashboardFacts, values: CustomerValues, columns: _Columns, chosen: Integers, order_by: str
) -> Integers:
	if order_by == "name":
		places = chosen.tolist()
		names = [name.casefold() for _id, name, _arabic in facts.customers.named(places)]
		return chosen[np.array(sorted(range(len(places)), key=names.__getitem__), dtype=np.int64)]
	keys: dict[str, Floats | Integers | Days] = {
		"clv": values.clv,
		"revenue": columns.revenue,
		"visits": columns.visits,
		"last_visit": columns.last_day,
		"p_alive": values.p_alive,
	}
	return chosen[np.argsort(-keys[order_by][chosen], kind="stable")]


def _row(
	named: tuple[str, str, str], values: CustomerValues, columns: _Columns, place: int
) -> dict[str, Any]:
	customer, name, name_ar = named
	came_again = columns.first_day[place] < columns.last_day[place]
	return {
		"customer": customer,
		"name": name,
		"name_ar": name_ar,
		"segment": segment_name(int(values.segment[place])),
		"visits": int(columns.visits[place]),
		"last_visit": iso_day(int(columns.last_day[place])),
		"revenue": int(columns.revenue[place]) / MILLIONTHS,
		"clv": round(float(values.clv[place]), 2),
		# After a single visit BG/NBD always says 1, which tells nobody anything.
		"p_alive": round(float(values.p_alive[place]), 4) if came_again else None,
	}
