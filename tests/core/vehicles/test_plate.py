import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.names.plates import NO_PLATE, parse_plate
from workshop_crm.core.vehicles.plate import changed_plate, plate_and_vin, shown_plate
from workshop_crm.core.vehicles.plates_anew import StoredPlate, read_anew
from workshop_crm.core.vehicles.vehicle import plate_fields

VIN = "1M8GDM9AXKP042788"
OLD_VIN = "SE3P-100001"
STORED = parse_plate("JBA 1234")


@pytest.mark.parametrize(
	("plate", "vin", "read"),
	[
		("JBA 1234", VIN, (STORED, VIN)),
		("بدون لوحة", VIN, (NO_PLATE, VIN)),
		("", VIN, (NO_PLATE, VIN)),
		(VIN.lower(), "", (NO_PLATE, VIN.lower())),
		(OLD_VIN, OLD_VIN.lower(), (NO_PLATE, OLD_VIN.lower())),
	],
)
def test_a_car_has_a_plate_or_a_chassis_number(plate, vin, read):
	assert plate_and_vin({"plate": plate, "vin": vin}, "SA") == read


@pytest.mark.parametrize("plate", ["", "NEW", None])
def test_a_car_with_neither_is_refused(plate):
	with pytest.raises(InvalidInput, match="chassis number") as error:
		plate_and_vin({"plate": plate}, "SA")
	assert error.value.field == "plate"


def test_what_the_screen_was_shown_comes_back_unread():
	"""The workshop may have moved to another country since."""
	for shown in (STORED.latin, STORED.arabic):
		assert changed_plate(STORED, VIN, {"plate": shown}, "US") == (STORED, VIN)
	assert changed_plate(STORED, VIN, {}, "US") == (STORED, VIN)
	assert changed_plate(STORED, VIN, {"plate": "NEW"}, "SA") == (NO_PLATE, VIN)
	assert changed_plate(NO_PLATE, VIN, {"plate": "JBA 1234"}, "SA") == (STORED, VIN)
	with pytest.raises(InvalidInput, match="chassis number"):
		changed_plate(NO_PLATE, VIN, {"vin": ""}, "SA")


@pytest.mark.parametrize(
	("latin", "name", "vin", "shown"),
	[("JBA 1234", "JBA 1234", VIN, "JBA 1234"), (None, "KX 55", VIN, "KX 55"), ("", VIN, VIN.lower(), "")],
)
def test_a_car_without_a_plate_shows_none_and_one_of_before_its_name(latin, name, vin, shown):
	assert shown_plate(latin, name, vin) == shown


def stored(vehicle: str, text: str, key: str, vin: str = "") -> StoredPlate:
	fields = {"plate_latin": text, "plate_ar": text, "plate_key": key, "plate_origin": ""}
	return StoredPlate(vehicle, text, vin, fields)


def test_plates_are_read_anew_but_for_those_of_two_cars_and_those_nobody_can_read():
	changes, same = read_anew(
		[
			stored("one", "1/12345", "112345"),
			stored("two", "DXB A 5", "DXBA5"),
			stored("three", "دبي A 5", "دبيA5"),
			stored("four", "???", ""),
			stored("five", VIN, VIN, VIN),
			StoredPlate("six", "JBA 1234", "", plate_fields(STORED)),
		],
		"SA",
	)
	assert {vehicle: fields["plate_key"] for vehicle, fields in changes.items()} == {
		"one": "KW:1-12345",
		"five": "",
	}
	assert [(one.key, [car.vehicle for car in one.cars]) for one in same] == [("AE-DU:A5", ["two", "three"])]
