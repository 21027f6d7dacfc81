"""What came of each rule, as the panel and its files show it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Literal, get_args

from workshop_crm.core.analytics.actions.outcomes import MIN_GROUP, Group, difference, verdict
from workshop_crm.core.analytics.actions.record import CAME, HELD_OUT
from workshop_crm.core.analytics.actions.rules import ActionRule
from workshop_crm.core.common.errors import N_, InvalidInput, missing
from workshop_crm.core.common.languages import name_in
from workshop_crm.core.common.spreadsheets import Cell

Side = Literal["treated", "held_out"]
SIDES: tuple[Side, ...] = get_args(Side)
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Tally:
	"""Actions of one rule that have the same `status`, `outcome` and end: how many, and what was spent."""

	rule: str
	status: str
	outcome: str
	is_over: bool
	count: int
	revenue: Decimal


@dataclass(frozen=True, slots=True)
class MeasureArguments:
	"""Whose names stand behind a number: those of a rule, of one side, who came or all."""

	rule: str
	side: str = "treated"
	came_only: bool = False

	def read(self, rules: Iterable[str]) -> tuple[str, Side, bool]:
		"""Raises NotFound for an unknown rule, InvalidInput for an unknown side."""
		if self.rule not in rules:
			raise missing(self.rule)
		side = next((one for one in SIDES if one == self.side), None)
		if side is None:
			raise InvalidInput(N_("Choose those who were called, or those held out.")).at("side")
		return self.rule, side, self.came_only


def measures_view(
	rules: Sequence[ActionRule], tallies: Sequence[Tally], currency: str, language: str
) -> dict[str, Any]:
	"""The panel: a row for each rule. Only customers whose time is over are counted.

	Who came before their time is over is not counted yet either: else those who come late would be missing in the share.
	"""
	return {
		"currency": currency,
		"least": MIN_GROUP,
		"rules": [_rule_view(rule, tallies, language) for rule in rules],
	}


def customer_view(action: Mapping[str, Any], customer: Mapping[str, Any]) -> dict[str, Any]:
	"""A row of the names behind a number."""
	return {
		"action": action["name"],
		"customer": action["customer"],
		"name": customer.get("customer_name") or "",
		"name_ar": customer.get("customer_name_ar") or "",
		"made_on": action["made_on"].isoformat(),
		"outcome": action["outcome"],
		"came_on": action["came_on"].isoformat() if action["came_on"] else None,
		"revenue": round(float(action["revenue"] or 0), 2),
	}


def is_counted(action: Mapping[str, Any], side: Side, came_only: bool, today: date) -> bool:
	"""Whether an action is among those behind a number of the panel."""
	is_held_out = action["status"] == HELD_OUT
	is_over = action["outcome_until"] < today
	return is_over and is_held_out == (side == "held_out") and (not came_only or action["outcome"] == CAME)


def measure_rows(view: Mapping[str, Any], translate: Callable[[str], str]) -> Iterable[list[Cell]]:
	"""Header and rows of the panel's file."""
	yield [
		translate(header)
		for header in (
			N_("Rule"),
			N_("Called"),
			N_("Came"),
			N_("Share"),
			N_("Revenue a customer"),
			N_("Held out"),
			N_("Came, held out"),
			N_("Share, held out"),
			N_("Revenue a customer, held out"),
			N_("Difference"),
			N_("Lower end, 95%"),
			N_("Upper end, 95%"),
			N_("Still running"),
		)
	]
	for row in view["rules"]:
		cells: list[Cell] = [row["title"]]
		for side in SIDES:
			group = row[side]
			cells += [group["customers"], group["came"], group["share"], group["revenue_each"]]
		apart = row["difference"] or {"share": None, "low": None, "high": None}
		yield [*cells, apart["share"], apart["low"], apart["high"], row["running"]]


def customer_rows(rows: Iterable[Mapping[str, Any]], translate: Callable[[str], str]) -> Iterable[list[Cell]]:
	"""Header and rows of the file with the names behind a number."""
	headers = (
		N_("Customer"),
		N_("Name"),
		N_("Arabic name"),
		N_("Since"),
		N_("Outcome"),
		N_("Came on"),
		N_("Revenue"),
	)
	yield [translate(header) for header in headers]
	for row in rows:
		yield [
			row["customer"],
			row["name"],
			row["name_ar"],
			row["made_on"],
			translate(row["outcome"]),
			row["came_on"],
			row["revenue"],
		]


def _rule_view(rule: ActionRule, tallies: Iterable[Tally], language: str) -> dict[str, Any]:
	own = [one for one in tallies if one.rule == rule.name]
	treated = _group(one for one in own if one.status != HELD_OUT)
	held_out = _group(one for one in own if one.status == HELD_OUT)
	apart = difference(treated, held_out)
	return {
		"rule": rule.name,
		"title": name_in(language, rule.title, rule.title_ar),
		"trigger": rule.trigger,
		"held_out_percent": rule.held_out_percent,
		"treated": _group_view(treated),
		"held_out": _group_view(held_out),
		"difference": {
			"share": round(apart.share, DIGITS),
			"low": round(apart.low, DIGITS),
			"high": round(apart.high, DIGITS),
		}
		if apart
		else None,
		"verdict": verdict(apart),
		"running": sum(one.count for one in own if not one.is_over),
	}


def _group(tallies: Iterable[Tally]) -> Group:
	over = [one for one in tallies if one.is_over]
	came = [one for one in over if one.outcome == CAME]
	return Group(
		sum(one.count for one in over),
		sum(one.count for one in came),
		sum((one.revenue for one in came), Decimal(0)),
	)


def _group_view(group: Group) -> dict[str, Any]:
	interval = group.interval
	return {
		"customers": group.customers,
		"came": group.came,
		"share": None if group.share is None else round(group.share, DIGITS),
		"low": round(interval[0], DIGITS) if interval else None,
		"high": round(interval[1], DIGITS) if interval else None,
		"revenue_each": None if group.revenue_each is None else round(float(group.revenue_each), 2),
	}
