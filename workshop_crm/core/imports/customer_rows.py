"""A row of a customers file as a checked record."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from workshop_crm.core.common import fields as single_values
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.customers.notes import safe_notes
from workshop_crm.core.customers.preferences import read_preferences
from workshop_crm.core.imports.cells import Rule, identifier, name, truth
from workshop_crm.core.imports.customer_names import PARTS, names_of
from workshop_crm.core.imports.kinds import Kind, Missing
from workshop_crm.core.imports.phone_cells import Phones, read_phones
from workshop_crm.core.imports.plate_cells import split_plates, split_vins
from workshop_crm.core.imports.problems import CORRECT, FILL
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.no_plate import is_no_plate
from workshop_crm.core.names.phones import with_extension
from workshop_crm.core.names.plates import NO_PLATE, Plate, parse_plate
from workshop_crm.core.vehicles.vin import IMPORTED_AS_WRITTEN, check_vin

LANGUAGES = {
	fold(name): code
	for code, names in {
		"ar": ("ar", "Arabic", "العربية", "عربي"),
		"en": ("en", "English", "الإنجليزية", "إنجليزي"),
	}.items()
	for name in names
}
NO_VIN = ("", "")
WITHOUT_PLATE = "VIN:"
NO_PHONE = Phones(())
PHONES = ("phone", "other_phone", "third_phone")
# What a row of totals has nothing of.
_OF_A_PERSON = (*PHONES, "email", "vins")


class ImportedCar(NamedTuple):
	"""`plate` is NO_PLATE for a car that has none yet. `vin_reason` is set where the check digit does not fit; no `vin` keeps
	what is stored."""

	plate: Plate
	vin: str = ""
	vin_reason: str = ""

	@property
	def key(self) -> str:
		return car_key(self.plate.key, self.vin)


def car_key(plate_key: str, vin: str) -> str:
	"""Equal for rows about one car: its plate's key, or its chassis number while it has no plate."""
	return plate_key or f"{WITHOUT_PLATE}{vin}"


class CustomerRow(NamedTuple):
	"""Empty text, None and () stand for "the file says nothing": what is stored already stays.

	`remarks` is what stood beside phone numbers; it goes below the notes.
	"""

	line: int
	id: str
	name: str
	name_ar: str
	phones: tuple[str, ...]
	extension: str
	email: str
	language: str
	disabled: bool | None
	emergency_contact: str
	emergency_phone: str
	emergency_extension: str
	preferences: str
	notes: str
	remarks: tuple[str, ...]
	cars: tuple[ImportedCar, ...]


def customers_kind(region: str, today: date) -> Kind:
	"""How the rows of a customers file are read."""

	def build(line: int, values: Mapping[str, Any]) -> CustomerRow:
		latin, arabic = names_of(values)
		checked = check_customer({"name": latin, "name_ar": arabic}, region, today)
		numbers, extension, remarks = _phones(values)
		emergency = values.get("emergency_phone", NO_PHONE)
		return CustomerRow(
			line,
			values.get("id", ""),
			checked.name,
			checked.name_ar,
			numbers,
			extension,
			values.get("email", ""),
			values.get("language", ""),
			values.get("disabled"),
			values.get("emergency_contact", ""),
			next(iter(emergency.numbers), ""),
			emergency.extension,
			values.get("preferences", ""),
			values.get("notes", ""),
			remarks,
			read_cars(values),
		)

	phones = lru_cache(maxsize=None)(lambda text: read_phones(text, region))
	rules = {
		"id": Rule(identifier),
		"name": Rule(name, CORRECT),
		"name_ar": Rule(name, may_say_none=True),
		**{part: Rule(name) for part in PARTS},
		**{field: Rule(phones, keeps_lines=True, may_say_none=True) for field in PHONES},
		"email": Rule(_email, may_say_none=True),
		"language": Rule(_language, may_say_none=True),
		"disabled": Rule(truth),
		"emergency_contact": Rule(name, may_say_none=True),
		"emergency_phone": Rule(phones, keeps_lines=True, may_say_none=True),
		"preferences": Rule(lambda text: read_preferences(text).as_json()),
		"notes": Rule(safe_notes, keeps_lines=True),
		"plates": Rule(
			lambda text: read_plates(text, region),
			keeps_lines=True,
			before=("plate_origin", "plate_letters"),
			behind=("other_plate",),
		),
		"vins": Rule(_read_vins, keeps_lines=True, may_say_none=True),
	}
	return Kind(rules, _check, build, lambda values: not any(values.get(field) for field in _OF_A_PERSON))


def joined_notes(notes: str, remarks: Iterable[str]) -> str:
	"""The notes as HTML, with a paragraph for each remark below them."""
	return notes + "".join(safe_notes(remark) for remark in remarks)


def read_plates(text: str, region: str) -> tuple[Plate, ...]:
	"""The plates of a cell, NO_PLATE where words say that there is none yet; raises InvalidInput for what is none."""
	return tuple(
		NO_PLATE if is_no_plate(plate) else parse_plate(plate, region) for plate in split_plates(text)
	)


def read_cars(values: Mapping[str, Any]) -> tuple[ImportedCar, ...]:
	"""The cars of a row, each plate with the chassis number in the same place of its cell.

	A chassis number alone is a car without a plate, and words for no plate alone are no car.
	Raises InvalidInput when there are not as many of the one as of the other.
	"""
	plates: tuple[Plate, ...] = values.get("plates") or ()
	vins: tuple[tuple[str, str], ...] = values.get("vins") or ()
	while len(vins) > len(plates) and vins[-1] == NO_VIN:
		vins = vins[:-1]
	if vins and not plates:
		plates = tuple(NO_PLATE for _vin in vins)
	if vins and len(vins) != len(plates):
		raise InvalidInput(
			N_(
				"There are {vins} chassis numbers for {plates} plates. Give each plate its own, in one order."
			),
			vins=len(vins),
			plates=len(plates),
		)
	vins = vins or tuple(NO_VIN for _plate in plates)
	cars = (ImportedCar(plate, vin, reason) for plate, (vin, reason) in zip(plates, vins, strict=True))
	return tuple(car for car in cars if car.plate.key or car.vin)


def _read_vins(text: str) -> tuple[tuple[str, str], ...]:
	"""(chassis number, reason) of each part of a cell. One that is no chassis number at all raises InvalidInput."""
	return tuple(_read_vin(part) if part else NO_VIN for part in split_vins(text))


def _read_vin(text: str) -> tuple[str, str]:
	"""The reason is empty when the number needs none."""
	vin = check_vin(text, IMPORTED_AS_WRITTEN)
	return vin.vin, vin.reason


def _check(values: Mapping[str, Any]) -> Missing | None:
	if not any(field in values for field in ("name", "name_ar", *PARTS)):
		return Missing("name", InvalidInput(N_("The customer has no name.")), FILL)
	return check_cars(values)


def check_cars(values: Mapping[str, Any]) -> Missing | None:
	"""What is wrong with the plates and chassis numbers of a row beside each other."""
	if None in (values.get("plates", ()), values.get("vins", ())):
		return None  # one of them is refused already
	try:
		read_cars(values)
	except InvalidInput as error:
		return Missing("vins", error, CORRECT)
	return None


def _phones(values: Mapping[str, Any]) -> tuple[tuple[str, ...], str, tuple[str, ...]]:
	"""All numbers of a row, the main one first, the extension of that one, and what stands beside them."""
	cells = [values[field] for field in PHONES if values.get(field)]
	if not cells:
		return (), "", ()
	first, *others = cells
	numbers = tuple(dict.fromkeys(number for cell in cells for number in cell.numbers))
	beside = [first.rest, *(cell.rest for cell in others)]
	beside += [with_extension(cell.numbers[0], cell.extension) for cell in others if cell.extension]
	return numbers, first.extension, tuple(text for text in beside if text)


def _email(text: str) -> str:
	return single_values.email({"email": text.removeprefix("mailto:")}, "email") or ""


def _language(text: str) -> str:
	language = LANGUAGES.get(fold(text))
	if language is None:
		raise InvalidInput(
			N_("{language} is not one of the languages Arabic and English."), language=text[:40]
		)
	return language
