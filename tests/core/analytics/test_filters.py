from datetime import date

import pytest

from workshop_crm.core.analytics.filters import FilterArguments, Filters
from workshop_crm.core.common.errors import InvalidInput


def test_empty_texts_leave_the_filters_open():
	assert FilterArguments("", None, "", None).read() == Filters()


def test_filters_go_back_into_the_reply_as_they_came():
	filters = FilterArguments(
		"2025-01-01", "2025-12-31", "High Risk", "Brakes", "North", "Gold", "Toyota"
	).read()
	assert filters.from_date == date(2025, 1, 1)
	assert filters.as_dict() == {
		"from_date": "2025-01-01",
		"to_date": "2025-12-31",
		"segment": "High Risk",
		"service_type": "Brakes",
		"branch": "North",
		"tier": "Gold",
		"vehicle_make": "Toyota",
	}


@pytest.mark.parametrize(
	("arguments", "word"),
	[
		({"from_date": "31/12/2025"}, "31/12/2025"),
		({"to_date": "2025-02-30"}, "2025-02-30"),
		({"from_date": "2025-02-02", "to_date": "2025-02-01"}, "Swap"),
		({"segment": "Champions"}, "Champions"),
	],
)
def test_a_filter_that_cannot_be_used_is_named(arguments: dict[str, str], word: str):
	with pytest.raises(InvalidInput, match=word):
		FilterArguments(**arguments).read()
