"""The points that a sale earns, and which rule gives how many of them.

Every rule gives whole points, rounded down over all the lines it applies to; a multiplier is of the points that amounts
earn on its lines, after their caps. Multipliers add up: x2 and x1.25 together are x2.25.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache

from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.rules.awards import Award, AwardLine
from workshop_crm.core.loyalty.rules.caps import NOTHING, Given, capped
from workshop_crm.core.loyalty.rules.facts import SaleFacts
from workshop_crm.core.loyalty.rules.matching import lines_of
from workshop_crm.core.loyalty.rules.model import AwardKind, EarningRule

Lines = frozenset[int]


@dataclass(frozen=True, slots=True)
class Earning:
	"""What a sale earns on: `whole` was paid with money for all of it, of which `basis` earns points."""

	sale: SaleFacts
	tier: str
	whole: Decimal
	basis: Fraction
	rounding: Rounding


def award(rules: Iterable[EarningRule], earning: Earning, given: Mapping[str, Given]) -> Award:
	"""What the sale earns by `rules`, of which the tier's rate may be the last.

	`given` is what each rule has given the customer already on that day and in that month. Nothing is earned where
	nothing is paid: a free visit brings no points.
	"""
	if earning.whole <= 0:
		return Award(earning.whole)
	maker = _Maker(earning, given)
	order = sorted(rules, key=lambda rule: -rule.priority)
	for rule, lines in maker.chosen(order, "Amount"):
		maker.for_amount(rule, lines)
	for rule, lines in maker.chosen(order, "Multiplier"):
		maker.multiplied(rule, lines)
	for rule, _lines in maker.chosen(order, "Fixed"):
		maker.fixed(rule)
	return Award(earning.whole, tuple(maker.lines), maker.pending_days)


class _Maker:
	"""One award in the making."""

	def __init__(self, earning: Earning, given: Mapping[str, Given]) -> None:
		self.earning = earning
		self.given = given
		self.nets = _whole_numbers(line.net for line in earning.sale.lines)
		self.total = sum(self.nets)
		self.by_amount: list[tuple[EarningRule, Lines, int]] = []
		self.lines: list[AwardLine] = []
		self.pending_days = 0

	def chosen(self, rules: Iterable[EarningRule], kind: AwardKind) -> Iterator[tuple[EarningRule, Lines]]:
		"""The rules of one kind that apply, each with the lines that no earlier rule keeps to itself."""
		earning, kept = self.earning, Lines()
		for rule in rules:
			if rule.kind != kind:
				continue
			lines = lines_of(rule, earning.sale, earning.tier, earning.whole) - kept
			if lines:
				kept |= lines if rule.excludes else Lines()
				yield rule, lines

	def for_amount(self, rule: EarningRule, lines: Lines) -> None:
		amount = self._amount(lines)
		points, is_capped = self._capped(rule, _floor(amount * _rate(rule)))
		self.by_amount.append((rule, lines, points))
		self._add(rule, points, is_capped, amount)

	def multiplied(self, rule: EarningRule, lines: Lines) -> None:
		base = sum(
			min(_floor(self._amount(lines & others) * _rate(other)), most)
			for other, others, most in self.by_amount
		)
		points, is_capped = self._capped(rule, _floor(base * (Fraction(rule.factor) - 1)))
		self._add(rule, points, is_capped)

	def fixed(self, rule: EarningRule) -> None:
		self._add(rule, *self._capped(rule, rule.points))

	def _capped(self, rule: EarningRule, points: int) -> tuple[int, bool]:
		most = capped(rule.caps, points, self.given.get(rule.key, NOTHING))
		return most, most < points

	def _add(self, rule: EarningRule, points: int, is_capped: bool, amount: Fraction = Fraction(0)) -> None:
		"""A rule that gives nothing is told of where it says so, or where its cap is reached."""
		if not points and not is_capped and (rule.kind != "Amount" or rule.points):
			return
		self.lines.append(
			AwardLine(
				rule.key,
				rule.kind,
				points,
				rule.name,
				rule.name_ar,
				self.earning.rounding.of(_decimal(amount)),
				rule.factor,
				is_capped,
			)
		)
		self.pending_days = max(self.pending_days, rule.pending_days if points else 0)

	def _amount(self, lines: Lines) -> Fraction:
		"""What earns on these lines: the whole is spread over the lines by their amounts, as VAT and discounts are."""
		paid = sum(self.nets[place] for place in lines)
		if paid == self.total:
			return self.earning.basis
		return self.earning.basis * Fraction(paid, self.total)


def _whole_numbers(amounts: Iterable[Decimal]) -> list[int]:
	"""The amounts in the smallest unit that any of them has, none below 0; exact, and quick to add."""
	paid = [max(amount, Decimal(0)) for amount in amounts]
	decimals = max((-int(amount.as_tuple().exponent) for amount in paid), default=0)
	return [int(amount.scaleb(max(decimals, 0))) for amount in paid]


def _rate(rule: EarningRule) -> Fraction:
	return _points_for_one(rule.points, rule.per)


@lru_cache
def _points_for_one(points: int, per: Decimal) -> Fraction:
	return points / Fraction(per)


def _floor(number: Fraction) -> int:
	return number.numerator // number.denominator


def _decimal(number: Fraction) -> Decimal:
	return Decimal(number.numerator) / Decimal(number.denominator)
