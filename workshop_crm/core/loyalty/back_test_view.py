"""What a back-test found, as the screens and the terminal show it."""

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.back_test import BackTest, Outcome
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.tiers import by_need

MOST = 10
"""Customers shown of those who gain, and of those who lose."""


def back_test_view(test: BackTest, currency: str) -> dict[str, Any]:
	"""Plain JSON values. Who gains is told by what the points are worth: a point need not be worth the same in both."""
	changes = _changes(test)
	ordered = sorted(changes, key=lambda customer: (-changes[customer], customer))
	money = test.draft.program.rounding.number
	return {
		"since": test.since.isoformat(),
		"until": test.until.isoformat(),
		"currency": currency,
		"invoices": test.invoices,
		"turnover": money(test.turnover),
		"draft": _outcome(test, test.draft),
		"current": _outcome(test, test.current) if test.current else None,
		"gain": sum(change > 0 for change in changes.values()),
		"lose": sum(change < 0 for change in changes.values()),
		"same": sum(change == 0 for change in changes.values()),
		"gain_most": [_change(test, one, changes[one]) for one in ordered[:MOST] if changes[one] > 0],
		"lose_most": [_change(test, one, changes[one]) for one in ordered[::-1][:MOST] if changes[one] < 0],
	}


def report(view: dict[str, Any], translate: Callable[[str], str]) -> Iterator[str]:
	"""The same as lines for a terminal."""
	head = translate(N_("{invoices} invoices from {since} to {until}, {turnover} {currency}"))
	yield head.format(**{**view, "turnover": f"{view['turnover']:,.2f}"})
	for outcome in filter(None, (view["draft"], view["current"])):
		line = translate(
			N_("{program}: {points} points, {cost} {currency} if all are redeemed, {share}% of turnover")
		)
		yield line.format(**{**outcome, "currency": view["currency"], "cost": f"{outcome['cost']:,.2f}"})
		for tier in outcome["tiers"]:
			yield "  " + translate(N_("{members} customers in {name}")).format(**tier)
		yield "  " + translate(N_("{by_tiers} points by the rate of the tiers")).format(**outcome)
		for rule in outcome["rules"]:
			yield "  " + translate(N_("{points} points by {name}")).format(**rule)
	if view["current"]:
		yield translate(N_("{gain} customers gain, {lose} lose, {same} get the same")).format(**view)
		for change in (*view["gain_most"], *view["lose_most"]):
			yield f"  {change['customer']}: {change['current']} -> {change['draft']} ({change['worth']:+,.2f})"


def _changes(test: BackTest) -> dict[str, Decimal]:
	"""By customer: how much more the draft's points are worth."""
	if test.current is None:
		return {}
	customers = test.draft.by_customer.keys() | test.current.by_customer.keys()
	return {one: _worth(test.draft, one) - _worth(test.current, one) for one in customers}


def _worth(outcome: Outcome, customer: str) -> Decimal:
	return amount(outcome.program, outcome.by_customer[customer])


def _outcome(test: BackTest, outcome: Outcome) -> dict[str, Any]:
	program = outcome.program
	names = {rule.key: (rule.name, rule.name_ar) for rule in program.rules}
	return {
		"program": program.name,
		"points": outcome.points,
		"cost": program.rounding.number(outcome.cost),
		"share": round(float(outcome.cost / test.turnover * 100), 1) if test.turnover > 0 else 0.0,
		"earning": sum(points > 0 for points in outcome.by_customer.values()),
		"tiers": [
			{"name": tier.name, "name_ar": tier.name_ar, "members": outcome.tiers[tier.name]}
			for tier in by_need(program)
		],
		"by_tiers": outcome.by_rule[""],
		"rules": [
			{"name": name, "name_ar": name_ar, "points": outcome.by_rule[key]}
			for key, (name, name_ar) in names.items()
		],
	}


def _change(test: BackTest, customer: str, worth: Decimal) -> dict[str, Any]:
	assert test.current
	return {
		"customer": customer,
		"draft": test.draft.by_customer[customer],
		"current": test.current.by_customer[customer],
		"worth": float(worth),
	}
