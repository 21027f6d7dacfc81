"""A customer's vehicle as a form or an import sends it, checked and normalised."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.profile import fields

OLDEST_YEAR = 1900
HIGHEST_ODOMETER = 9_999_999
# ISO 3779: 17 characters without I, O and Q. Older and imported vehicles have shorter chassis numbers.
_VIN = re.compile(r"[A-HJ-NPR-Z0-9]{17}|[A-Z0-9]{5,16}")


@dataclass(frozen=True, slots=True)
class VehicleValues:
	"""A normalised vehicle: `odometer` in the workshop's unit, `vin` in capitals without blanks or hyphens."""

	plate: Plate
	make: str
	model: str
	year: int | None
	odometer: int | None
	vin: str | None


def check_vehicle(values: Mapping[str, object], today: date) -> VehicleValues:
	"""Check a vehicle; only `plate` is required, a missing field is an empty one. Raises InvalidInput.

	`values` has the keys plate, make, model, year (up to next year's models), odometer, vin.
	"""
	return VehicleValues(
		plate=parse_plate(fields.text(values, "plate")),
		make=fields.text(values, "make"),
		model=fields.text(values, "model"),
		year=fields.whole_number(values, "year", OLDEST_YEAR, today.year + 1),
		odometer=fields.whole_number(values, "odometer", 0, HIGHEST_ODOMETER),
		vin=_vin(fields.text(values, "vin")),
	)


def _vin(written: str) -> str | None:
	vin = re.sub(r"[\s-]", "", written).upper()
	if not vin:
		return None
	if not _VIN.fullmatch(vin):
		raise InvalidInput(
			N_(
				"{vin} is not a chassis number. It has 17 letters and digits without I, O and Q, or fewer if older."
			),
			vin=vin,
		)
	return vin
