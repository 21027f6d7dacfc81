from datetime import date

import pytest

from workshop_crm.core.analytics.transactions import from_columns, from_rows


def test_rows_with_date_objects_and_iso_texts_are_the_same():
	for day in (date(2025, 1, 5), "2025-01-05", "2025-01-05 09:30:00"):
		columns = from_rows([("A", day, 10, 9, "Oil")], {"A": 0}, {"Oil": 0})
		assert columns.day.tolist() == [date(2025, 1, 5).toordinal()]


def test_unknown_hours_and_services_are_marked_and_unknown_customers_left_out():
	rows = [("A", "2025-01-05", 10, None, "Gone"), ("Z", "2025-01-05", 99, 9, "Oil")]
	columns = from_rows(rows, {"A": 0}, {"Oil": 0})
	assert len(columns) == 1
	assert (columns.hour.tolist(), columns.service.tolist()) == ([-1], [-1])


def test_columns_of_unequal_length_are_refused():
	with pytest.raises(ValueError, match="same length"):
		from_columns([0, 1], [10, 11], [5.0])


@pytest.mark.parametrize("amount", [float("nan"), float("inf")])
def test_amounts_that_are_no_numbers_are_refused(amount: float):
	with pytest.raises(ValueError, match="finite"):
		from_columns([0], [10], [amount])
