"""A row of a customers file as a checked record."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.profile import fields as single_values
from workshop_crm.core.profile.customer import check_customer
from workshop_crm.preview.imports.cells import Rule, identifier, short, truth
from workshop_crm.preview.imports.kinds import Kind, Missing
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
	plates: tuple[Plate, ...]


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
			values.get("plates", ()),
		)

	rules = {
		"id": Rule(identifier),
		"name": Rule(short, CORRECT),
		"name_ar": Rule(short),
		"phone": Rule(lru_cache(maxsize=None)(lambda text: parse_phone(_first_number(text), region))),
		"email": Rule(_email),
		"language": Rule(_language),
		"disabled": Rule(truth),
		"plates": Rule(read_plates),
	}
	return Kind(rules, _check, build)


def read_plates(text: str) -> tuple[Plate, ...]:
	"""The plates of a cell, between commas, semicolons, strokes or line ends; raises InvalidInput for one that is none."""
	return tuple(parse_plate(part) for part in _BETWEEN_PLATES.split(text) if part.strip())


def _check(values: Mapping[str, Any]) -> Missing | None:
	if "name" in values or "name_ar" in values:
		return None
	return Missing("name", InvalidInput(N_("The customer has no name.")), FILL)


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
