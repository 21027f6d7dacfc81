"""A data file of version 0.4.0 has keys of plates without an origin; only the preview opens such files by itself."""

from datetime import datetime

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.data_file import OURS, PLATES
from workshop_crm.preview.settings import change_settings
from workshop_crm.preview.workshop import Workshop

NOW = datetime(2026, 3, 10, 9, 30)
CARS = {
	"JBA1234": ("JBA 1234", "أ ب ح ١٢٣٤"),
	"112345": ("1/12345", "١/١٢٣٤٥"),
	"SHJ3777": ("SHJ 3777", "ح ه س ٣٧٧٧"),
	"DUBAIA5": ("DUBAI A 5", "DUBAI A ٥"),
	"DXBA5": ("DXB A 5", "DXB A ٥"),
}


@pytest.fixture
def reopened(tmp_path, clock):
	"""The file as 0.4.0 left it, of a workshop in this country, and opened by this version; its cars by their old keys."""

	def opened(region: str, cars: dict[str, tuple[str, str]]) -> dict[str, dict]:
		path = tmp_path / "data.sqlite3"
		workshop = Workshop(path, clock)
		with workshop.writing() as connection:
			change_settings(connection, region=region)
			names = {
				key: records.insert(
					connection,
					"Vehicle",
					{"license_plate": latin, "plate_latin": latin, "plate_ar": arabic, "plate_key": key},
					NOW,
				)
				for key, (latin, arabic) in cars.items()
			}
		with workshop.open() as connection:
			connection.execute(f"PRAGMA application_id = {OURS + PLATES - 1}")
		with Workshop(path, clock).open() as connection:
			return {key: records.get(connection, "Vehicle", name) for key, name in names.items()}

	return opened


def test_keys_get_their_origins_and_saudi_ones_stay(reopened):
	cars = reopened("SA", {key: CARS[key] for key in ("JBA1234", "112345", "DUBAIA5")})
	assert {key: (car["plate_key"], car["plate_origin"]) for key, car in cars.items()} == {
		"JBA1234": ("JBA1234", "SA"),
		"112345": ("KW:1-12345", "KW"),
		"DUBAIA5": ("AE-DU:A5", "AE-DU"),
	}


def test_the_workshops_country_decides(reopened):
	car = reopened("AE", {"A5555": ("A 5555", "أ ٥٥٥٥")})["A5555"]
	assert (car["plate_key"], car["plate_ar"]) == ("AE:A5555", "A ٥٥٥٥")


def test_cars_that_turn_out_to_have_one_plate_stay_as_they_are_and_are_told(reopened, caplog):
	cars = reopened("SA", CARS)
	for key in ("DUBAIA5", "DXBA5"):
		assert (cars[key]["plate_key"], cars[key]["plate_latin"]) == (key, CARS[key][0])
	(told,) = [record.getMessage() for record in caplog.records]
	assert "DUBAI A 5 (VEH-00004), DXB A 5 (VEH-00005)" in told
