"""How unevenly the expected value is spread: customers in ten groups of equal size, the most valuable first."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Flags, Floats, Integers

GROUPS = 10


@dataclass(frozen=True, slots=True)
class ValueGroup:
	"""A tenth of the customers. lowest, highest, total: money; share: of the value of all (0..1)."""

	customers: int
	lowest: float
	highest: float
	total: float
	share: float


def value_groups(clv: Floats, chosen: Flags) -> list[ValueGroup]:
	"""With fewer than ten customers there are as many groups as customers."""
	members = members_by_value(clv, chosen)
	whole = float(clv[members].sum())
	found = []
	for part in _parts(members):
		value = clv[part]
		total = float(value.sum())
		share = total / whole if whole else 0.0
		found.append(ValueGroup(len(part), float(value[-1]), float(value[0]), total, share))
	return found


def group_members(clv: Floats, chosen: Flags, number: int) -> Integers:
	"""Places of the customers of the group `number`, from 0; none where there is no such group."""
	parts = _parts(members_by_value(clv, chosen))
	return parts[number] if 0 <= number < len(parts) else np.zeros(0, np.int64)


def members_by_value(clv: Floats, chosen: Flags) -> Integers:
	"""Places of the chosen customers, the most valuable first; equal values in the order of the columns."""
	places = np.flatnonzero(chosen)
	return places[np.argsort(-clv[places], kind="stable")]


def _parts(members: Integers) -> list[Integers]:
	return [part for part in np.array_split(members, GROUPS) if len(part)]
