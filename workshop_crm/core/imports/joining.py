"""Two sources that speak of one customer: which value stands, what is added, and where they contradict each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.customers.notes import safe_notes
from workshop_crm.core.imports.customer_rows import CustomerRow, joined_notes
from workshop_crm.core.imports.persons import names_of
from workshop_crm.core.imports.stored import CustomerFacts
from workshop_crm.core.names.fold import fold

# What two rows of one customer may not fill differently.
SINGLE = ("email", "language", "emergency_contact", "emergency_phone", "preferences")

EXTENSIONS = {"phone": "phone_extension", "emergency_phone": "emergency_extension"}
EMERGENCY = ("emergency_contact", "emergency_phone", "emergency_extension")


def facts_of(row: CustomerRow) -> CustomerFacts:
	"""What a row says, empty where it says nothing."""
	return CustomerFacts(
		name=row.name,
		name_ar=row.name_ar,
		language=row.language,
		phone=row.phones[0] if row.phones else "",
		phone_extension=row.extension,
		email=row.email,
		emergency_contact=row.emergency_contact,
		emergency_phone=row.emergency_phone,
		emergency_extension=row.emergency_extension,
		preferences=row.preferences,
		notes=joined_notes(row.notes, row.remarks),
		disabled=bool(row.disabled),
	)


def overridden(stored: CustomerFacts, row: CustomerRow) -> CustomerFacts:
	"""A row about a customer whom it names by the ID: what it says stands, what it leaves empty stays, notes are added."""
	said = facts_of(row)
	values = {field: value for field in CustomerFacts.__slots__ if (value := getattr(said, field))}
	# An extension belongs to its number.
	for phone, extension in EXTENSIONS.items():
		if getattr(said, phone) not in ("", getattr(stored, phone)):
			values[extension] = getattr(said, extension)
	disabled = stored.disabled if row.disabled is None else row.disabled
	notes = _with_notes(stored.notes, row.notes, *row.remarks)
	return replace(stored, **{**values, "disabled": disabled, "notes": notes})


def completed(stored: CustomerFacts, row: CustomerRow) -> CustomerFacts:
	"""A row about a customer who was found to be the same person: it fills what is empty, and its notes are added.

	What would take the place of something else is kept in the notes, another name too, by which the row is known again.
	"""
	said = facts_of(row)
	values = {
		field: getattr(stored, field) or getattr(said, field)
		for field in CustomerFacts.__slots__
		if field not in ("notes", "disabled", "phone_extension", *EMERGENCY)
	}
	if not stored.emergency_contact and not stored.emergency_phone:
		values |= {field: getattr(said, field) for field in EMERGENCY}
	if not stored.phone or (said.phone == stored.phone and not stored.phone_extension):
		values["phone_extension"] = said.phone_extension
	if not values["name_ar"] and said.name != stored.name and not said.name.isascii():
		values["name_ar"] = said.name
	result = replace(stored, **values)
	return replace(result, notes=_with_notes(stored.notes, said.notes, *_left_over(result, said)))


def contradiction(before: CustomerFacts, row: CustomerRow, line: int) -> tuple[str, str, InvalidInput] | None:
	"""The first column in which two rows of one customer differ, its value and the refusal; None where they agree."""
	said = facts_of(row)
	for field in SINGLE:
		first, second = getattr(before, field), getattr(said, field)
		if first and second and fold(first) != fold(second):
			return (
				field,
				str(second),
				InvalidInput(
					N_("Line {line} gives the same customer another value here: {value}"),
					line=line,
					value=first[:60],
				),
			)
	return None


def further(main: str, *groups: Iterable[str]) -> tuple[str, ...]:
	"""All numbers once, without the main one."""
	numbers = dict.fromkeys(number for group in groups for number in group)
	return tuple(number for number in numbers if number not in ("", main))


def _left_over(joined: CustomerFacts, said: CustomerFacts) -> Iterator[str]:
	"""What a row says and the customer it was joined with does not have."""
	known = names_of(joined)
	yield from (name for name in dict.fromkeys((said.name, said.name_ar)) if name and fold(name) not in known)
	if said.email not in ("", joined.email):
		yield said.email
	contact = f"{said.emergency_contact} {said.emergency_phone}".strip()
	if contact not in ("", f"{joined.emergency_contact} {joined.emergency_phone}".strip()):
		yield contact


def _with_notes(before: str, *added: str) -> str:
	"""Each only once, however often the same file is read."""
	new = [one for one in added if one and safe_notes(one) not in before]
	return joined_notes(before, dict.fromkeys(new))
