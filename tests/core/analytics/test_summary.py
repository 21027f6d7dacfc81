from datetime import date

import numpy as np
import pytest

from visit_columns import transactions
from workshop_crm.core.analytics.summary import summarise
from workshop_crm.core.analytics.transactions import Transactions

TODAY = date(2025, 12, 31)


def invoices(*rows: tuple[str, str, float]) -> Transactions:
	return transactions([(*row, None, None) for row in rows], {"A": 0, "B": 1}, {})


def test_visits_of_one_day_are_one_purchase_but_each_is_counted_as_a_visit():
	summary = summarise(
		invoices(("A", "2025-01-01", 10), ("A", "2025-03-01", 20), ("A", "2025-03-01", 40)), 2, TODAY
	)
	assert summary.frequency.tolist() == [1, 0]
	assert summary.visits.tolist() == [3, 0]
	assert summary.monetary_value.tolist() == [60, 0]


def test_recency_and_age_are_days_from_the_first_visit():
	summary = summarise(invoices(("A", "2025-12-01", 10), ("A", "2025-12-11", 10)), 2, TODAY)
	assert (summary.recency[0], summary.T[0]) == (10, 30)
	assert date.fromordinal(int(summary.first_day[0])) == date(2025, 12, 1)
	assert date.fromordinal(int(summary.last_day[0])) == date(2025, 12, 11)


def test_the_first_purchase_is_not_part_of_the_monetary_value():
	summary = summarise(
		invoices(("A", "2025-01-01", 1000), ("A", "2025-02-01", 30), ("A", "2025-03-01", 50)), 2, TODAY
	)
	assert summary.monetary_value[0] == 40


def test_a_return_lowers_revenue_and_value_but_is_no_visit():
	summary = summarise(
		invoices(("A", "2025-01-01", 100), ("A", "2025-02-01", 100), ("A", "2025-06-01", -100)), 2, TODAY
	)
	assert (summary.visits[0], summary.frequency[0], summary.revenue[0]) == (2, 1, 100)
	assert summary.monetary_value[0] == 50
	assert date.fromordinal(int(summary.last_day[0])) == date(2025, 2, 1)


def test_more_returned_than_bought_is_worth_nothing_and_not_less():
	summary = summarise(
		invoices(("A", "2025-01-01", 10), ("A", "2025-02-01", 10), ("A", "2025-03-01", -500)), 2, TODAY
	)
	assert summary.monetary_value[0] == 0
	assert summary.revenue[0] == -480


def test_a_free_warranty_repair_is_a_visit():
	summary = summarise(invoices(("A", "2025-01-01", 10), ("A", "2025-02-01", 0)), 2, TODAY)
	assert (summary.visits[0], summary.frequency[0], summary.monetary_value[0]) == (2, 1, 0)


def test_later_invoices_are_not_looked_at():
	summary = summarise(invoices(("A", "2025-01-01", 10), ("A", "2026-01-01", 99)), 2, TODAY)
	assert (summary.visits[0], summary.revenue[0], summary.recency[0]) == (1, 10, 0)


def test_a_customer_who_never_came_has_zeros_everywhere():
	summary = summarise(invoices(("A", "2025-01-01", 10)), 2, TODAY)
	assert [getattr(summary, name)[1] for name in type(summary).__slots__] == [0] * 8


def test_the_order_of_invoices_does_not_matter():
	rows = [("A", f"2025-{month:02d}-01", float(month)) for month in range(1, 13)]
	rows += [("B", f"2025-{month:02d}-15", 7.0) for month in range(1, 9)]
	straight, mixed = summarise(invoices(*rows), 2, TODAY), summarise(invoices(*rows[::-1]), 2, TODAY)
	for name in type(straight).__slots__:
		assert getattr(straight, name).tolist() == pytest.approx(getattr(mixed, name).tolist())


def test_there_may_be_no_customers_at_all():
	assert len(summarise(invoices(), 0, TODAY)) == 0
	assert summarise(invoices(), 0, TODAY).revenue.dtype == np.float64
