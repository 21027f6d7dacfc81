"""All figures of a program as one reply."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.statistics import wilson_interval
from workshop_crm.core.loyalty.figures import members, points, rewards, rules, tiers
from workshop_crm.core.loyalty.figures.filters import AGAIN_MONTHS, Span
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.tiers import by_need

Rows = Mapping[str, Sequence[Sequence[Any]]]
"""What each of `statements.figures` found."""
Money = Callable[[Any], Decimal]
DIGITS = 4


@dataclass(frozen=True, slots=True)
class Asked:
	"""What the figures are about. `money` reads a sum of money as the database has it."""

	program: Program
	span: Span
	money: Money

	def worth(self, number: int) -> float:
		"""What points are worth at the value that a point has now."""
		return float(amount(self.program, number))

	def number(self, value: Decimal) -> float:
		return self.program.rounding.number(value)


def build(asked: Asked, rows: Rows, programs: Sequence[str]) -> dict[str, Any]:
	"""Points are whole numbers, signed as in the ledger; money in the company's currency; shares 0..1; days ISO.

	`counted_on` is left to a host that shows figures of an earlier moment while it counts them anew.
	"""
	since = by_customer(rows["since"])
	visitors = members.read_visitors(rows["visitors"], since, asked.money)
	uses = rewards.reward_uses(rows["catalog"], rows["redemptions"], asked.money)
	return {
		"program": asked.program.name,
		"programs": list(programs),
		"from_date": asked.span.start.isoformat(),
		"to_date": asked.span.end.isoformat(),
		"counted_on": None,
		"point_value": float(asked.program.point_value),
		"points": _points(asked, rows),
		"breakage": _breakage(asked, rows),
		**_tiers(asked, rows, since),
		"members": _members(asked, visitors, members.read_index(rows["returns"], since)),
		"cost": _cost(asked, visitors, uses, int(rows["on_invoices"][0][0] or 0)),
		"rewards": [_reward(asked, use) for use in uses],
		"rules": [
			_rule(asked, effect) for effect in rules.rule_effects(rows["rules"], rows["earned"], asked.money)
		],
	}


def by_customer(rows: Sequence[Sequence[Any]]) -> dict[str, Any]:
	"""What rows of two columns say of each customer."""
	return {row[0]: row[1] for row in rows}


def _points(asked: Asked, rows: Rows) -> dict[str, Any]:
	before, *months = points.by_month(rows["points"], rows["debts"], asked.span.start, asked.span.end)
	sums: Counter[str] = Counter()
	for month in months:
		sums.update(month.kinds)
	last = months[-1] if months else before
	return {
		"opening": before.outstanding,
		"months": [_month(asked, month) for month in months],
		"total": _month(asked, points.MonthOfPoints("", sums, last.balance, last.outstanding)),
	}


def _month(asked: Asked, month: points.MonthOfPoints) -> dict[str, Any]:
	columns = {column: month.kinds.get(kind, 0) for column, kind in points.COLUMNS.items()}
	return {
		"month": month.month,
		**columns,
		"outstanding": month.outstanding,
		"liability": asked.worth(month.outstanding),
	}


def _breakage(asked: Asked, rows: Rows) -> dict[str, Any]:
	redeemed, expired = points.breakage(rows["breakage"])
	return {
		"redeemed": redeemed,
		"expired": expired,
		"share": _rounded(points.breakage_share(redeemed, expired)),
		"worth": asked.worth(expired),
	}


def _tiers(asked: Asked, rows: Rows, since: Mapping[str, str]) -> dict[str, Any]:
	moves, accounts = tiers.read_moves(rows["changes"]), by_customer(rows["accounts"])
	start, end = (Counter(held.values()) for held in standings(asked.span, moves, accounts, since))
	names = {tier.name: tier.name_ar for tier in by_need(asked.program)}
	known = [*names, *sorted((start.keys() | end.keys()) - names.keys())]
	return {
		"tiers": [
			{"tier": name, "tier_ar": names.get(name, ""), "start": start[name], "end": end[name]}
			for name in known
		],
		"flows": [
			{**flow._asdict(), "count": count}
			for flow, count in sorted(tiers.flows(moves, asked.span.start, asked.span.end).items())
		],
	}


def standings(
	span: Span, moves: Sequence[tiers.Move], accounts: Mapping[str, str], since: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
	"""The tier of each customer on the day before the span, and on its last day."""
	return (
		tiers.tiers_on(span.before, moves, accounts, since),
		tiers.tiers_on(span.end, moves, accounts, since),
	)


def _members(
	asked: Asked, visitors: Sequence[members.Visitor], index: Sequence[members.Index]
) -> dict[str, Any]:
	return {
		"months": AGAIN_MONTHS,
		"index_from": asked.span.index_start.isoformat(),
		"index_to": asked.span.index_end.isoformat(),
		"groups": [_group(asked, group, members.sums_of(group, visitors, index)) for group in members.GROUPS],
	}


def _group(asked: Asked, group: str, sums: members.GroupSums) -> dict[str, Any]:
	low, high = wilson_interval(sums.again, sums.index) if sums.index else (None, None)
	again = sums.again / sums.index if sums.index else None
	return {
		"group": group,
		"customers": sums.customers,
		"visits": sums.visits,
		"invoices": sums.invoices,
		"spend": asked.number(sums.spend),
		"visits_each": round(sums.visits / sums.customers, 2) if sums.customers else None,
		"spend_each": asked.number(sums.spend / sums.customers) if sums.customers else None,
		"average_invoice": asked.number(sums.turnover / sums.invoices) if sums.invoices else None,
		"index": sums.index,
		"again": sums.again,
		"share": {"value": _rounded(again), "low": _rounded(low), "high": _rounded(high), "n": sums.index},
	}


def _cost(
	asked: Asked, visitors: Iterable[members.Visitor], uses: Iterable[rewards.RewardUse], on_invoices: int
) -> dict[str, Any]:
	"""(points that paid invoices + points of what was handed over) * value + what rewards took off, for a repeat visit."""
	given, visits = rewards.given(uses), members.repeat_visits(visitors)
	handed_over = int(given["points"])
	cost = amount(asked.program, -on_invoices) + amount(asked.program, handed_over) + Decimal(given["money"])
	return {
		"points": -on_invoices,
		"points_worth": asked.worth(-on_invoices),
		"handed_over": handed_over,
		"handed_over_worth": asked.worth(handed_over),
		"rewards": asked.number(Decimal(given["money"])),
		"cost": asked.number(cost),
		"repeat_visits": visits,
		"each": asked.number(cost / visits) if visits else None,
	}


def _reward(asked: Asked, use: rewards.RewardUse) -> dict[str, Any]:
	return {
		"reward": use.reward,
		"reward_ar": use.title_ar,
		"kind": use.kind,
		"is_disabled": use.is_disabled,
		"taken": use.taken,
		**{state.lower(): count for state, count in use.states.items()},
		"points": use.points,
		"money": asked.number(use.money),
		"last_used": use.last_used,
	}


def _rule(asked: Asked, effect: rules.RuleEffect) -> dict[str, Any]:
	return {
		"key": effect.key,
		"name": effect.name,
		"name_ar": effect.name_ar,
		"rows": effect.rows,
		"points": effect.points,
		"turnover": asked.number(effect.turnover),
		"cost": asked.worth(effect.points),
	}


def _rounded(value: float | None) -> float | None:
	return None if value is None else round(value, DIGITS)
