"""The answer to a chassis number while it is typed, as plain JSON values: what it says, whose it is, what speaks against it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput, Named
from workshop_crm.core.names.cars import known_make
from workshop_crm.core.names.vin_reading import read_vin
from workshop_crm.core.names.vins import VIN_LENGTH
from workshop_crm.core.vehicles.plate_view import Owner
from workshop_crm.core.vehicles.vin import check_vin, is_vin, kept_vin

Translate = Callable[[str], str]


def vin_so_far(text: str) -> str:
	"""The number that is being typed, as it is stored; empty for nothing."""
	return kept_vin(text).vin


def vin_view(
	text: str,
	make: str,
	today: date,
	car: dict[str, Any] | None,
	translate: Translate,
) -> dict[str, Any]:
	"""What `text` says by itself, and what speaks against it or against the `make` beside it.

	`car` is the one that has the number, see `known_car`. `problem` and `doubt` are sentences or empty: a problem keeps the
	number from being saved as it is, a doubt does not. A number that may still be typed on has no problem.
	"""
	vin = vin_so_far(text)
	problem = _problem(text)
	reading = read_vin(vin, today) if is_vin(vin) else read_vin("", today)
	named = known_make(make)
	is_other = named is not None and reading.contradicts(named.name)
	return {
		"vin": vin,
		"make": reading.make,
		"make_ar": _arabic(reading.make),
		"country": translate(reading.country) if reading.country else "",
		"year": reading.year,
		"is_year_sure": reading.is_year_sure,
		"problem": problem.text(translate) if problem else "",
		"doubt": _other_make(make, reading.makes[0]).text(translate) if is_other else "",
		**(car or {"vehicle": None, "plate_latin": "", "plate_ar": "", "owner": None, "owned": False}),
	}


def known_car(
	vehicle: str, plate_latin: str, plate_ar: str, is_owned: bool, owner: Owner | None
) -> dict[str, Any]:
	"""The car that has the number already; of a car whose `owner` the user may not know, no more than that it has one."""
	is_shown = owner is not None or not is_owned
	return {
		"vehicle": vehicle if is_shown else None,
		"plate_latin": plate_latin if is_shown else "",
		"plate_ar": plate_ar if is_shown else "",
		"owner": owner and {"customer": owner.customer, "name": owner.name, "name_ar": owner.name_ar},
		"owned": is_owned,
	}


def _problem(text: str) -> InvalidInput | None:
	"""None for what may become a number when more is typed."""
	try:
		check_vin(text)
	except InvalidInput as error:
		return None if _is_beginning(vin_so_far(text)) else error
	return None


def _is_beginning(vin: str) -> bool:
	characters = vin.replace("-", "").replace(" ", "")
	return len(characters) < VIN_LENGTH and characters.isascii() and characters.isalnum()


def _other_make(make: str, built: str) -> InvalidInput:
	return InvalidInput(
		N_("By this chassis number the car is a {built}, not a {make}. Compare the number with the car."),
		built=Named(built, _arabic(built)),
		make=make,
	).at("vin")


def _arabic(make: str) -> str:
	found = known_make(make)
	return found.arabic if found else ""
