"""Random rows of a workshop as the dashboard takes them, and which of them its filters mean."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
from hypothesis import strategies as st

from workshop_crm.core.analytics.columns import Coders, Row, assembled, encoded
from workshop_crm.core.analytics.facts import CustomerValues, DashboardFacts, Tiers, ValueHistory
from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.analytics.holdout import Holdout
from workshop_crm.core.analytics.rules import ScoringRules
from workshop_crm.core.analytics.segments import SEGMENTS
from workshop_crm.core.analytics.stored import Surroundings, Visible, facts_of
from workshop_crm.core.analytics.trend import month_ends
from workshop_crm.core.common.ratings import RATINGS

TODAY = date(2026, 3, 1)
CUSTOMERS = tuple(f"CUST-{number}" for number in range(12))
SEGMENT_OF = {customer: number % len(SEGMENTS) for number, customer in enumerate(CUSTOMERS)}
VALUE_OF = {customer: float(number) for number, customer in enumerate(CUSTOMERS)}
GOLD = {"CUST-1", "CUST-2", "CUST-6"}
SEEN = {"CUST-0", "CUST-1", "CUST-4", "CUST-6", "CUST-9"}
SERVICES, BRANCHES, MAKES = ("Oil", "Brakes"), ("North", "South"), ("Kia", "Toyota")
MONTH_ENDS = tuple(month_ends(TODAY, 18))
TESTS = (Holdout(date(2025, 9, 1), date(2026, 3, 1), 10.04, 8, 0.71235),)
# Last and first days of months, where one day more or less shows.
EDGES = [end.toordinal() + after for end in MONTH_ENDS[-14:] for after in (0, 1)]
ORDINALS = st.integers(TODAY.toordinal() - 400, TODAY.toordinal() + 20) | st.sampled_from(EDGES)

VISIT = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.none() | st.integers(8, 20),
	st.integers(-100_000_000, 900_000_000),
	st.sampled_from(SERVICES) | st.none(),
	st.sampled_from(BRANCHES),
	st.sampled_from(MAKES),
	st.none(),
	st.none(),
	st.just(0),
)
"""As in `columns.VISITS`."""
INVITATION = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.sampled_from(SERVICES),
	st.sampled_from(BRANCHES),
	st.sampled_from(MAKES),
	st.none(),
	st.none(),
	st.sampled_from([(False, None), (True, None), *((True, rating) for rating in RATINGS)]),
	st.integers(0, 2),
).map(lambda row: (*row[:8], *row[8], row[9]))
"""As in `columns.ASKED`."""
TIERS = ("Silver", "Gold", "Gold/Plus~")
"""The last one is no tier of the program any more."""
MOVE = st.tuples(
	st.sampled_from(CUSTOMERS),
	st.integers(0, 2**59),
	ORDINALS,
	st.none() | st.sampled_from(TIERS),
	st.sampled_from(TIERS),
	st.none(),
)
"""As in `columns.MOVES`."""


def _several(row: st.SearchStrategy[Row]) -> st.SearchStrategy[list[Row]]:
	"""Few rows and many: left alone, hypothesis makes lists of five."""
	return st.sampled_from((0, 1, 5, 20, 40)).flatmap(
		lambda size: st.lists(row, min_size=size, max_size=size)
	)


def _rarely(choice: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
	"""All filters at once would leave nothing to count."""
	return st.one_of(st.none(), st.none(), st.none(), choice)


VISITS, INVITATIONS, MOVES = _several(VISIT), _several(INVITATION), _several(MOVE)
FILTERS = st.builds(
	Filters,
	from_date=_rarely(ORDINALS.map(date.fromordinal)),
	to_date=_rarely(ORDINALS.map(date.fromordinal)),
	segment=_rarely(st.sampled_from(SEGMENTS)),
	service_type=_rarely(st.sampled_from(SERVICES)),
	branch=_rarely(st.sampled_from(BRANCHES)),
	tier=_rarely(st.just("Gold")),
	vehicle_make=_rarely(st.sampled_from(MAKES)),
)


def value_at(customer: str, month: int) -> float:
	"""What a customer was worth at the end of `MONTH_ENDS[month]`."""
	return VALUE_OF[customer] * (month + 1)


def facts(visits: list[Row], asked: list[Row], restricted: bool, moves: Sequence[Row] = ()) -> DashboardFacts:
	"""The dashboard's facts from these rows; a restricted reader sees only the customers of `SEEN`."""
	coders = Coders()
	for column, names in (("service", SERVICES), ("branch", BRANCHES), ("make", MAKES)):
		coders.labels[column].encode(names)
	coders.customer.encode(CUSTOMERS)
	rows = {"visits": visits, "asked": asked, "moves": moves}
	columns = assembled(coders, {kind: [encoded(kind, some, coders)] for kind, some in rows.items()})
	tiers = Tiers(("Silver", "Gold"), lambda tier: sorted(GOLD) if tier == "Gold" else [])
	around = Surroundings(TODAY, "SAR", lambda _ids: {}, {}, ScoringRules(), tiers)
	mine = np.array([customer in SEEN for customer in CUSTOMERS])
	may = None
	if restricted:
		tables = (columns.visits, columns.asked, columns.moves)
		may = Visible(mine, *(mine[table["customer"]] for table in tables), mine)
	return facts_of(columns.with_values(_values()), around, may)


def visit_is_meant(row: Row, filters: Filters, restricted: bool, earlier: bool = False) -> bool:
	"""Whether it is what the filters and the reader's rights leave; `earlier`: whatever the first day."""
	begin = filters.from_date if filters.from_date and not earlier else date.min
	return _is_meant(row, row[5:8], begin, filters, restricted)


def invitation_is_meant(row: Row, filters: Filters, restricted: bool) -> bool:
	return _is_meant(row, row[3:6], filters.from_date or date.min, filters, restricted)


def move_is_meant(row: Row, filters: Filters, restricted: bool) -> bool:
	"""By its day and customer alone."""
	of_nothing = (filters.service_type, filters.branch, filters.vehicle_make)
	return _is_meant(row, of_nothing, filters.from_date or date.min, filters, restricted)


def _is_meant(row: Row, of_visit: Row, begin: date, filters: Filters, restricted: bool) -> bool:
	wanted = (filters.service_type, filters.branch, filters.vehicle_make)
	return (
		begin.toordinal() <= row[2] <= last_day(filters).toordinal()
		and all(want in (None, has) for want, has in zip(wanted, of_visit, strict=True))
		and is_chosen(row[0], filters, restricted)
	)


def is_chosen(customer: str, filters: Filters, restricted: bool) -> bool:
	"""Whether a customer is of the segment and tier, and may be seen."""
	return (
		(not filters.segment or SEGMENTS[SEGMENT_OF[customer]] == filters.segment)
		and (not filters.tier or customer in GOLD)
		and (not restricted or customer in SEEN)
	)


def last_day(filters: Filters) -> date:
	return min(filters.to_date or TODAY, TODAY)


def _values() -> CustomerValues:
	history = ValueHistory(
		tuple(f"{end:%Y-%m}" for end in MONTH_ENDS),
		tuple(end.toordinal() for end in MONTH_ENDS),
		[np.array([value_at(customer, month) for customer in CUSTOMERS]) for month in range(len(MONTH_ENDS))],
	)
	return CustomerValues(
		np.array([SEGMENT_OF[customer] for customer in CUSTOMERS], np.int8),
		np.array([VALUE_OF[customer] for customer in CUSTOMERS]),
		np.full(len(CUSTOMERS), 0.5),
		TODAY,
		"method",
		history,
		TESTS,
	)
