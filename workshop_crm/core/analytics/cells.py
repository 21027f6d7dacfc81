"""The cells of the dashboard's tables: each opens exactly the customers that are counted in it.

A cell is named in the address, so that its list can be opened, sorted and saved like any other: the name of its
table, then what finds it there, with slashes between: `retention/2026-01/3`, `heatmap/0/9`, `satisfaction/4`,
`service_months/2026-07/Oil Change`, `value_groups/1`, `funnel/opened`, `tier_moves/2026-07/Silver/Gold`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Flags, Integers, month_number, month_numbers
from workshop_crm.core.analytics.facts import CustomerValues, ServiceType, service_index
from workshop_crm.core.analytics.funnel import took_step
from workshop_crm.core.analytics.heatmap import WEEKDAYS
from workshop_crm.core.analytics.moves import read_pair
from workshop_crm.core.analytics.retention import first_months
from workshop_crm.core.analytics.selection import Selection, visited
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.analytics.value_groups import group_members
from workshop_crm.core.common.errors import N_, InvalidInput


@dataclass(frozen=True, slots=True)
class Table:
	"""What the cells of a dashboard are cut from: the filtered records, values and service types."""

	selection: Selection
	values: CustomerValues
	service_types: tuple[ServiceType, ...]


def narrowed(table: Table, cell: str) -> Selection:
	"""The selection of one cell; the whole one for an empty name. Raises InvalidInput for a cell that there is not."""
	if not cell:
		return table.selection
	kind, *rest = cell.split("/", 2)
	try:
		return _CELLS[kind](table, *rest)
	except (KeyError, TypeError, ValueError):
		raise InvalidInput(N_("There is no cell {cell}."), cell=cell) from None


def _retention(table: Table, cohort: str, period: str) -> Selection:
	"""Those who came first in the month `cohort` and came in the `period`-th month after it."""
	selection, begin = table.selection, _month(cohort)
	visits = selection.earlier.where(selection.earlier.is_visit).ordered()
	month = month_numbers(visits.day)
	first = first_months(visits.customer, month)
	return _of_visits(selection, visits, (first == begin) & (month == begin + int(period)))


def _heatmap(table: Table, weekday: str, hour: str) -> Selection:
	visits = table.selection.transactions
	return _of_visits(
		table.selection, visits, (visits.day % WEEKDAYS == int(weekday)) & (visits.hour == int(hour))
	)


def _service_months(table: Table, month: str, service: str) -> Selection:
	visits = table.selection.transactions
	code = service_index(table.service_types)[service]
	return _of_visits(
		table.selection, visits, (visits.service == code) & (month_numbers(visits.day) == _month(month))
	)


def _satisfaction(table: Table, rating: str) -> Selection:
	"""Those who gave the rating, with all their visits of the selection."""
	invitations = table.selection.invitations
	given = invitations.where(invitations.rating == int(rating))
	return _of_customers(table.selection, given.customer.astype(np.int64))


def _value_groups(table: Table, number: str) -> Selection:
	members = group_members(table.values.clv, table.selection.customers, int(number) - 1)
	return _of_customers(table.selection, members)


def _funnel(table: Table, step: str) -> Selection:
	"""Those with an invitation that got as far, with all their visits of the selection."""
	invitations = table.selection.invitations
	return _of_customers(table.selection, invitations.customer[took_step(invitations, step)].astype(np.int64))


def _tier_moves(table: Table, month: str, pair: str) -> Selection:
	"""Those who moved from one tier to the other in the month, with all their visits of the selection."""
	moves = table.selection.moves
	moved = moves.between(*read_pair(pair)) & (month_numbers(moves.day) == _month(month))
	return _of_customers(table.selection, moves.customer[moved].astype(np.int64))


def _of_visits(selection: Selection, visits: Transactions, chosen: Flags) -> Selection:
	kept = visits.where(chosen & visits.is_visit)
	return replace(selection, transactions=kept, customers=visited(kept, len(selection.customers)))


def _of_customers(selection: Selection, places: Integers) -> Selection:
	customers = np.zeros(len(selection.customers), np.bool_)
	customers[places] = True
	kept = selection.transactions.where(customers[selection.transactions.customer])
	return replace(selection, transactions=kept, customers=customers)


def _month(label: str) -> int:
	"""Months since January 1970 of YYYY-MM."""
	return month_number(date.fromisoformat(f"{label}-01"))


_CELLS: Mapping[str, Callable[..., Selection]] = {
	"retention": _retention,
	"heatmap": _heatmap,
	"service_months": _service_months,
	"satisfaction": _satisfaction,
	"value_groups": _value_groups,
	"funnel": _funnel,
	"tier_moves": _tier_moves,
}
