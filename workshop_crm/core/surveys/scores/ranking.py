"""Who is put in an order: only what has enough answers, and by the shrunken share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from workshop_crm.core.surveys.scores.measures import Measure, csat
from workshop_crm.core.surveys.scores.shrinkage import Count, Estimate, fit_prior, shrink
from workshop_crm.core.surveys.scores.tally import Tally

MIN_RANKED = 30
"""Below this a share says more about chance than about the person: 80 % of 30 lies between 63 and 90 %."""


class Ranked(NamedTuple):
	"""A member of a grouping. `rank` is None below MIN_RANKED ratings; members with the same share have the same rank."""

	member: str
	tally: Tally
	csat: Measure
	fair: Estimate | None
	rank: int | None


def rank(groups: Mapping[str, Tally]) -> list[Ranked]:
	"""Members in the order of their rank; then those that have too few answers, by their names."""
	prior = fit_prior([_count(tally) for tally in groups.values()])
	fair = {member: shrink(_count(tally), prior) if prior else None for member, tally in groups.items()}
	known = [member for member, tally in groups.items() if member and tally.rated >= MIN_RANKED]
	shares = sorted((estimate.value for member in known if (estimate := fair[member])), reverse=True)
	rows = [
		Ranked(member, tally, csat(tally), fair[member], _place(member, fair[member], known, shares))
		for member, tally in groups.items()
	]
	return sorted(rows, key=lambda row: (row.rank is None, row.rank or 0, not row.member, row.member))


def _count(tally: Tally) -> Count:
	return Count(tally.satisfied, tally.rated)


def _place(member: str, fair: Estimate | None, known: list[str], shares: list[float]) -> int | None:
	return shares.index(fair.value) + 1 if fair and member in known else None
