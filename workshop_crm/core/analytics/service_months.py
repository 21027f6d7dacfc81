"""Which service is in demand when: visits by service type and month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import month_label, month_number, month_numbers
from workshop_crm.core.analytics.transactions import NO_CODE, Transactions

MONTHS = 12


@dataclass(frozen=True, slots=True)
class ServiceMonths:
	"""months: the last twelve as YYYY-MM. counts: service (index) with its visits in each, the most frequent first."""

	months: tuple[str, ...]
	counts: tuple[tuple[int, tuple[int, ...]], ...]


def service_months(transactions: Transactions, service_types: int, until: date) -> ServiceMonths:
	"""The months up to that of `until`; services without a visit in them are left out."""
	last = month_number(until)
	first = last - MONTHS + 1
	visits = transactions.visits
	served = visits.where(visits.service != NO_CODE)
	month = month_numbers(served.day) - first
	recent = (month >= 0) & (month < MONTHS)
	cells = served.service[recent].astype(np.int64) * MONTHS + month[recent]
	counts = np.bincount(cells, minlength=service_types * MONTHS).reshape(service_types, MONTHS)
	order = np.argsort(-counts.sum(1), kind="stable").tolist()
	rows = tuple((service, tuple(counts[service].tolist())) for service in order if counts[service].any())
	return ServiceMonths(tuple(month_label(first + place) for place in range(MONTHS)), rows)
