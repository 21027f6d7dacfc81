"""The ledger's rows as people read them."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.loyalty.history import lines
from workshop_crm.core.loyalty.model import Entry

DAY = date(2026, 3, 10)
END = date(2027, 3, 10)


def spent(name: str, points: int, invoice: str | None = "INV", **more) -> Entry:
	row = Entry(name, "Redeem", points, Decimal(0), DAY, END, invoice, "LOT", invoice_type="Sales Invoice")
	return replace(row, **more)


def test_a_redemption_of_several_lots_is_one_line_with_the_sum():
	other = spent("C", -5, "OTHER")
	(first, second) = lines([spent("A", -30), spent("B", -20), other])
	assert (first.name, first.points, first.expiry_date) == ("A", -50, END)
	assert second == other


def test_lots_that_expire_on_different_days_have_none_in_common():
	(line,) = lines([spent("A", -30), spent("B", -20, expiry_date=date(2027, 5, 1))])
	assert (line.points, line.expiry_date) == (-50, None)


def test_what_was_spent_on_another_day_or_given_back_stays_apart():
	rows = [spent("A", -30), spent("B", -20, posting_date=END), spent("C", 20, kind="Restore")]
	assert lines(rows) == rows


def test_rows_without_a_cause_and_earned_points_are_never_joined():
	rows = [spent("A", -3, None), spent("B", -3, None), *(spent(name, 4, kind="Earn") for name in "CD")]
	assert lines(rows) == rows


ROWS = st.builds(
	spent,
	st.uuids().map(str),
	st.integers(-9, 9),
	st.sampled_from(["A", "B", None]),
	kind=st.sampled_from(["Earn", "Redeem", "Restore", "Adjust"]),
)


@given(st.lists(ROWS, max_size=12))
def test_no_point_is_lost_and_the_order_stays(rows):
	found = lines(rows)
	assert sum(line.points for line in found) == sum(row.points for row in rows)
	places = [next(at for at, row in enumerate(rows) if row.name == line.name) for line in found]
	assert places == sorted(places)
	assert lines(found) == found
