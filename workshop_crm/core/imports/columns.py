"""Which column of a file is which field: guessed from the headings, changed by the user, checked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.field import Field
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS, FIELDS, INVOICES, NEEDED
from workshop_crm.core.names.fold import fold

# ERPNext's field of the ID; in people's own sheets the name.
_NAME_OR_ID = "name"
_ERPNEXTS_NAME = "customer name"
# An ID beside a name, and else a name.
_CUSTOMER = frozenset(fold(word) for word in ("Customer", "العميل"))
_NAMES = ("name", "name_ar", "first_name")
_OF_PEOPLE = {"phone", "email", "plates"}
# In the headings of columns that are about another person, or about the car.
_OF_SOMEBODY_ELSE = frozenset(
	fold(
		"emergency طوارئ salesman technician مندوب فني user مستخدم company car model make سيارة مركبة موديل"
	).split()
)

Columns = Mapping[str, int]
"""Field name -> place of its column, counted from 0."""


def is_known_heading(folded: str) -> bool:
	return folded in _ALL_HEADINGS


def suggest(kind: str, headings: Sequence[str]) -> dict[str, int]:
	"""The columns that a file of `kind` seems to bring."""
	folded = [fold(heading) for heading in headings]
	found: dict[str, int] = {}
	for field in FIELDS[kind]:
		column = _with_heading(field.headings, folded)
		if column is not None and column not in found.values():
			found[field.name] = column
	_give_ids(kind, folded, found)
	for look in (_next_of_another, _with_a_word):
		for field in FIELDS[kind]:
			if field.name not in found and (column := look(kind, field, folded, found)) is not None:
				found[field.name] = column
	return found


def _give_ids(kind: str, folded: Sequence[str], found: dict[str, int]) -> None:
	"""ERPNext calls the ID "name"; that is what the column is beside the other fields that ERPNext has for the name."""
	places = [place for place, heading in enumerate(folded) if heading == _NAME_OR_ID]
	if kind == CUSTOMERS:
		named = found.get("name")
		if places and "id" not in found and named is not None and folded[named] == _ERPNEXTS_NAME:
			found["id"] = places[0]
		if not found.keys() & set(_NAMES) and "id" in found and folded[found["id"]] in _CUSTOMER:
			found["name"] = found.pop("id")
	elif not places:
		return
	elif "id" not in found and found.keys() & {"customer", "customer_name"}:
		found["id"] = places[0]
	elif "customer_name" not in found:
		found["customer_name"] = places[0]


def left_out(columns: Columns, headings: Sequence[str]) -> list[str]:
	"""The headings whose columns are not imported."""
	return [heading for place, heading in enumerate(headings) if heading and place not in columns.values()]


def _with_heading(known: Sequence[str], folded: Sequence[str]) -> int | None:
	"""The column of the first known heading that a file has."""
	return next((folded.index(fold(one)) for one in known if fold(one) in folded), None)


def _next_of_another(kind: str, field: Field, folded: Sequence[str], found: Columns) -> int | None:
	headings = [one for known in FIELDS[kind] if known.name == field.takes_next_of for one in known.headings]
	wanted = {fold(one) for one in headings}
	free = (place for place in range(len(folded)) if place not in found.values())
	return next((place for place in free if folded[place] in wanted), None)


def _with_a_word(kind: str, field: Field, folded: Sequence[str], found: Columns) -> int | None:
	if field.name == "name" and found.keys() & {"name_ar", "first_name", "last_name"}:
		return None
	wanted = {fold(word) for word in field.words}
	for place, heading in enumerate(folded):
		words = {word.removeprefix("ال") for word in heading.split()}
		if place not in found.values() and words & wanted and not words & _OF_SOMEBODY_ELSE:
			return place
	return None


def guess_kind(headings: Sequence[str]) -> str:
	"""A file with a date and a total holds invoices, one with points and nothing to reach a customer by balances."""
	found = suggest(INVOICES, headings)
	if "date" in found and "total" in found:
		return INVOICES
	found = suggest(BALANCES, headings)
	is_about_people = suggest(CUSTOMERS, headings).keys() & _OF_PEOPLE
	return BALANCES if "customer" in found and "points" in found and not is_about_people else CUSTOMERS


def map_columns(kind: str, headings: Sequence[str], chosen: Sequence[str]) -> dict[str, int]:
	"""The suggestion, changed by texts as "Column=field"; "#3=field" is the third column, "Column=" leaves it out."""
	columns = suggest(kind, headings)
	for text in chosen:
		heading, _equals, name = text.rpartition("=")
		place = _column(headings, heading.strip())
		columns = {
			field: known for field, known in columns.items() if known != place and field != name.strip()
		}
		if name.strip():
			columns[_field_name(kind, name.strip())] = place
	return columns


def check_columns(kind: str, columns: Columns, width: int) -> None:
	"""Raises InvalidInput for a column that is not there, and when a field is missing that the import cannot do without."""
	known = {field.name: field.label for field in FIELDS[kind]}
	for name, place in columns.items():
		_field_name(kind, name)
		if not 0 <= place < width:
			raise InvalidInput(N_("The file has no column {column}."), column=place + 1)
	for alternatives in NEEDED[kind]:
		if not columns.keys() & set(alternatives):
			raise InvalidInput(
				N_('No column is chosen for "{field}". Choose one and try again.'),
				field=known[alternatives[0]],
			)


def _column(headings: Sequence[str], heading: str) -> int:
	folded = [fold(one) for one in headings]
	if heading.startswith("#") and heading[1:].isdigit() and 0 < int(heading[1:]) <= len(headings):
		return int(heading[1:]) - 1
	if fold(heading) in folded:
		return folded.index(fold(heading))
	raise InvalidInput(
		N_('The file has no column "{column}". It has: {columns}'),
		column=heading,
		columns=tuple(headings),
	)


def _field_name(kind: str, name: str) -> str:
	names = [field.name for field in FIELDS[kind]]
	if name not in names:
		raise InvalidInput(
			N_("There is no field {field}. Choose one of: {fields}"), field=name, fields=tuple(names)
		)
	return name


_ALL_HEADINGS = frozenset(
	fold(heading) for fields in FIELDS.values() for field in fields for heading in field.headings
)
