"""Transactions and invitations written out as rows, for tests of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import numpy as np

from workshop_crm.core.analytics.facts import Invitations
from workshop_crm.core.analytics.moves import Moves
from workshop_crm.core.analytics.transactions import NO_CODE, UNKNOWN_HOUR, Transactions, from_columns


def transactions(
	rows: Sequence[tuple[str, str, float, int | None, str | None]],
	customers: Mapping[str, int],
	services: Mapping[str, int],
) -> Transactions:
	"""From (customer, ISO date, amount, hour, service type)."""
	return from_columns(
		[customers[row[0]] for row in rows],
		[date.fromisoformat(row[1]).toordinal() for row in rows],
		[float(row[2]) for row in rows],
		[UNKNOWN_HOUR if row[3] is None else row[3] for row in rows],
		[services.get(row[4] or "", NO_CODE) for row in rows],
	)


def invitations(
	rows: Iterable[tuple[Any, ...]],
	customers: Mapping[str, int],
	services: Mapping[str, int],
) -> Invitations:
	"""From (customer, ISO date, service type, answered, rating), and how far it got, where known."""
	listed = list(rows)
	none = np.full(len(listed), NO_CODE, np.int16)
	return Invitations(
		np.array([customers[row[0]] for row in listed], np.int64),
		np.array([date.fromisoformat(row[1]).toordinal() for row in listed], np.int32),
		np.array([services.get(row[2] or "", NO_CODE) for row in listed], np.int16),
		none,
		none,
		np.array([row[3] for row in listed], np.bool_),
		np.array([row[4] or 0 for row in listed], np.int8),
		np.array([row[5] if len(row) > 5 else 0 for row in listed], np.int8),
	)


def moves(rows: Sequence[tuple[str, str, str | None, str]], customers: Mapping[str, int]) -> Moves:
	"""From (customer, ISO date, from tier or None, to tier)."""
	left = tuple(dict.fromkeys(row[2] for row in rows if row[2]))
	reached = tuple(dict.fromkeys(row[3] for row in rows))
	return Moves(
		np.array([customers[row[0]] for row in rows], np.int64),
		np.array([date.fromisoformat(row[1]).toordinal() for row in rows], np.int32),
		np.array([left.index(row[2]) if row[2] else NO_CODE for row in rows], np.int16),
		np.array([reached.index(row[3]) for row in rows], np.int16),
		left,
		reached,
	)
