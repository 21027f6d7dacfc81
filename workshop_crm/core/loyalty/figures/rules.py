"""What each earning rule has given, read off the reasons that the ledger's rows keep."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_

BY_RULE, BY_TIER = "rule:", "tiers"
NAMES: Mapping[str, str] = {
	BY_TIER: N_("Rates of the tiers"),
	"answers": N_("Answers to surveys"),
	"other": N_("Later corrections and others"),
}


@dataclass(slots=True)
class RuleEffect:
	"""Points as they were awarded, before anything came back; `turnover` is the money of the rows' invoices that counted.

	`key` names it in a cell. An invoice that several rules gave points for counts in each of them.
	"""

	key: str
	name: str
	name_ar: str = ""
	rows: int = 0
	points: int = 0
	turnover: Decimal = Decimal(0)


def rule_effects(
	lines: Iterable[Sequence[Any]], earned: Iterable[Sequence[Any]], money: Callable[[Any], Decimal]
) -> list[RuleEffect]:
	"""The rules, the most points first; then the tiers' rates, answers, and the rest.

	`lines` are (rule, name, Arabic name, rows, points, turnover) of rows that say what they were earned by: a line without
	a rule is the tier's rate. `earned` are (source, rows, points, turnover) of the other ones.
	"""
	found: dict[str, RuleEffect] = {}
	for rule, name, name_ar, *sums in lines:
		key = BY_RULE + rule if rule else BY_TIER
		effect = RuleEffect(key, name or rule, name_ar or "") if rule else RuleEffect(key, NAMES[key])
		_add(found.setdefault(key, effect), sums, money)
	for source, *sums in earned:
		_add(found.setdefault(source, RuleEffect(source, NAMES[source])), sums, money)
	return sorted(found.values(), key=lambda effect: (_order(effect.key), -effect.points, effect.key))


def _add(effect: RuleEffect, sums: Sequence[Any], money: Callable[[Any], Decimal]) -> None:
	rows, points, turnover = sums
	effect.rows += int(rows)
	effect.points += int(points or 0)
	effect.turnover += money(turnover)


def _order(key: str) -> int:
	return [*NAMES].index(key) + 1 if key in NAMES else 0
