"""Apply the filters once: which invoices, invitations and customers the dashboard speaks of."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from workshop_crm.core.analytics.arrays import Flags
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, Invitations, service_index
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.moves import Moves
from workshop_crm.core.analytics.names import UNKNOWN
from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.common.errors import N_, InvalidInput


@dataclass(frozen=True, slots=True)
class Selection:
	"""What is left after filtering.

	until: last day looked at, never after today. transactions: what all filters leave.
	earlier: the same without the first date, to know who is new. customers: true for the customers concerned:
	of the segment and tier, and with a visit among `transactions` when something of a visit is asked for. moves: those
	between tiers on the days of the filters, of customers who ever came so up to the last day: one who moves
	down has not come.
	"""

	until: date
	transactions: Transactions
	earlier: Transactions
	invitations: Invitations
	moves: Moves
	customers: Flags


def select(facts: DashboardFacts, values: CustomerValues, filters: Filters) -> Selection:
	"""Raises InvalidInput for a segment, service type, branch, tier or make that does not exist."""
	until = min(filters.to_date or facts.as_of, facts.as_of)
	chosen = _chosen_customers(facts, values, filters)
	codes = _codes(facts, filters)
	begin = filters.from_date.toordinal() if filters.from_date else 0

	def matches(rows: Transactions | Invitations) -> Flags:
		mask: Flags = rows.day <= until.toordinal()
		if not chosen.all():
			mask &= chosen[rows.customer]
		for column, code in codes.items():
			mask &= getattr(rows, column) == code
		return mask

	earlier = facts.transactions.where(matches(facts.transactions))
	transactions = earlier.where(earlier.day >= begin)
	invitations = facts.invitations.where(matches(facts.invitations) & (facts.invitations.day >= begin))
	ever = chosen & visited(earlier, len(chosen)) if codes else chosen
	moves = _moves(facts.moves, begin, until.toordinal(), ever)
	if codes or filters.from_date or filters.to_date:
		chosen = chosen & visited(transactions, len(chosen))
	return Selection(until, transactions, earlier, invitations, moves, chosen)


def _moves(moves: Moves, first: int, last: int, customers: Flags) -> Moves:
	return moves.where((moves.day >= first) & (moves.day <= last) & customers[moves.customer])


def _chosen_customers(facts: DashboardFacts, values: CustomerValues, filters: Filters) -> Flags:
	"""Those whom the reader may see, of the segment and of the tier."""
	chosen = np.ones(len(values.segment), np.bool_) if facts.seen is None else facts.seen
	if filters.segment is not None:
		if filters.segment not in SEGMENTS:
			raise InvalidInput(N_("There is no segment {segment}."), segment=filters.segment)
		chosen = chosen & (values.segment == SEGMENTS.index(filters.segment))
	if filters.tier is not None:
		chosen = chosen & _in_tier(facts, filters.tier)
	return chosen


def _in_tier(facts: DashboardFacts, tier: str) -> Flags:
	if facts.tiers is None or tier not in facts.tiers.names:
		raise InvalidInput(N_("There is no tier {tier}."), tier=tier)
	members = facts.customers.ids.codes(facts.tiers.members(tier))
	in_tier = np.zeros(len(facts.customers), np.bool_)
	in_tier[members[members != UNKNOWN]] = True
	return in_tier


def _codes(facts: DashboardFacts, filters: Filters) -> dict[str, int]:
	"""The code that each column of a visit must have."""
	codes = {}
	if filters.service_type is not None:
		code = service_index(facts.service_types).get(filters.service_type)
		if code is None:
			raise InvalidInput(
				N_("There is no service type {service_type}."), service_type=filters.service_type
			)
		codes["service"] = code
	if filters.branch is not None:
		if filters.branch not in facts.branches:
			raise InvalidInput(N_("There is no visit to the branch {branch}."), branch=filters.branch)
		codes["branch"] = facts.branches.index(filters.branch)
	if filters.vehicle_make is not None:
		if filters.vehicle_make not in facts.makes:
			raise InvalidInput(N_("There is no visit with a vehicle of {make}."), make=filters.vehicle_make)
		codes["make"] = facts.makes.index(filters.vehicle_make)
	return codes


def visited(transactions: Transactions, customers: int) -> Flags:
	"""True for each of the `customers` customers with a visit among the transactions."""
	came = np.zeros(customers, np.bool_)
	came[transactions.customer[transactions.is_visit]] = True
	return came


def period_before(filters: Filters, until: date) -> Filters | None:
	"""The same filters for as many days right before; None where no first day is set."""
	if filters.from_date is None or filters.from_date > until:
		return None
	length = until - filters.from_date + timedelta(days=1)
	if filters.from_date.toordinal() <= length.days:
		return None
	return replace(
		filters, from_date=filters.from_date - length, to_date=filters.from_date - timedelta(days=1)
	)
