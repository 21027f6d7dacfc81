from datetime import date

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles.vehicle import VehicleValues, check_vehicle, plate_taken, vin_taken

TODAY = date(2026, 3, 1)


def check(**values: object) -> VehicleValues:
	return check_vehicle({"plate": "ABJ 1234", **values}, TODAY)


def test_a_vehicle_comes_back_in_one_shape():
	values = check(
		make=" Toyota ", model="Land  Cruiser", year="٢٠٢٤", odometer="45,300", vin="1m8gdm9a-xkp042788"
	)
	assert values == VehicleValues(
		parse_plate("ABJ 1234"), "Toyota", "Land Cruiser", 2024, 45300, "1M8GDM9AXKP042788"
	)


def test_only_the_plate_is_required():
	assert check() == VehicleValues(parse_plate("ABJ 1234"), "", "", None, None, None)
	with pytest.raises(InvalidInput):
		check(plate="")


def test_a_new_car_has_an_odometer_of_zero():
	assert check(odometer=0).odometer == 0


@pytest.mark.parametrize("year", [1900, 2027, 2024.0, "2024"])
def test_model_years_up_to_next_years_are_accepted(year):
	assert check(year=year).year == int(year)


@pytest.mark.parametrize(
	("values", "message"),
	[
		({"year": 1899}, "1899"),
		({"year": 2028}, "2028"),
		({"year": "old"}, "old"),
		({"year": 2024.5}, "2024.5"),
		({"odometer": -1}, "-1"),
		({"odometer": 10_000_000}, "10000000"),
		({"odometer": True}, "True"),
		({"odometer": float("nan")}, "nan"),
		({"vin": "1M8GDM9AXKPO42788"}, "1M8GDM9AXKPO42788"),
		({"vin": "1M8GDM9AXKP0427881"}, "1M8GDM9AXKP0427881"),
		({"vin": "1M8GDM9A1KP042788"}, "should be X"),
		({"make": "x" * 141}, "140"),
	],
)
def test_a_value_that_cannot_be_used_is_refused_and_named(values, message):
	with pytest.raises(InvalidInput, match=message):
		check(**values)


def test_reasons_are_kept_where_they_are_needed():
	values = check(vin="BJ40-001234", vin_reason="1978 model", odometer=5, odometer_reason=" New  cluster ")
	assert (values.vin, values.vin_reason) == ("BJ40-001234", "1978 model")
	assert values.odometer_reason == "New cluster"
	assert check(vin="1M8GDM9AXKP042788", vin_reason="1978 model").vin_reason == ""


@pytest.mark.parametrize(
	"field", ["plate", "make", "model", "year", "odometer", "vin", "vin_reason", "odometer_reason"]
)
def test_a_refusal_names_its_field(field):
	with pytest.raises(InvalidInput) as error:
		check(**{field: "x" * 501})
	assert error.value.field == field


def test_what_another_car_has_is_refused_beside_its_own_field():
	assert plate_taken(check().plate).field == "plate"
	taken = vin_taken("1M8GDM9AXKP042788", "JBA 1234")
	assert (taken.field, "JBA 1234" in taken.text()) == ("vin", True)
