from datetime import date

import numpy as np
import pytest

from benchmarks.data import cdnow
from workshop_crm.core.analytics.scores import score_customers
from workshop_crm.core.analytics.transactions import from_columns
from workshop_crm.core.analytics.trend import month_ends, value_trend


def test_the_running_month_ends_today_and_the_others_on_their_last_day():
	assert month_ends(date(2026, 3, 17), 3) == [date(2026, 1, 31), date(2026, 2, 28), date(2026, 3, 17)]
	assert month_ends(date(2024, 2, 29), 2) == [date(2024, 1, 31), date(2024, 2, 29)]
	assert len(month_ends(date(2026, 3, 17))) == 12


def test_months_before_the_first_date_are_left_out():
	assert month_ends(date(2026, 3, 17), 12, date(2026, 2, 10)) == [date(2026, 2, 28), date(2026, 3, 17)]


def test_the_last_point_is_the_lifetime_value_of_today():
	trend = value_trend(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	scores = score_customers(cdnow.sample(), cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	assert len(trend.months) == 12
	assert trend.months[-1] == "1998-06"
	assert trend.total[-1] == pytest.approx(scores.clv.sum())
	assert trend.average[-1] == pytest.approx(scores.clv.mean())


def test_a_month_end_knows_nothing_of_later_visits():
	end = date(1998, 5, 31)
	transactions = cdnow.sample()
	trend = value_trend(transactions, cdnow.SAMPLE_CUSTOMERS, cdnow.HOLDOUT_END)
	doubled = from_columns(
		np.append(transactions.customer, np.arange(cdnow.SAMPLE_CUSTOMERS)),
		np.append(transactions.day, np.full(cdnow.SAMPLE_CUSTOMERS, end.toordinal() + 1)),
		np.append(transactions.amount, np.full(cdnow.SAMPLE_CUSTOMERS, 500.0)),
	)
	late = value_trend(doubled, cdnow.SAMPLE_CUSTOMERS, end)
	assert late.total[-1] == pytest.approx(value_trend(transactions, cdnow.SAMPLE_CUSTOMERS, end).total[-1])
	assert late.months[-1] == trend.months[-2] == "1998-05"


def test_a_young_workshop_has_as_many_points_as_months():
	today = date(2026, 3, 17)
	trend = value_trend(from_columns([0], [date(2026, 2, 3).toordinal()], [100.0]), 1, today)
	assert trend.months == ("2026-02", "2026-03")


def test_a_workshop_without_visits_has_no_points():
	assert value_trend(from_columns([], [], []), 5, date(2026, 3, 17)).months == ()
