from datetime import date

import numpy as np
import pytest

from benchmarks.data import cdnow
from workshop_crm.core.analytics.facts import Customers, DashboardFacts, ValueTrend
from workshop_crm.core.analytics.scores import score_customers
from workshop_crm.core.analytics.transactions import Transactions, from_columns
from workshop_crm.core.analytics.trend import month_ends, trend_of
from workshop_crm.core.analytics.workings import Workings


def trend(transactions: Transactions, customers: int, as_of: date) -> ValueTrend:
	"""The line of all customers, as the dashboard has it."""
	listed = Customers.from_rows((f"C{place}", "", None) for place in range(customers))
	workings = Workings(DashboardFacts(as_of, "USD", listed, (), transactions))
	everybody = np.ones(customers, np.bool_)
	return trend_of(workings.value_history, everybody, workings.first_and_last_day[0], as_of)


def test_the_running_month_ends_today_and_the_others_on_their_last_day():
	assert month_ends(date(2026, 3, 17), 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 17)]
	assert month_ends(date(2024, 2, 29), 2) == [date(2024, 1, 31), date(2024, 2, 29)]
	assert len(month_ends(date(2026, 3, 17))) == 36


def test_months_before_the_first_date_are_left_out():
	assert month_ends(date(2026, 3, 17), 12, date(2026, 2, 10)) == [date(2026, 2, 28), date(2026, 3, 17)]


def test_the_last_point_is_the_lifetime_value_of_today():
	line = trend(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	scores = score_customers(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	assert len(line.months) == 12
	assert line.months[-1] == "1998-06"
	assert line.total[-1] == pytest.approx(scores.clv.sum())
	assert line.average[-1] == pytest.approx(scores.clv.mean())


def test_a_month_end_knows_nothing_of_later_visits():
	end = date(1998, 5, 31)
	transactions = cdnow.sample()
	line = trend(transactions, cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	doubled = from_columns(
		np.append(transactions.customer, np.arange(cdnow.SAMPLE_CUSTOMERS)),
		np.append(transactions.day, np.full(cdnow.SAMPLE_CUSTOMERS, end.toordinal() + 1)),
		np.append(transactions.amount, np.full(cdnow.SAMPLE_CUSTOMERS, 500.0)),
	)
	late = trend(doubled, cdnow.SAMPLE_CUSTOMERS, end)
	assert late.total[-1] == pytest.approx(trend(transactions, cdnow.SAMPLE_CUSTOMERS, end).total[-1])
	assert late.months[-1] == line.months[-2] == "1998-05"


def test_a_young_workshop_has_as_many_points_as_months():
	today = date(2026, 3, 17)
	line = trend(from_columns([0], [date(2026, 2, 3).toordinal()], [100.0]), 1, today)
	assert line.months == ("2026-02", "2026-03")


def test_a_workshop_without_visits_has_no_points():
	assert trend(from_columns([], [], []), 5, date(2026, 3, 17)).months == ()
