from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.visits.lines import MAX_LINES, SaleLine, line_record, read_lines

JSON_VALUES = st.recursive(
	st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
	lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
	max_leaves=8,
)


def test_a_line_keeps_exactly_what_was_typed():
	(line,) = read_lines([{"item": "OIL", "qty": 0.1, "rate": "19.99"}])
	assert line == SaleLine("OIL", Decimal("0.1"), Decimal("19.99"))


def test_one_piece_at_the_list_price_is_assumed_where_nothing_is_said():
	assert read_lines([{"item": "OIL"}]) == [SaleLine("OIL", Decimal(1), None)]


@pytest.mark.parametrize(
	"line",
	[
		"OIL",
		None,
		{},
		{"item": ""},
		{"item": 5},
		{"item": "OIL", "qty": 0},
		{"item": "OIL", "qty": -1},
		{"item": "OIL", "qty": "two"},
		{"item": "OIL", "qty": True},
		{"item": "OIL", "qty": "1.0005"},
		{"item": "OIL", "rate": -0.01},
		{"item": "OIL", "rate": float("nan")},
		{"item": "OIL", "rate": float("inf")},
		{"item": "OIL", "rate": 10_000_001},
		{"item": "OIL", "rate": []},
	],
)
def test_a_line_that_nobody_could_sell_is_refused(line):
	with pytest.raises(InvalidInput):
		read_lines([{"item": "OIL", "qty": 1}, line])


def test_a_quantity_may_have_the_decimals_that_are_kept_of_it():
	assert [
		line.qty for line in read_lines([{"item": "WELD", "qty": qty} for qty in (1.5, "0.001", "2.000")])
	] == [
		Decimal("1.5"),
		Decimal("0.001"),
		Decimal(2),
	]


def test_a_price_of_the_list_is_no_typed_one_and_stays_so_in_a_record():
	shown, typed = read_lines([{"item": "OIL", "rate": 180, "is_listed": True}, {"item": "OIL", "rate": 180}])
	assert (shown.typed_rate, typed.typed_rate) == (None, 180)
	assert read_lines([line_record(shown), line_record(typed)]) == [shown, typed]
	assert "is_listed" not in line_record(typed)


def test_a_sale_has_at_least_one_line_and_not_too_many():
	with pytest.raises(InvalidInput):
		read_lines([])
	assert len(read_lines([{"item": "OIL"}] * MAX_LINES)) == MAX_LINES
	with pytest.raises(InvalidInput):
		read_lines([{"item": "OIL"}] * (MAX_LINES + 1))


@given(st.lists(JSON_VALUES, max_size=4))
def test_whatever_is_sent_is_read_or_refused_and_never_breaks(raw):
	with suppress(InvalidInput):
		assert all(line.qty > 0 for line in read_lines(raw))
