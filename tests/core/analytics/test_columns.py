"""Columns that are brought up to date piece by piece are those that would be made of all rows."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.analytics.columns import (
	ASKED,
	LABELS,
	MOVES,
	VISITS,
	Coders,
	Columns,
	assembled,
	encoded,
	key_of,
	realigned,
	replaced,
)
from workshop_crm.core.analytics.facts import CustomerValues
from workshop_crm.core.analytics.names import PlainNames
from workshop_crm.core.analytics.segments import ACTIVE, NO_SEGMENT

DAYS = st.integers(739_000, 739_400)
CODES = st.integers(0, 5)
NAMES = st.sampled_from([None, "", "North", "South", "Toyota"])
VISIT = st.tuples(
	CODES.map("CUST-{}".format),
	st.integers(0, 2**59),
	DAYS,
	st.none() | st.integers(0, 23),
	st.integers(-(10**12), 10**12),
	NAMES,
	NAMES,
	NAMES,
	NAMES,
	NAMES,
	st.integers(0, 1),
)
INVITATION = st.tuples(
	CODES.map("CUST-{}".format),
	st.integers(0, 2**59),
	DAYS,
	NAMES,
	NAMES,
	NAMES,
	NAMES,
	NAMES,
	st.booleans(),
	st.none() | st.integers(1, 5),
	st.integers(0, 2),
)
MOVE = st.tuples(CODES.map("CUST-{}".format), st.integers(0, 2**59), DAYS, NAMES, NAMES, NAMES)
ROWS = st.fixed_dictionaries(
	{
		"visits": st.lists(VISIT, max_size=12),
		"asked": st.lists(INVITATION, max_size=6),
		"moves": st.lists(MOVE, max_size=6),
	}
)


def made(rows: dict[str, list]) -> Columns:
	coders = Coders()
	return assembled(coders, {kind: [encoded(kind, some, coders)] for kind, some in rows.items()})


def customers_of(rows: dict[str, list]) -> set[str]:
	return {row[0] for some in rows.values() for row in some}


def written_out(columns: Columns) -> tuple[list, ...]:
	"""All rows with their names, in any order."""

	def rows(table, names) -> list:
		def said(name: str) -> list:
			if name == "customer":
				return [columns.customers[code] for code in table[name].tolist()]
			if name in LABELS:
				return [columns.labels[name][code] if code >= 0 else None for code in table[name].tolist()]
			return table[name].tolist()

		return sorted(zip(*map(said, names), strict=True), key=repr)

	return rows(columns.visits, VISITS), rows(columns.asked, ASKED), rows(columns.moves, MOVES)


@given(ROWS, ROWS)
def test_replacing_the_rows_of_some_customers_is_making_all_anew(old, new):
	changed = sorted(customers_of(new) | {"CUST-0", "CUST-9"})
	left = {kind: [row for row in rows if row[0] not in changed] for kind, rows in old.items()}
	found = replaced(made(old), changed, new)
	assert written_out(found) == written_out(made({kind: left[kind] + new[kind] for kind in new}))
	for table in (found.visits, found.asked, found.moves):
		order = np.lexsort((table["day"], table["customer"]))
		assert (np.diff(table["customer"][order]) == np.diff(table["customer"])).all()
		assert (table["day"][order] == table["day"]).all()


@given(ROWS)
def test_rows_that_did_not_change_leave_the_tables_alone(rows):
	columns = made(rows)
	again = replaced(columns, sorted(customers_of(rows)), {kind: some[::-1] for kind, some in rows.items()})
	assert again.visits is columns.visits
	assert again.asked is columns.asked
	assert again.moves is columns.moves
	assert again.customers is columns.customers


def test_a_customer_without_any_row_is_forgotten_by_name_and_others_keep_their_codes():
	visit = ("A", key_of("INV-1"), 739_000, 9, 5_000_000, "Oil", None, None, None, None, 0)
	columns = made({"visits": [visit, ("B", *visit[1:])]})
	without = replaced(columns, ["A"], {})
	assert (without.visits["customer"].tolist(), without.customers[1]) == ([1], "B")
	assert without.customers.codes(["A", "B"]).tolist() == [-1, 1]
	assert replaced(without, ["A", "never came"], {}).customers is without.customers


def test_values_follow_their_customers_to_other_codes():
	values = CustomerValues(
		np.array([ACTIVE], np.int8), np.array([7.0]), np.array([0.5]), date(2026, 1, 1), "method"
	)
	moved = realigned(values, PlainNames(["A"]), PlainNames(["B", "A"]))
	assert (moved.segment.tolist(), moved.clv.tolist()) == ([NO_SEGMENT, ACTIVE], [0.0, 7.0])
	gone = realigned(values, PlainNames(["A"]), PlainNames(["B"]))
	assert (gone.segment.tolist(), gone.clv.tolist()) == ([NO_SEGMENT], [0.0])
