from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.interactions import InteractionValues, check_interaction

NOW = datetime(2026, 3, 1, 10, 20, 30)


def check(**values: object) -> InteractionValues:
	return check_interaction({"kind": "Call", "text": "Hello", **values}, NOW)


def test_an_entry_comes_back_in_one_shape():
	assert check(
		direction="Incoming", happened_on="2026-02-28 09:05", text=" One \r\n two  \n"
	) == InteractionValues("Call", "Incoming", datetime(2026, 2, 28, 9, 5), "One\n two")


def test_without_a_time_it_happened_now():
	assert check().happened_on == NOW
	assert check(happened_on="").happened_on == NOW


@pytest.mark.parametrize("kind", ["Visit", "Note"])
def test_only_a_call_has_a_direction(kind):
	assert check(kind=kind, direction="Incoming").direction == ""
	assert check(direction="Outgoing").direction == "Outgoing"
	assert check().direction == ""


@pytest.mark.parametrize(
	("written", "moment"),
	[
		("2026-03-01 10:20:30", datetime(2026, 3, 1, 10, 20, 30)),
		("2026-03-01T10:20", datetime(2026, 3, 1, 10, 20)),
		("2026-03-01 10:20:30.5", datetime(2026, 3, 1, 10, 20, 30, 500_000)),
		("٢٠٢٦-٠٣-٠١ ١٠:٢٠", datetime(2026, 3, 1, 10, 20)),
		("2026-02-28", datetime(2026, 2, 28)),
		(NOW, NOW),
	],
)
def test_a_time_is_read_in_every_usual_form(written, moment):
	assert check(happened_on=written).happened_on == moment


@given(st.timedeltas(timedelta(days=-3000), timedelta(days=3000)))
def test_nothing_is_written_down_before_it_happens_but_clocks_may_differ_by_five_minutes(ahead):
	moment = NOW + ahead
	if ahead <= timedelta(minutes=5):
		assert check(happened_on=moment.isoformat()).happened_on == moment
		return
	with pytest.raises(InvalidInput, match="in the future"):
		check(happened_on=moment.isoformat())


def test_a_text_has_up_to_2000_characters():
	assert len(check(text="x" * 2000).text) == 2000
	with pytest.raises(InvalidInput, match="2001 characters"):
		check(text="x" * 2001)


@pytest.mark.parametrize(
	"values",
	[{"kind": ""}, {"kind": "Fax"}, {"direction": "Up"}, {"happened_on": "soon"}, {"text": " \n "}],
)
def test_a_refusal_names_its_field(values):
	with pytest.raises(InvalidInput) as error:
		check(**values)
	assert error.value.field == next(iter(values))
