import pytest

from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.vehicles.plate_view import foreign_origin, plate_view


def arabic(text: str) -> str:
	return {"Kuwait": "الكويت", "Saudi Arabia": "السعودية"}.get(text, text)


def test_the_origin_is_told_in_the_readers_language():
	view = plate_view(parse_plate("1/12345"), None, False, None, arabic)
	assert (view["origin"], view["origin_label"]) == ("KW", "الكويت")
	assert plate_view(parse_plate("A 12345"), None, False, None, arabic)["origin_label"] == ""


@pytest.mark.parametrize(
	("region", "typed", "shown"),
	[
		("SA", "1/12345", "Kuwait"),
		("KW", "1/12345", ""),
		("KW", "JBA 1234", "Saudi Arabia"),
		("SA", "Dubai A 5555", ""),
		("AE", "KSA A 5555", ""),
		("SA", "A 12345", ""),
	],
)
def test_a_stored_plate_says_its_origin_where_it_is_foreign_and_not_written_on_it(region, typed, shown):
	plate = parse_plate(typed, region)
	assert foreign_origin(plate.latin, plate.origin, region, str) == shown
