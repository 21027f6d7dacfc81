"""Which services are bought, and after how many days a customer buys the same one again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from workshop_crm.core.analytics.arrays import Integers
from workshop_crm.core.analytics.transactions import MILLIONTHS, Transactions


@dataclass(frozen=True, slots=True)
class ServiceFrequency:
	"""One service type by index; revenue net of returns. median_days_between: None before anyone came twice."""

	service: int
	visits: int
	revenue: float
	median_days_between: float | None


def service_frequency(transactions: Transactions, service_types: int) -> list[ServiceFrequency]:
	"""Service types that were bought, the most frequent first; invoices without a service type are left out."""
	# Code -1, no service, is counted in front.
	revenue = np.bincount(transactions.service + 1, transactions.money, service_types + 1)[1:] / MILLIONTHS
	counts = np.bincount(transactions.visits.service + 1, minlength=service_types + 1)[1:]
	pauses = _pauses(transactions.visits, service_types)
	return [
		ServiceFrequency(service, int(counts[service]), float(revenue[service]), _median(pauses[service]))
		for service in np.argsort(-counts, kind="stable").tolist()
		if counts[service]
	]


def _pauses(visits: Transactions, service_types: int) -> Integers:
	"""How many pauses between two visits of one customer for one service last each number of days: (services, days).

	Several visits on one day count once. `visits` are by customer, then day.
	"""
	order = np.argsort(visits.service, kind="stable")
	service, customer, day = visits.service[order], visits.customer[order], visits.day[order]
	days = day[1:] - day[:-1]
	is_pause = (service[1:] == service[:-1]) & (customer[1:] == customer[:-1]) & (days > 0)
	days *= is_pause
	width = int(days.max(initial=0)) + 1
	cells = service[1:].astype(np.int64)
	cells += 1
	cells *= width
	cells += days
	counts = np.bincount(cells, minlength=(service_types + 1) * width).reshape(-1, width)[1:]
	# Day 0 holds what is no pause.
	counts[:, 0] = 0
	return counts


def _median(counts: Integers) -> float | None:
	"""Of days, by how often each occurs; None where there is none."""
	total = int(counts.sum())
	if not total:
		return None
	up_to = np.cumsum(counts)
	low, high = np.searchsorted(up_to, ((total + 1) // 2, total // 2 + 1))
	return float(low + high) / 2
