"""A row of a customers file as a checked record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from workshop_crm.core.common import fields as single_values
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.customers.notes import safe_notes
from workshop_crm.core.customers.preferences import read_preferences
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.vehicles.vin import check_vin
from workshop_crm.preview.imports.cells import Rule, identifier, short, truth
from workshop_crm.preview.imports.kinds import Kind, Missing
from workshop_crm.preview.imports.problems import CORRECT, FILL
from workshop_crm.preview.vehicles.vehicle_store import IMPORTED_AS_WRITTEN

LANGUAGES = {
	fold(name): code
	for code, names in {
		"ar": ("ar", "Arabic", "العربية", "عربي"),
		"en": ("en", "English", "الإنجليزية", "إنجليزي"),
	}.items()
	for name in names
}
NO_VIN = ("", "")
_BETWEEN = re.compile(r"[,،;؛/|\n]")
_BETWEEN_PHONES = re.compile(r"[,،;؛/|&\n]|\s-\s|\s(?:or|and|أو|او)\s", re.IGNORECASE)
# As Excel writes numbers of which it has kept all digits, and only the first ones.
_WHOLE_NUMBER = re.compile(r"(\+?\d+)\.0+")
_SHORTENED = re.compile(r"\d(?:[.,]\d+)?E\+?\d+", re.IGNORECASE)


class ImportedCar(NamedTuple):
	"""`vin_reason` is set where the chassis number's check digit does not fit; no `vin` keeps what is stored."""

	plate: Plate
	vin: str = ""
	vin_reason: str = ""


class CustomerRow(NamedTuple):
	"""Empty text, None and () stand for "the file says nothing": what is stored already stays."""

	line: int
	id: str
	name: str
	name_ar: str
	phone: str
	email: str
	language: str
	disabled: bool | None
	emergency_contact: str
	emergency_phone: str
	preferences: str
	notes: str
	cars: tuple[ImportedCar, ...]


def customers_kind(region: str, today: date) -> Kind:
	"""How the rows of a customers file are read."""

	def build(line: int, values: Mapping[str, Any]) -> CustomerRow:
		names = {field: values.get(field, "") for field in ("name", "name_ar")}
		checked = check_customer(names, region, today)
		return CustomerRow(
			line,
			values.get("id", ""),
			checked.name,
			checked.name_ar,
			values.get("phone", ""),
			values.get("email", ""),
			values.get("language", ""),
			values.get("disabled"),
			values.get("emergency_contact", ""),
			values.get("emergency_phone", ""),
			values.get("preferences", ""),
			values.get("notes", ""),
			read_cars(values),
		)

	read_phone = lru_cache(maxsize=None)(lambda text: _read_phone(text, region))
	rules = {
		"id": Rule(identifier),
		"name": Rule(short, CORRECT),
		"name_ar": Rule(short),
		"phone": Rule(read_phone, keeps_lines=True),
		"email": Rule(_email),
		"language": Rule(_language),
		"disabled": Rule(truth),
		"emergency_contact": Rule(short),
		"emergency_phone": Rule(read_phone, keeps_lines=True),
		"preferences": Rule(lambda text: read_preferences(text).as_json()),
		"notes": Rule(safe_notes, keeps_lines=True),
		"plates": Rule(read_plates, keeps_lines=True),
		"vins": Rule(_read_vins, keeps_lines=True),
	}
	return Kind(rules, _check, build)


def read_plates(text: str) -> tuple[Plate, ...]:
	"""The plates of a cell, between commas, semicolons, strokes or line ends; raises InvalidInput for one that is none."""
	return tuple(parse_plate(part) for part in _BETWEEN.split(text) if part.strip())


def read_cars(values: Mapping[str, Any]) -> tuple[ImportedCar, ...]:
	"""The cars of a row, each plate with the chassis number in the same place of its cell.

	Raises InvalidInput when there are not as many of the one as of the other.
	"""
	plates: tuple[Plate, ...] = values.get("plates") or ()
	vins: tuple[tuple[str, str], ...] = values.get("vins") or ()
	while len(vins) > len(plates) and vins[-1] == NO_VIN:
		vins = vins[:-1]
	if vins and len(vins) != len(plates):
		raise InvalidInput(
			N_(
				"There are {vins} chassis numbers for {plates} plates. Give each plate its own, in one order."
			),
			vins=len(vins),
			plates=len(plates),
		)
	if not vins:
		return tuple(ImportedCar(plate) for plate in plates)
	return tuple(ImportedCar(plate, vin, reason) for plate, (vin, reason) in zip(plates, vins, strict=True))


def _read_vins(text: str) -> tuple[tuple[str, str], ...]:
	"""(chassis number, reason) of each part of a cell. One that is no chassis number at all raises InvalidInput."""
	return tuple(_read_vin(part) if part.strip() else NO_VIN for part in _BETWEEN.split(text))


def _read_vin(text: str) -> tuple[str, str]:
	"""The reason is empty when the number needs none."""
	vin = check_vin(text, IMPORTED_AS_WRITTEN)
	return vin.vin, vin.reason


def _check(values: Mapping[str, Any]) -> Missing | None:
	if "name" not in values and "name_ar" not in values:
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


def _read_phone(text: str, region: str) -> str:
	"""The number of a cell; where sheets put several into it, the first one is the customer's. Raises InvalidInput."""
	if _SHORTENED.fullmatch(text):
		raise InvalidInput(
			N_(
				'{text} is a number that Excel has shortened: digits are lost. Give the column the format "text" and enter the number again.'
			),
			text=text[:40],
		)
	numbers = [_WHOLE_NUMBER.sub(r"\1", part.strip()) for part in _BETWEEN_PHONES.split(text)]
	try:
		return parse_phone(" ".join(text.split()) if len(numbers) > 1 else numbers[0], region)
	except InvalidInput:
		return parse_phone(numbers[0], region)


def _email(text: str) -> str:
	return single_values.email({"email": text}, "email") or ""


def _language(text: str) -> str:
	language = LANGUAGES.get(fold(text))
	if language is None:
		raise InvalidInput(
			N_("{language} is not one of the languages Arabic and English."), language=text[:40]
		)
	return language
