import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.vehicles.odometer import check_reading
from workshop_crm.core.vehicles.vehicle import MAX_ODOMETER

READINGS = st.integers(0, MAX_ODOMETER)


@given(READINGS, READINGS)
def test_only_a_lower_reading_needs_a_reason_and_then_corrects_the_known_one(known, reading):
	assert check_reading(known, reading, "The cluster was replaced") == (reading < known)
	if reading >= known:
		assert check_reading(known, reading) is False
		return
	with pytest.raises(InvalidInput, match="give the reason") as error:
		check_reading(known, reading)
	assert error.value.values == {"known": known, "odometer": reading}
	assert error.value.field == "odometer_reason"


@given(READINGS)
def test_the_first_reading_may_be_any(reading):
	assert check_reading(None, reading) is False


def test_blanks_are_no_reason():
	with pytest.raises(InvalidInput):
		check_reading(10, 9, "  ")


@pytest.mark.parametrize("reading", [-1, MAX_ODOMETER + 1])
def test_what_no_odometer_shows_is_refused_even_with_a_reason(reading):
	with pytest.raises(InvalidInput, match="whole number"):
		check_reading(10, reading, "Seen")
