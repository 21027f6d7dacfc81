"""Days of the week as owners type them."""

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.weekdays import check_weekdays, weekdays_in


@pytest.mark.parametrize(
	("text", "days"),
	[
		("", ()),
		("Friday, saturday", (4, 5)),
		("الجمعة، السبت", (4, 5)),
		("الجمعه؛ الاحد", (4, 6)),
		(" fri ;mon,", (4, 0)),
	],
)
def test_days_are_read_in_either_language(text, days):
	check_weekdays(text)
	assert weekdays_in(text) == frozenset(days)


@pytest.mark.parametrize("text", ["Friday, Satruday", "الجمعة والسبت", "5"])
def test_a_word_that_is_no_day_is_refused(text):
	with pytest.raises(InvalidInput, match="not a day of the week"):
		check_weekdays(text)
