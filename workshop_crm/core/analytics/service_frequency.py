"""Which services are bought, and after how many days a customer buys the same one again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Integers, distinct
from workshop_crm.core.analytics.transactions import NO_SERVICE, Transactions

_DAY_BITS = 22
_CUSTOMER_BITS = 26


@dataclass(frozen=True, slots=True)
class ServiceFrequency:
	"""One service type by index; revenue net of returns. median_days_between: None before anyone came twice."""

	service: int
	visits: int
	revenue: float
	median_days_between: float | None


def service_frequency(transactions: Transactions, service_types: int) -> list[ServiceFrequency]:
	"""Service types that were bought, the most frequent first; invoices without a service type are left out."""
	served = transactions.where(transactions.service != NO_SERVICE)
	visits = served.where(served.is_visit)
	counts = np.bincount(visits.service, minlength=service_types)
	revenue = np.bincount(served.service, served.amount, service_types)
	gap_service, gap_days = _gaps(visits)
	found = []
	for service in np.argsort(-counts, kind="stable").tolist():
		if counts[service]:
			gaps = gap_days[gap_service == service]
			median = float(np.median(gaps)) if len(gaps) else None
			found.append(ServiceFrequency(service, int(counts[service]), float(revenue[service]), median))
	return found


def _gaps(visits: Transactions) -> tuple[Integers, Integers]:
	"""Service and days of every pause between two visits of one customer for one service; one day counts once."""
	keys = distinct(
		(visits.service.astype(np.int64) << (_CUSTOMER_BITS + _DAY_BITS))
		| (visits.customer << _DAY_BITS)
		| visits.day
	)
	same = (keys[1:] >> _DAY_BITS) == (keys[:-1] >> _DAY_BITS)
	return (keys[1:] >> (_CUSTOMER_BITS + _DAY_BITS))[same], np.diff(keys)[same]
