"""A customer's vehicle as a form or an import sends it, checked and normalised."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, Conflict, Term, about
from workshop_crm.core.common.limits import MAX_ODOMETER
from workshop_crm.core.names.plate_origins import origin_label
from workshop_crm.core.names.plates import Plate
from workshop_crm.core.vehicles.plate import plate_and_vin
from workshop_crm.core.vehicles.vin import Vin, check_vin

MIN_YEAR = 1900
# Characters of the reason for a lower reading.
MAX_REASON = 500


@dataclass(frozen=True, slots=True)
class VehicleValues:
	"""A normalised vehicle: `odometer` in the workshop's unit, `vin` in capitals without blanks or hyphens.

	`plate` is NO_PLATE where the car has none yet, and then there is a `vin`.

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


def check_vehicle(values: Mapping[str, object], today: date, region: str = "SA") -> VehicleValues:
	"""Check a vehicle; a plate or a chassis number is required, a missing field is an empty one. Raises InvalidInput.

	`values` has the keys plate, make, model, year (up to next year's models), odometer, vin, vin_reason,
	odometer_reason. `region` is the workshop's country, for plates that do not say theirs.
	"""
	plate, number = plate_and_vin(values, region)
	with about("vin"):
		vin = check_vin(number, _text(values, "vin_reason"))
	return check_details(values, plate, vin, today)


def check_details(values: Mapping[str, object], plate: Plate, vin: Vin, today: date) -> VehicleValues:
	"""As `check_vehicle`, of a car whose plate and chassis number are checked already."""
	return VehicleValues(
		plate=plate,
		make=_text(values, "make"),
		model=_text(values, "model"),
		year=model_year(values.get("year"), today),
		odometer=reading(values.get("odometer")),
		vin=vin.vin or None,
		vin_reason=vin.reason,
		odometer_reason=lower_reading_reason(values.get("odometer_reason")),
	)


def model_year(value: object, today: date) -> int | None:
	"""A model year up to next year's, None when missing. Raises InvalidInput."""
	with about("year"):
		return fields.whole_number({"year": value}, "year", MIN_YEAR, today.year + 1)


def reading(value: object) -> int | None:
	"""What an odometer shows, in km; None when missing. Raises InvalidInput."""
	with about("odometer"):
		return fields.whole_number({"odometer": value}, "odometer", 0, MAX_ODOMETER)


def lower_reading_reason(value: object) -> str:
	"""Why the odometer shows less than before, on one line. Raises InvalidInput over MAX_REASON characters."""
	with about("odometer_reason"):
		return fields.one_line(value, MAX_REASON)


def plate_fields(plate: Plate) -> dict[str, str]:
	"""The plate as a Vehicle holds it beside what was typed."""
	return {
		"plate_latin": plate.latin,
		"plate_ar": plate.arabic,
		"plate_key": plate.key,
		"plate_origin": plate.origin,
	}


def plate_taken(plate: Plate) -> Conflict:
	"""The refusal of a plate that another car has: it may be the same one, or the plate was misread."""
	if not plate.origin:
		return Conflict(
			N_(
				"Another vehicle has the plate {plate} already. Compare it with the car, and open that vehicle if it is this one."
			),
			plate=plate.latin,
		).at("plate")
	return Conflict(
		N_(
			"Another vehicle has the plate {plate} ({origin}) already. Compare it with the car, and open that vehicle if it is this one."
		),
		plate=plate.latin,
		origin=Term(origin_label(plate.origin)),
	).at("plate")


def vin_taken(vin: str, vehicle: str) -> Conflict:
	"""The refusal of a VIN that `vehicle` has; chassis numbers that are no VINs may be given to two cars."""
	return Conflict(
		N_("The chassis number {vin} is that of {vehicle} already. Open that vehicle, or check the number."),
		vin=vin,
		vehicle=vehicle,
	).at("vin")


def _text(values: Mapping[str, object], field: str) -> str:
	with about(field):
		return fields.text(values, field)
