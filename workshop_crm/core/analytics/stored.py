"""What the dashboard is told of the columns that a host keeps, and of what its reader may see of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Flags
from workshop_crm.core.analytics.columns import Columns
from workshop_crm.core.analytics.facts import Customers, DashboardFacts, Directory, ServiceType, Tiers
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.segments import NO_SEGMENT


@dataclass(frozen=True, slots=True)
class Visible:
	"""Which customers, visits, invitations and moves a reader may see, and of whom the value; one element a row each.

	None stands for all.
	"""

	customers: Flags | None = None
	visits: Flags | None = None
	asked: Flags | None = None
	moves: Flags | None = None
	values: Flags | None = None

	@property
	def sees_all(self) -> bool:
		return all(
			part is None for part in (self.customers, self.visits, self.asked, self.moves, self.values)
		)


@dataclass(frozen=True, slots=True)
class Surroundings:
	"""What the columns do not hold. service_types: Arabic name by name, in the order of their choice."""

	as_of: date
	currency: str
	directory: Directory
	service_types: Mapping[str, str]
	rules: ScoringRules
	tiers: Tiers | None = None
	points_liability: Callable[[], float | None] = lambda: None


def facts_of(columns: Columns, around: Surroundings, visible: Visible | None = None) -> DashboardFacts:
	"""The facts of what is visible. Customers are those with an invoice that may be seen."""
	may = visible or Visible()
	transactions, invitations, moves = columns.transactions, columns.invitations(), columns.tier_moves()
	if may.visits is not None:
		transactions = transactions.where(may.visits)
	if may.asked is not None:
		invitations = invitations.where(may.asked)
	if may.moves is not None:
		moves = moves.where(may.moves)
	seen = np.zeros(len(columns.customers), np.bool_)
	seen[transactions.customer] = True
	if may.customers is not None:
		seen &= may.customers
		transactions = transactions.where(seen[transactions.customer])
	values = columns.values
	if values is not None and may.values is not None:
		values = replace(
			values,
			segment=np.where(may.values, values.segment, NO_SEGMENT).astype(np.int8),
			clv=np.where(may.values, values.clv, 0),
			p_alive=np.where(may.values, values.p_alive, 0),
			history=values.history
			and replace(values.history, clv=[np.where(may.values, clv, 0) for clv in values.history.clv]),
		)
	known = columns.labels["service"]
	others = [name for name in around.service_types if name not in known]
	return DashboardFacts(
		as_of=around.as_of,
		currency=around.currency,
		customers=Customers(columns.customers, around.directory),
		service_types=tuple(
			ServiceType(name, around.service_types.get(name, "")) for name in (*known, *others)
		),
		transactions=transactions,
		invitations=invitations,
		moves=moves,
		branches=columns.labels["branch"],
		makes=columns.labels["make"],
		tiers=around.tiers,
		values=values,
		seen=seen,
		is_whole=may.sees_all,
		points_liability=around.points_liability,
		rules=around.rules,
	)
