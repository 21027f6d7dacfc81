import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.vehicles.first_car import FirstCar, first_car


@pytest.mark.parametrize("sent", [None, {}, {"plate": "", "make": None}, {"take_over": "ABJ 1234"}])
def test_a_form_without_a_car_brings_none(sent):
	assert first_car(sent) is None


def test_a_car_brings_what_was_entered():
	sent = {"plate": "ABJ 1234", "make": "", "odometer": 0, "take_over": None}
	assert first_car(sent) == FirstCar({"plate": "ABJ 1234", "odometer": 0})


def test_a_car_that_is_taken_over_is_named_by_text():
	assert first_car({"plate": "ABJ 1234", "take_over": "ABJ 1234"}).take_over == "ABJ 1234"
	with pytest.raises(InvalidInput):
		first_car({"plate": "ABJ 1234", "take_over": ["ABJ 1234"]})
