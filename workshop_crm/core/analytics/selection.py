"""Apply the filters once: which invoices, invitations and customers the dashboard speaks of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Days, Flags, Integers, Shorts
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, Invitations, service_index
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.common.errors import N_, InvalidInput


@dataclass(frozen=True, slots=True)
class Selection:
	"""What is left after filtering.

	until: last day looked at, never after today. transactions: in the dates, of the segment and service type.
	earlier: the same without the first date, to know who is new. customers: true for the customers concerned:
	of the segment, and with a visit among `transactions` when dates or a service type are given.
	"""

	until: date
	transactions: Transactions
	earlier: Transactions
	invitations: Invitations
	customers: Flags


def select(facts: DashboardFacts, values: CustomerValues, filters: Filters) -> Selection:
	"""Raises InvalidInput for a service type or segment that does not exist."""
	until = min(filters.to_date or facts.as_of, facts.as_of)
	in_segment = _in_segment(values, filters)
	service = _service_code(facts, filters)
	begin = filters.from_date.toordinal() if filters.from_date else 0

	def matches(customer: Integers, day: Days, services: Shorts) -> Flags:
		mask: Flags = in_segment[customer] & (day <= until.toordinal())
		return mask if service is None else mask & (services == service)

	columns = facts.transactions
	earlier = columns.where(matches(columns.customer, columns.day, columns.service))
	transactions = earlier.where(earlier.day >= begin)
	sent = facts.invitations
	invitations = sent.where(matches(sent.customer, sent.day, sent.service) & (sent.day >= begin))
	narrowed = bool(filters.from_date or filters.to_date or filters.service_type)
	customers = in_segment & _visited(transactions, len(in_segment)) if narrowed else in_segment
	return Selection(until, transactions, earlier, invitations, customers)


def _in_segment(values: CustomerValues, filters: Filters) -> Flags:
	if filters.segment is None:
		return np.ones(len(values.segment), np.bool_)
	if filters.segment not in SEGMENTS:
		raise InvalidInput(N_("There is no segment {segment}."), segment=filters.segment)
	in_segment: Flags = values.segment == SEGMENTS.index(filters.segment)
	return in_segment


def _service_code(facts: DashboardFacts, filters: Filters) -> int | None:
	if filters.service_type is None:
		return None
	code = service_index(facts.service_types).get(filters.service_type)
	if code is None:
		raise InvalidInput(N_("There is no service type {service_type}."), service_type=filters.service_type)
	return code


def _visited(transactions: Transactions, customers: int) -> Flags:
	visited = np.zeros(customers, np.bool_)
	visited[transactions.customer[transactions.is_visit]] = True
	return visited
