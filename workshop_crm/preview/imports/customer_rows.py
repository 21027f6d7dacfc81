"""A row of a customers file as a checked record."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.profile import fields as single_values
from workshop_crm.core.profile.customer import check_customer
from workshop_crm.preview.imports.cells import Cells, identifier
from workshop_crm.preview.imports.problems import CORRECT, FILL

LANGUAGES = {
	fold(name): code
	for code, names in {
		"ar": ("ar", "Arabic", "العربية", "عربي"),
		"en": ("en", "English", "الإنجليزية", "إنجليزي"),
	}.items()
	for name in names
}
_BETWEEN_PLATES = re.compile(r"[,،;؛/|\n]+")


@dataclass(frozen=True, slots=True)
class CustomerRow:
	"""Empty text, None and () stand for "the file says nothing": what is stored already stays."""

	line: int
	id: str
	name: str
	name_ar: str
	phone: str
	email: str
	language: str
	disabled: bool | None
	plates: tuple[Plate, ...]


def customer_reader(
	columns: dict[str, int], region: str, today: date
) -> Callable[[Cells], CustomerRow | None]:
	"""A function that reads the cells of one row; None when one of them was refused."""
	phone_of = lru_cache(maxsize=None)(lambda text: parse_phone(_first_number(text), region))

	def read(cells: Cells) -> CustomerRow | None:
		name, name_ar = _names(cells, region, today)
		row = CustomerRow(
			cells.line,
			cells.read("id", identifier) or "",
			name,
			name_ar,
			cells.read("phone", phone_of) or "",
			cells.read("email", _email) or "",
			cells.read("language", _language) or "",
			cells.truth("disabled") if "disabled" in columns else None,
			cells.read("plates", read_plates) or (),
		)
		return None if cells.refusals else row

	return read


def read_plates(text: str) -> tuple[Plate, ...]:
	"""The plates of a cell, between commas, semicolons, strokes or line ends; raises InvalidInput for one that is none."""
	return tuple(parse_plate(part) for part in _BETWEEN_PLATES.split(text) if part.strip())


def _names(cells: Cells, region: str, today: date) -> tuple[str, str]:
	name, name_ar = cells.text("name"), cells.text("name_ar")
	field = "name" if name or not name_ar else "name_ar"
	if not name and not name_ar:
		cells.refuse(field, InvalidInput(N_("The customer has no name.")), FILL)
		return "", ""
	try:
		checked = check_customer({"name": name, "name_ar": name_ar}, region, today)
	except InvalidInput as error:
		cells.refuse(field, error, CORRECT)
		return "", ""
	return checked.name, checked.name_ar


def _first_number(text: str) -> str:
	"""Sheets put several numbers into one cell; the first one is the customer's."""
	return re.split(r"[,،;؛/|\n]", text)[0]


def _email(text: str) -> str:
	return single_values.email({"email": text}, "email") or ""


def _language(text: str) -> str:
	language = LANGUAGES.get(fold(text))
	if language is None:
		raise InvalidInput(
			N_("{language} is not one of the languages Arabic and English."), language=text[:40]
		)
	return language
