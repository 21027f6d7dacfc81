"""The invoices of a workshop as columns: what every figure of the dashboard is computed from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from workshop_crm.core.analytics.arrays import (
	Bytes,
	Codes,
	Days,
	Flags,
	Floats,
	Integers,
	Shorts,
	group_starts,
)

UNKNOWN_HOUR = -1
NO_CODE = -1
"""Stands for no service type, no branch and no make."""
MILLIONTHS = 1_000_000
"""Of the currency's unit: three decimals survive, and 2^53 of them are nine milliards."""


@dataclass(frozen=True)
class Transactions:
	"""One element per submitted invoice in arrays of the same length n.

	customer: index of the customer in the host's list of customers. day: proleptic ordinal (`date.toordinal`).
	money: millionths, negative for a return; sums of it are exact. hour: 0..23, -1 unknown. service, branch, make:
	indexes of the service type, the branch and the vehicle's make, -1 none. is_ordered: by customer, then day.
	An invoice of zero or more is a visit; a return lowers the revenue and is no visit.
	"""

	customer: Codes
	day: Days
	money: Integers
	hour: Bytes
	service: Shorts
	branch: Shorts
	make: Shorts
	is_ordered: bool = False

	def __len__(self) -> int:
		return len(self.customer)

	@property
	def is_visit(self) -> Flags:
		"""True where the customer came: everything but returns."""
		return self.money >= 0

	@cached_property
	def visits(self) -> Transactions:
		"""The transactions without the returns, by customer, then day."""
		ordered = self.ordered()
		return ordered.where(ordered.is_visit)

	@cached_property
	def by_customer(self) -> tuple[Codes, Integers]:
		"""Who has a transaction, each once, and the money of each."""
		ordered = self.ordered()
		starts = group_starts(ordered.customer)
		money = np.add.reduceat(ordered.money, starts) if len(starts) else ordered.money
		return ordered.customer[starts], money

	@property
	def amount(self) -> Floats:
		"""Money as the models take it."""
		return self.money / MILLIONTHS

	def where(self, mask: Flags) -> Transactions:
		"""The transactions for which `mask` (length n) is true."""
		return self if mask.all() else self._take(mask, self.is_ordered)

	def ordered(self) -> Transactions:
		"""The same by customer, then day."""
		return self if self.is_ordered else self._take(np.lexsort((self.day, self.customer)), True)

	def _take(self, which: Flags | Integers, is_ordered: bool) -> Transactions:
		return Transactions(
			self.customer[which],
			self.day[which],
			self.money[which],
			self.hour[which],
			self.service[which],
			self.branch[which],
			self.make[which],
			is_ordered,
		)


def from_columns(
	customer: Sequence[int] | Codes,
	day: Sequence[int] | Days,
	amount: Sequence[float] | Floats,
	hour: Sequence[int] | Bytes | None = None,
	service: Sequence[int] | Shorts | None = None,
	branch: Sequence[int] | Shorts | None = None,
	make: Sequence[int] | Shorts | None = None,
) -> Transactions:
	"""Transactions from plain or numpy columns; those behind the amount may be left out.

	Raises ValueError on unequal lengths and on amounts that are not finite.
	"""
	count = len(customer)
	amounts = np.asarray(amount, dtype=np.float64)
	if not np.isfinite(amounts).all():
		raise ValueError("Amounts of transactions must be finite numbers.")
	columns = Transactions(
		np.asarray(customer, dtype=np.int64),
		np.asarray(day, dtype=np.int32),
		np.rint(amounts * MILLIONTHS).astype(np.int64),
		np.full(count, UNKNOWN_HOUR, np.int8) if hour is None else np.asarray(hour, dtype=np.int8),
		_codes(service, count),
		_codes(branch, count),
		_codes(make, count),
	)
	for column in (columns.day, columns.money, columns.hour, columns.service, columns.branch, columns.make):
		if len(column) != count:
			raise ValueError("The columns of transactions must have the same length.")
	return columns


def _codes(given: Sequence[int] | Shorts | None, count: int) -> Shorts:
	return np.full(count, NO_CODE, np.int16) if given is None else np.asarray(given, dtype=np.int16)
