"""The invoices of a workshop as columns: what every figure of the dashboard is computed from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

import numpy as np

from workshop_crm.core.analytics.arrays import Bytes, Days, Flags, Floats, Integers, Shorts

UNKNOWN_HOUR = -1
NO_SERVICE = -1


@dataclass(frozen=True, slots=True)
class Transactions:
	"""One element per submitted invoice in five arrays of the same length n, in any order.

	customer: index of the customer in the host's list of customers. day: proleptic ordinal (`date.toordinal`).
	amount: money, negative for a return. hour: 0..23, -1 unknown. service: index of the service type, -1 none.
	An invoice of zero or more is a visit; a return lowers the revenue and is no visit.
	"""

	customer: Integers
	day: Days
	amount: Floats
	hour: Bytes
	service: Shorts

	def __len__(self) -> int:
		return len(self.customer)

	@property
	def is_visit(self) -> Flags:
		"""True where the customer came: everything but returns."""
		return self.amount >= 0

	def where(self, mask: Flags) -> Transactions:
		"""The transactions for which `mask` (length n) is true."""
		return Transactions(
			self.customer[mask], self.day[mask], self.amount[mask], self.hour[mask], self.service[mask]
		)


class InvoiceRow(NamedTuple):
	"""One submitted invoice as a host reads it. A return has a negative `amount`."""

	customer: str
	date: date | str
	amount: float
	hour: int | None = None
	service_type: str | None = None


def from_columns(
	customer: Sequence[int] | Integers,
	day: Sequence[int] | Days,
	amount: Sequence[float] | Floats,
	hour: Sequence[int] | Bytes | None = None,
	service: Sequence[int] | Shorts | None = None,
) -> Transactions:
	"""Transactions from plain or numpy columns; hour and service may be left out.

	Raises ValueError on unequal lengths and on amounts that are not finite.
	"""
	count = len(customer)
	columns = Transactions(
		np.asarray(customer, dtype=np.int64),
		np.asarray(day, dtype=np.int32),
		np.asarray(amount, dtype=np.float64),
		np.full(count, UNKNOWN_HOUR, np.int8) if hour is None else np.asarray(hour, dtype=np.int8),
		np.full(count, NO_SERVICE, np.int16) if service is None else np.asarray(service, dtype=np.int16),
	)
	for column in (columns.day, columns.amount, columns.hour, columns.service):
		if len(column) != count:
			raise ValueError("The columns of transactions must have the same length.")
	if not np.isfinite(columns.amount).all():
		raise ValueError("Amounts of transactions must be finite numbers.")
	return columns


def from_rows(
	rows: Iterable[InvoiceRow | tuple[str, date | str, float, int | None, str | None]],
	customers: Mapping[str, int],
	services: Mapping[str, int],
) -> Transactions:
	"""Transactions from a host's invoice rows (any tuple in the order of `InvoiceRow`).

	`customers` and `services` give the index of a name. A row of an unknown customer is left out, an unknown
	service type counts as none. Dates are `date` objects or ISO strings; a bad string raises ValueError.
	"""
	ordinals: dict[date | str, int] = {}
	known = [row for row in rows if row[0] in customers]
	for row in known:
		if row[1] not in ordinals:
			ordinals[row[1]] = _ordinal(row[1])
	return from_columns(
		[customers[row[0]] for row in known],
		[ordinals[row[1]] for row in known],
		[float(row[2]) for row in known],
		[UNKNOWN_HOUR if row[3] is None else row[3] for row in known],
		[NO_SERVICE if row[4] is None else services.get(row[4], NO_SERVICE) for row in known],
	)


def _ordinal(day: date | str) -> int:
	return (day if isinstance(day, date) else date.fromisoformat(day[:10])).toordinal()
