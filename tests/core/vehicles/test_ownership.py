from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.vehicles.ownership import (
	Ownership,
	check_rows,
	current,
	ending,
	owned_by,
	sale,
	surplus,
)

CAR = "JBA 1234"
TODAY = date(2026, 3, 1)
BOUGHT = date(2025, 1, 10)
HUDA = Ownership(CAR, "Huda", BOUGHT, None, True, "row-1")
FORMER = Ownership(CAR, "Omar", date(2023, 1, 1), date(2024, 12, 31), False, "row-0")


def test_a_sale_ends_one_row_and_begins_another_on_that_day():
	closed, opened = sale(CAR, [FORMER, HUDA], "Saleh", TODAY, TODAY)
	assert closed == replace(HUDA, to_date=TODAY, is_current=False)
	assert opened == Ownership(CAR, "Saleh", TODAY, None, True)


@pytest.mark.parametrize("rows", [[], [FORMER]])
def test_a_car_without_an_owner_gets_one(rows):
	assert sale(CAR, rows, "Saleh", TODAY, TODAY) == (None, Ownership(CAR, "Saleh", TODAY, None, True))


def test_a_former_owner_can_buy_the_car_back():
	_, opened = sale(CAR, [FORMER, HUDA], "Omar", TODAY, TODAY)
	assert opened.customer == "Omar"
	assert opened.row == ""


def test_a_car_can_be_sold_on_the_day_it_was_bought():
	assert sale(CAR, [HUDA], "Saleh", BOUGHT, TODAY)[0].to_date == BOUGHT


@pytest.mark.parametrize(
	("rows", "new_owner", "on", "message"),
	[
		([HUDA], "Huda", TODAY, "belongs to this customer already"),
		([HUDA], "Saleh", BOUGHT - timedelta(days=1), "a later one instead of 2025-01-09"),
		([FORMER], "Saleh", date(2024, 12, 30), "changed hands on 2024-12-31"),
		([HUDA], "Saleh", TODAY + timedelta(days=1), "2026-03-02 is in the future"),
		([HUDA, replace(HUDA, customer="Omar")], "Saleh", TODAY, "several current owners: Huda, Omar"),
	],
)
def test_a_sale_that_cannot_have_been_is_refused(rows, new_owner, on, message):
	with pytest.raises(InvalidInput, match=message):
		sale(CAR, rows, new_owner, on, TODAY)


def test_an_owner_may_go_without_a_next_one():
	assert ending(CAR, [FORMER, HUDA], TODAY, TODAY) == replace(HUDA, to_date=TODAY, is_current=False)
	with pytest.raises(InvalidInput, match="no current owner"):
		ending(CAR, [FORMER], TODAY, TODAY)
	with pytest.raises(InvalidInput, match="2024-01-01"):
		ending(CAR, [HUDA], date(2024, 1, 1), TODAY)


def test_unknown_days_refuse_nothing():
	unknown = replace(HUDA, from_date=None)
	assert sale(CAR, [unknown], "Saleh", date(2001, 1, 1), TODAY)[0].to_date == date(2001, 1, 1)


STEPS = st.lists(
	st.tuples(st.integers(0, 400), st.sampled_from(["Huda", "Omar", "Saleh", None])), min_size=1, max_size=12
)


@given(STEPS)
def test_through_any_sales_there_is_at_most_one_owner_and_nobody_is_forgotten(steps):
	"""None is the end of an ownership. The rows must give the same owner for every day as a plain diary."""
	rows: list[Ownership] = []
	diary: list[tuple[date, str | None]] = []
	day = date(2010, 1, 1)
	for days, buyer in steps:
		day += timedelta(days=days)
		now = current(rows)
		if buyer == (now and now.customer):
			continue
		if buyer is None:
			rows = [row for row in rows if row is not now] + [ending(CAR, rows, day, date.max)]
		else:
			closed, opened = sale(CAR, rows, buyer, day, date.max)
			assert (closed is None) == (now is None)
			rows = [row for row in rows if row is not now] + [one for one in (closed, opened) if one]
		diary.append((day, buyer))
		assert sum(row.holds for row in rows) == (buyer is not None)
		assert sum(row.is_current for row in rows) == (buyer is not None)
	told = Counter((row.from_date, row.to_date, row.customer) for row in rows)
	ends = [*(begin for begin, _ in diary[1:]), None]
	assert told == Counter(
		(begin, end, owner) for (begin, owner), end in zip(diary, ends, strict=False) if owner
	)


def test_a_list_with_former_and_present_cars_is_right():
	rows = [
		HUDA,
		Ownership("HUV 7", "Huda", None, None, True),
		Ownership(CAR, "Huda", date(2020, 1, 1), date(2021, 1, 1), False),
		Ownership("ABD 1", "Huda", date(2020, 1, 1), date(2020, 1, 1), True),
	]
	check_rows(
		rows,
		[FORMER, Ownership("HUV 7", "Omar", None, TODAY, True), Ownership("XKR 9", "Omar", None, None, True)],
	)


@pytest.mark.parametrize(
	("rows", "message"),
	[
		([replace(HUDA, to_date=date(2025, 1, 9))], "cannot end on 2025-01-09: it began on 2025-01-10"),
		([HUDA, replace(HUDA, from_date=TODAY)], "twice among the current vehicles"),
	],
)
def test_a_list_that_is_wrong_in_itself_is_refused(rows, message):
	with pytest.raises(InvalidInput, match=message):
		check_rows(rows, [])


OMARS = Ownership(CAR, "CUST-7", None, None, True)


def test_a_second_current_owner_is_refused_and_the_other_is_named_when_one_may_know():
	with pytest.raises(Conflict, match=r'belongs to CUST-7\. Open CUST-7 and use "Transfer'):
		check_rows([HUDA], [OMARS])
	with pytest.raises(Conflict, match=r'belongs to Omar Ali\. Open Omar Ali and use "Transfer'):
		check_rows([HUDA], [OMARS], {"CUST-7": "Omar Ali"})
	with pytest.raises(Conflict, match=r'another customer\. Open the vehicle and use "Transfer') as error:
		check_rows([HUDA], [OMARS], {})
	assert error.value.text() == owned_by(CAR, "").text()


def test_a_former_owner_is_not_in_the_way_of_the_present_one():
	check_rows([replace(HUDA, is_current=False)], [OMARS])
	check_rows([HUDA], [replace(OMARS, to_date=TODAY)])


@given(
	st.lists(st.tuples(st.sampled_from("ABC"), st.booleans(), st.none() | st.dates()), max_size=6),
	st.sampled_from(["A", "B", "Z", None]),
)
def test_a_car_with_several_owners_is_left_with_one_and_the_named_owner_is_preferred(drawn, named):
	rows = [
		Ownership(CAR, customer, begun, None if held else TODAY, held, f"row-{place}")
		for place, (customer, held, begun) in enumerate(drawn)
	]
	held = [row for row in rows if row.holds]
	ended = surplus(rows, named, TODAY)
	kept = {row.row for row in held} - {row.row for row in ended}
	assert len(kept) == min(len(held), 1)
	assert all(not row.holds and row.to_date >= (row.from_date or TODAY) for row in ended)
	if named in {row.customer for row in held}:
		assert {row.customer for row in held if row.row in kept} == {named}
