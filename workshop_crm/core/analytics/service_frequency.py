"""Which services are bought, and after how many days a customer buys the same one again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Days, Shorts
from workshop_crm.core.analytics.transactions import MILLIONTHS, NO_CODE, Transactions


@dataclass(frozen=True, slots=True)
class ServiceFrequency:
	"""One service type by index; revenue net of returns. median_days_between: None before anyone came twice."""

	service: int
	visits: int
	revenue: float
	median_days_between: float | None


def service_frequency(transactions: Transactions, service_types: int) -> list[ServiceFrequency]:
	"""Service types that were bought, the most frequent first; invoices without a service type are left out."""
	ordered = transactions.ordered()
	served = ordered.where(ordered.service != NO_CODE)
	visits = served.where(served.is_visit)
	counts = np.bincount(visits.service, minlength=service_types)
	revenue = np.bincount(served.service, served.money, service_types) / MILLIONTHS
	gap_service, gap_days = _gaps(visits)
	found = []
	for service in np.argsort(-counts, kind="stable").tolist():
		if counts[service]:
			gaps = gap_days[gap_service == service]
			median = float(np.median(gaps)) if len(gaps) else None
			found.append(ServiceFrequency(service, int(counts[service]), float(revenue[service]), median))
	return found


def _gaps(visits: Transactions) -> tuple[Shorts, Days]:
	"""Service and days of every pause between two visits of one customer for one service; one day counts once."""
	order = np.argsort(visits.service, kind="stable")
	service, customer, day = visits.service[order], visits.customer[order], visits.day[order]
	days = day[1:] - day[:-1]
	pauses = (service[1:] == service[:-1]) & (customer[1:] == customer[:-1]) & (days > 0)
	return service[1:][pauses], days[pauses]
