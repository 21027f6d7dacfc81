"""Transactions and invitations written out as rows, for tests of the figures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

import numpy as np

from workshop_crm.core.analytics.facts import Invitations
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
	rows: Iterable[tuple[str, str, str | None, bool, int | None]],
	customers: Mapping[str, int],
	services: Mapping[str, int],
) -> Invitations:
	"""From (customer, ISO date, service type, answered, rating)."""
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
	)
