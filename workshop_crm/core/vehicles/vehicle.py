"""A customer's vehicle as a form or an import sends it, checked and normalised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import about
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.vehicles.vin import check_vin

OLDEST_YEAR = 1900
HIGHEST_ODOMETER = 9_999_999


@dataclass(frozen=True, slots=True)
class VehicleValues:
	"""A normalised vehicle: `odometer` in the workshop's unit, `vin` in capitals without blanks or hyphens.

	`vin_reason` is empty unless the VIN needs it. `odometer_reason` is what `odometer.check_reading` takes, which the
	host calls with the reading it knows.
	"""

	plate: Plate
	make: str
	model: str
	year: int | None
	odometer: int | None
	vin: str | None
	vin_reason: str = ""
	odometer_reason: str = ""


def check_vehicle(values: Mapping[str, object], today: date) -> VehicleValues:
	"""Check a vehicle; only `plate` is required, a missing field is an empty one. Raises InvalidInput.

	`values` has the keys plate, make, model, year (up to next year's models), odometer, vin, vin_reason,
	odometer_reason.
	"""
	with about("plate"):
		plate = parse_plate(fields.text(values, "plate"))
	with about("vin"):
		vin = check_vin(fields.text(values, "vin"), _text(values, "vin_reason"))
	return VehicleValues(
		plate=plate,
		make=_text(values, "make"),
		model=_text(values, "model"),
		year=_whole_number(values, "year", OLDEST_YEAR, today.year + 1),
		odometer=_whole_number(values, "odometer", 0, HIGHEST_ODOMETER),
		vin=vin.vin or None,
		vin_reason=vin.reason,
		odometer_reason=_text(values, "odometer_reason"),
	)


def _text(values: Mapping[str, object], field: str) -> str:
	with about(field):
		return fields.text(values, field)


def _whole_number(values: Mapping[str, object], field: str, lowest: int, highest: int) -> int | None:
	with about(field):
		return fields.whole_number(values, field, lowest, highest)
