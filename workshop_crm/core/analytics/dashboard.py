"""The dashboard's reply: every figure, chart and table from the same filtered records."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter
from typing import Any

import numpy as np

from workshop_crm.core.analytics.arrays import Shorts, month_label
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, ServiceType
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.fit_quality import spread
from workshop_crm.core.analytics.funnel import funnel
from workshop_crm.core.analytics.heatmap import WEEKDAYS, weekday_hour
from workshop_crm.core.analytics.moves import moves_by_month, pair_name
from workshop_crm.core.analytics.retention import cohorts
from workshop_crm.core.analytics.satisfaction import Distribution, distribution
from workshop_crm.core.analytics.segments import ACTIVE, NEW, SEGMENTS
from workshop_crm.core.analytics.selection import Selection, period_before, select
from workshop_crm.core.analytics.service_frequency import service_frequency
from workshop_crm.core.analytics.service_months import service_months
from workshop_crm.core.analytics.survival import GapCounts, count_by_service, gaps_after, kaplan_meier
from workshop_crm.core.analytics.transactions import MILLIONTHS
from workshop_crm.core.analytics.trend import trend_of
from workshop_crm.core.analytics.value_groups import value_groups
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.ratings import RATINGS, csat

_SHARE_DIGITS = 4
MAX_CURVES = 6
CURVE_DAYS = (30, 60, 90, 120, 150, 180, 240, 300, 365)


def build(facts: DashboardFacts, filters: Filters, tile: str = "") -> dict[str, Any]:
	"""The reply of `analytics.dashboard`: shares 0..1, dates ISO, no NaN; revenue exact, estimates rounded to 2 decimals.

	Dates, service type, branch and make choose invoices and invitations, and the customers who have one of them; segment
	and tier choose customers. Lifetime value, segment and tier are those of today whatever the dates. points_liability is
	always that of the whole workshop. `method` and segment names are English, to be translated by the host.
	`tile` is one of `TILES`, to have that one alone. Raises InvalidInput for a tile or a value of a filter that does not exist.
	"""
	if tile and tile not in TILES:
		raise InvalidInput(N_("There is no tile {tile}."), tile=tile)
	workings = Workings(facts)
	values = workings.values
	board = Board(facts, filters, workings, select(facts, values, filters))
	return {
		"filters": filters.as_dict(),
		"options": _options(facts),
		"computed_on": values.computed_on.isoformat(),
		"method": values.method,
		"value_months": facts.rules.horizon_months,
		"currency": facts.currency,
		**{name: make(board) for name, make in TILES.items() if tile in ("", name)},
	}


@dataclass(frozen=True)
class Board:
	"""What every tile is made of."""

	facts: DashboardFacts
	filters: Filters
	workings: Workings
	selection: Selection

	@property
	def values(self) -> CustomerValues:
		return self.workings.values

	@cached_property
	def answers(self) -> Distribution:
		return distribution(self.selection.invitations)


def _options(facts: DashboardFacts) -> dict[str, Any]:
	"""What each filter can be; of branches and makes those that the reader has visits of."""
	return {
		"segments": list(SEGMENTS),
		"service_types": [
			{"name": one.name, "name_ar": one.name_ar}
			for one in sorted(facts.service_types, key=attrgetter("name"))
		],
		"branches": _occurring(facts.branches, facts.transactions.branch),
		"tiers": list(facts.tiers.names) if facts.tiers else [],
		"tier_names_ar": dict(facts.tiers.names_ar) if facts.tiers else {},
		"vehicle_makes": _occurring(facts.makes, facts.transactions.make),
	}


def _occurring(names: tuple[str, ...], codes: Shorts) -> list[str]:
	counts = np.bincount(codes + 1, minlength=len(names) + 1)[1:]
	return sorted(name for name, count in zip(names, counts.tolist(), strict=True) if count)


def _cards(board: Board) -> dict[str, Any]:
	selection, values = board.selection, board.values
	active = selection.customers & np.isin(values.segment, (NEW, ACTIVE))
	visits = len(selection.transactions.visits)
	revenue = int(selection.transactions.money.sum()) / MILLIONTHS
	liability = board.facts.points_liability()
	return {
		"customers": int(selection.customers.sum()),
		"active_customers": int(active.sum()),
		"visits": visits,
		"revenue": revenue,
		"average_invoice": round(revenue / visits, 2) if visits else 0.0,
		"total_clv": round(float(values.clv[selection.customers].sum()), 2),
		"clv_interval": _clv_interval(board),
		"csat": _csat(board.answers),
		"response_rate": _share(board.answers.response_rate),
		"points_liability": None if liability is None else round(liability, 2),
		"before": _before(board),
	}


def _clv_interval(board: Board) -> dict[str, float] | None:
	"""80 % interval of the value of all customers, by the errors of earlier forecasts; None for a part of them."""
	is_whole = board.filters == Filters() and board.facts.is_whole
	found = spread(board.values.tests) if is_whole else None
	if found is None:
		return None
	total = float(board.values.clv[board.selection.customers].sum())
	return {"low": round(total * found.lower, 2), "high": round(total * found.upper, 2)}


def _forecast(board: Board) -> list[dict[str, Any]]:
	"""Earlier forecasts of all customers' visits, and what came, whatever the filters; for who may see all."""
	return [
		{
			"split": one.split.isoformat(),
			"until": one.until.isoformat(),
			"expected": round(one.expected, 1),
			"actual": one.actual,
			"error": _share(one.error),
			"auc": _share(one.auc),
		}
		for one in (board.values.tests if board.facts.is_whole else ())
	]


def _before(board: Board) -> dict[str, Any] | None:
	"""The figures of visits and answers in as many days right before; None where no first day is set."""
	filters = period_before(board.filters, board.selection.until)
	if filters is None:
		return None
	selection = select(board.facts, board.values, filters)
	answers = distribution(selection.invitations)
	return {
		"from_date": filters.as_dict()["from_date"],
		"to_date": filters.as_dict()["to_date"],
		"customers": int(selection.customers.sum()),
		"visits": int(selection.transactions.is_visit.sum()),
		"revenue": int(selection.transactions.money.sum()) / MILLIONTHS,
		"csat": _csat(answers)["share"],
		"response_rate": _share(answers.response_rate),
	}


def _csat(answers: Distribution) -> dict[str, Any]:
	figures = csat(answers.satisfied, answers.rated)._asdict()
	return {**{name: _share(value) for name, value in figures.items()}, "n": answers.rated}


def _share(share: float | None) -> float | None:
	return None if share is None else round(share, _SHARE_DIGITS)


def _trend(board: Board) -> dict[str, Any]:
	selection = board.selection
	first_day = board.workings.first_and_last_day[0]
	history, from_date = board.workings.value_history, board.filters.from_date
	trend = trend_of(history, selection.customers, first_day, selection.until, from_date)
	return {
		"labels": list(trend.months),
		"average": [round(value, 2) for value in trend.average],
		"total": [round(value, 2) for value in trend.total],
	}


def _segments(board: Board) -> list[dict[str, Any]]:
	values, selection = board.values, board.selection
	# Code -1, no segment, is counted in front.
	customer, paid = selection.transactions.by_customer
	revenue = np.bincount(values.segment[customer] + 1, paid, len(SEGMENTS) + 1)[1:]
	of_customer = values.segment[selection.customers] + 1
	customers = np.bincount(of_customer, minlength=len(SEGMENTS) + 1)[1:]
	clv = np.bincount(of_customer, values.clv[selection.customers], len(SEGMENTS) + 1)[1:]
	return [
		{
			"segment": name,
			"customers": int(customers[code]),
			"revenue": int(revenue[code]) / MILLIONTHS,
			"clv": round(float(clv[code]), 2),
		}
		for code, name in enumerate(SEGMENTS)
	]


def _satisfaction(board: Board) -> dict[str, Any]:
	return {"labels": [str(rating) for rating in RATINGS], "counts": list(board.answers.counts)}


def _retention(board: Board) -> dict[str, Any]:
	found = cohorts(board.selection.earlier, board.selection.until, board.filters.from_date)
	rows = [
		{
			"cohort": month_label(cohort.month),
			"size": cohort.size,
			"counts": list(cohort.counts),
			"shares": [_share(share) for share in cohort.shares],
			"complete": list(cohort.complete),
		}
		for cohort in found
	]
	return {"periods": max((len(cohort.counts) for cohort in found), default=0), "rows": rows}


def _heatmap(board: Board) -> dict[str, Any]:
	counted = weekday_hour(board.selection.transactions)
	return {
		"weekdays": list(range(WEEKDAYS)),
		"hours": list(counted.hours),
		"counts": [list(row) for row in counted.counts],
	}


def _service_frequency(board: Board) -> list[dict[str, Any]]:
	services = board.facts.service_types
	return [
		{
			"service_type": services[one.service].name,
			"name_ar": services[one.service].name_ar,
			"visits": one.visits,
			"revenue": one.revenue,
			"median_days_between": one.median_days_between,
		}
		for one in service_frequency(board.selection.transactions, len(services))
	]


def _service_months(board: Board) -> dict[str, Any]:
	services = board.facts.service_types
	found = service_months(board.selection.transactions, len(services), board.selection.until)
	return {
		"months": list(found.months),
		"rows": [
			{"service_type": services[code].name, "name_ar": services[code].name_ar, "counts": list(counts)}
			for code, counts in found.counts
		],
	}


def _funnel(board: Board) -> list[dict[str, Any]]:
	steps = funnel(board.selection.invitations)
	asked = steps[0].invitations
	return [
		{
			"step": step.name,
			"customers": step.customers,
			"invitations": step.invitations,
			"share": _share(step.invitations / asked if asked else None),
		}
		for step in steps
	]


def _tier_moves(board: Board) -> dict[str, Any]:
	"""`name` is the row's part of a cell's name; a new member comes from no tier."""
	tiers = board.facts.tiers
	names, names_ar = (tiers.names, tiers.names_ar) if tiers else ((), {})
	found = moves_by_month(board.selection.moves, board.selection.until, names)
	return {
		"months": list(found.months),
		"rows": [
			{
				"name": pair_name(from_tier, to_tier),
				"from_tier": from_tier,
				"from_tier_ar": names_ar.get(from_tier, ""),
				"to_tier": to_tier,
				"to_tier_ar": names_ar.get(to_tier, ""),
				"counts": list(counts),
			}
			for from_tier, to_tier, counts in found.rows
		],
	}


def _value_groups(board: Board) -> list[dict[str, Any]]:
	return [
		{
			"group": number,
			"customers": one.customers,
			"lowest": round(one.lowest, 2),
			"highest": round(one.highest, 2),
			"total": round(one.total, 2),
			"share": _share(one.share),
		}
		for number, one in enumerate(value_groups(board.values.clv, board.selection.customers), 1)
	]


def _return_curves(board: Board) -> dict[str, Any]:
	"""Shares of visits after which the customer had come again within so many days, for all and for each service type."""
	gaps = gaps_after(board.selection.transactions, board.selection.until)
	services = board.facts.service_types
	counts = count_by_service(gaps, len(services))
	visits = counts.lasting[1:].sum(axis=1)
	frequent = [code for code in np.argsort(-visits, kind="stable")[:MAX_CURVES].tolist() if visits[code]]
	curves = [_curve(GapCounts(counts.lasting.sum(axis=0), counts.ended.sum(axis=0)), None)]
	curves += [
		_curve(GapCounts(counts.lasting[code + 1], counts.ended[code + 1]), services[code])
		for code in frequent
	]
	return {"days": list(CURVE_DAYS), "curves": [curve for curve in curves if curve["visits"]]}


def _curve(counts: GapCounts, service: ServiceType | None) -> dict[str, Any]:
	found = kaplan_meier(counts)
	points = [found.at(day) for day in CURVE_DAYS]
	return {
		"service_type": service and service.name,
		"name_ar": service and service.name_ar,
		"visits": found.gaps,
		"came_again": found.came_back,
		"median_days": found.median(),
		"shares": [_share(1 - share) for share, _low, _high in points],
		"low": [_share(1 - high) for _middle, _low, high in points],
		"high": [_share(1 - low) for _middle, low, _high in points],
	}


TILES: Mapping[str, Callable[[Board], Any]] = {
	"cards": _cards,
	"clv_trend": _trend,
	"segments": _segments,
	"satisfaction": _satisfaction,
	"funnel": _funnel,
	"tier_moves": _tier_moves,
	"retention": _retention,
	"heatmap": _heatmap,
	"service_frequency": _service_frequency,
	"service_months": _service_months,
	"value_groups": _value_groups,
	"return_curves": _return_curves,
	"forecast": _forecast,
}
"""The parts of the reply, by name."""
