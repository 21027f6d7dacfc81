"""Caps of a rule: what it may still give a customer, and what it has given already."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from workshop_crm.core.loyalty.rules.awards import Award
from workshop_crm.core.loyalty.rules.model import Caps


class Given(NamedTuple):
	"""Points that a rule has given a customer on the day of a sale and in its calendar month, the day included."""

	day: int = 0
	month: int = 0


NOTHING = Given()


class Earned(NamedTuple):
	"""An earlier invoice: what it earned, on which day, and the share of it that was not taken back since."""

	day: date
	award: Award
	kept: Fraction


def capped(caps: Caps, points: int, given: Given) -> int:
	"""At most what all caps leave of `points`; never below 0."""
	left = [
		most - before
		for most, before in ((caps.invoice, 0), (caps.day, given.day), (caps.month, given.month))
		if most > 0
	]
	return max(min([points, *left]), 0)


def given_by_rule(earlier: Iterable[Earned], day: date) -> Mapping[str, Given]:
	"""What each rule has given by `earlier` invoices, those of the month of `day`. Points that were taken back are free again."""
	found: dict[str, Given] = defaultdict(Given)
	for earned in earlier:
		for line in earned.award.lines:
			points = int(line.points * earned.kept)
			before = found[line.rule]
			found[line.rule] = Given(before.day + (points if earned.day == day else 0), before.month + points)
	return found
