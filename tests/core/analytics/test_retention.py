from datetime import date

from visit_columns import transactions
from workshop_crm.core.analytics.arrays import month_label
from workshop_crm.core.analytics.retention import Cohort, cohorts
from workshop_crm.core.analytics.transactions import Transactions


def invoices(*rows: tuple[str, str]) -> Transactions:
	places = {name: place for place, name in enumerate("ABCDE")}
	return transactions([(*row, 10.0, None, None) for row in rows], places, {})


ROWS = (
	("A", "2025-01-05"),
	("A", "2025-01-25"),
	("A", "2025-03-01"),
	("B", "2025-01-31"),
	("B", "2025-02-01"),
	("C", "2025-03-31"),
)


def found(until: date, **options: object) -> dict[str, Cohort]:
	return {month_label(one.month): one for one in cohorts(invoices(*ROWS), until, **options)}  # type: ignore[arg-type]


def test_each_customer_is_counted_once_a_month_in_the_cohort_of_the_first_visit():
	rows = found(date(2025, 3, 31))
	assert list(rows) == ["2025-01", "2025-03"]
	assert rows["2025-01"].counts == (2, 1, 1)
	assert rows["2025-01"].shares == (1.0, 0.5, 0.5)
	assert rows["2025-03"].counts == (1,)


def test_a_month_is_complete_from_its_last_day_on():
	assert found(date(2025, 3, 31))["2025-01"].complete == (True, True, True)
	running = cohorts(invoices(*ROWS[:5]), date(2025, 3, 30))[0]
	assert running.complete == (True, True, False)


def test_no_period_is_counted_that_has_not_begun():
	assert len(found(date(2025, 4, 1))["2025-03"].counts) == 2


def test_cohorts_that_began_before_the_first_date_are_left_out_but_not_renamed():
	assert list(found(date(2025, 3, 31), from_date=date(2025, 2, 1))) == ["2025-03"]


def test_only_the_latest_cohorts_and_the_first_periods_are_kept():
	assert list(found(date(2025, 3, 31), rows=1)) == ["2025-03"]
	assert found(date(2025, 3, 31), periods=2)["2025-01"].counts == (2, 1)


def test_a_return_is_no_visit():
	returned = transactions(
		[("A", "2025-01-05", 10, None, None), ("A", "2025-02-05", -10, None, None)], {"A": 0}, {}
	)
	assert cohorts(returned, date(2025, 2, 28))[0].counts == (1, 0)


def test_there_are_no_cohorts_without_visits():
	assert cohorts(invoices(), date(2025, 3, 31)) == []
