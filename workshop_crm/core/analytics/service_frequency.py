"""Which services are bought, and after how many days a customer buys the same one again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from workshop_crm.core.analytics.arrays import Codes, Days, Shorts
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
	# Code -1, no service, is counted in front.
	revenue = np.bincount(ordered.service + 1, ordered.money, service_types + 1)[1:] / MILLIONTHS
	visited = ordered.is_visit & (ordered.service != NO_CODE)
	visits = Served(ordered.service[visited], ordered.customer[visited], ordered.day[visited])
	counts = np.bincount(visits.service, minlength=service_types)
	gap_service, gap_days = _gaps(visits)
	ends = np.searchsorted(gap_service, np.arange(service_types + 1))
	found = []
	for service in np.argsort(-counts, kind="stable").tolist():
		if counts[service]:
			gaps = gap_days[ends[service] : ends[service + 1]]
			median = float(np.median(gaps)) if len(gaps) else None
			found.append(ServiceFrequency(service, int(counts[service]), float(revenue[service]), median))
	return found


class Served(NamedTuple):
	"""Visits for a service, by customer, then day."""

	service: Shorts
	customer: Codes
	day: Days


def _gaps(visits: Served) -> tuple[Shorts, Days]:
	"""Service and days of every pause between two visits of one customer for one service; one day counts once.

	By service.
	"""
	order = np.argsort(visits.service, kind="stable")
	service, customer, day = visits.service[order], visits.customer[order], visits.day[order]
	days = day[1:] - day[:-1]
	pauses = (service[1:] == service[:-1]) & (customer[1:] == customer[:-1]) & (days > 0)
	return service[1:][pauses], days[pauses]
