"""Messages that nobody could answer, or that never go, are refused before the survey is saved."""

from dataclasses import replace

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.cadence import MAX_CONTACTS
from workshop_crm.core.surveys.cadence_check import Row, check_row
from workshop_crm.core.surveys.defaults import DAY

FIRST = Row(0, "Survey invitation", "Survey Invitation", has_link=True)
LATER = Row(DAY, "Survey reminder", "Survey Reminder", has_link=True)


def check(*rows: Row, valid_days: int = 14) -> None:
	for place in range(len(rows)):
		check_row(rows, place, valid_days)


@pytest.mark.parametrize(
	"rows",
	[
		(),
		(FIRST,),
		(FIRST, LATER, replace(LATER, delay_minutes=3 * DAY)),
		(replace(FIRST, delay_minutes=60 * DAY), replace(LATER, delay_minutes=60)),
		(FIRST, replace(LATER, delay_minutes=14 * DAY - 1)),
		(FIRST, *[LATER] * (MAX_CONTACTS - 1)),
	],
)
def test_messages_that_can_go_are_taken(rows):
	check(*rows)


@pytest.mark.parametrize(
	("rows", "field", "says"),
	[
		((FIRST, *[replace(LATER, delay_minutes=60)] * MAX_CONTACTS), "", "at most 10 messages"),
		((replace(FIRST, delay_minutes=-1),), "delay_minutes", "60 days"),
		((replace(FIRST, delay_minutes=400 * DAY),), "delay_minutes", "60 days"),
		((FIRST, replace(LATER, delay_minutes=0)), "delay_minutes", "at least 60 minutes"),
		((FIRST, LATER, replace(LATER, delay_minutes=13 * DAY)), "delay_minutes", "link has expired"),
		((replace(FIRST, purpose="Survey Thanks"),), "template", "meant for Survey Thanks"),
		((replace(FIRST, purpose="Points Statement"),), "template", "meant for Points Statement"),
		((FIRST, replace(LATER, purpose="Opt-out Confirmation")), "template", "meant for Opt-out"),
		((replace(FIRST, has_link=False),), "template", "without {link}"),
		((replace(FIRST, is_template_on=False),), "template", "turned off"),
	],
)
def test_messages_that_nobody_could_answer_or_that_never_go_are_refused_at_their_field(rows, field, says):
	with pytest.raises(InvalidInput, match=says) as refused:
		check(*rows)
	assert (refused.value.field or "") == field
