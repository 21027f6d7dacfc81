"""Two records of one person become one: nothing that either says is lost, and nothing is made up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TypeVar

from workshop_crm.core.customers.customer import ChannelValues
from workshop_crm.core.customers.notes import safe_html

Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Line:
	"""One thing that the other record says differently, with its label in the reader's language."""

	label: str
	text: str


def fill_gaps(
	kept: Mapping[str, Value], other: Mapping[str, Value]
) -> tuple[dict[str, Value], dict[str, Value]]:
	"""What the surviving record says from now on, and what the other says differently and is not taken over.

	An empty value is a gap.
	"""
	joined = {**{key: value for key, value in other.items() if value}, **_set_values(kept)}
	left_over = {key: value for key, value in other.items() if value and joined[key] != value}
	return joined, left_over


def joined_channels(rows: Iterable[ChannelValues]) -> tuple[ChannelValues, ...]:
	"""One row for each channel of either record, in the order given.

	The row with the earliest date of consent is kept as it is, with its source; a row without a date only where
	no record has one.
	"""
	best: dict[str, ChannelValues] = {}
	for row in rows:
		known = best.get(row.channel)
		if known is None or _consent_order(row) < _consent_order(known):
			best[row.channel] = row
	return tuple(best.values())


def joined_notes(notes: str, name: str, lines: Iterable[Line], others: str) -> str:
	"""`notes` (HTML) with what the other record said under a heading with its `name`; unchanged when it said nothing.

	Appending the same twice changes nothing.
	"""
	listed = "".join(f"<li>{escape(line.label)}: {escape(line.text)}</li>" for line in lines)
	said = (f"<ul>{listed}</ul>" if listed else "") + safe_html(others)
	if not said:
		return notes
	block = safe_html(f"<h3>{escape(name)}</h3>{said}")
	return notes if block in notes else safe_html(notes) + block


def _set_values(values: Mapping[str, Value]) -> dict[str, Value]:
	return {key: value for key, value in values.items() if value}


def _consent_order(row: ChannelValues) -> tuple[bool, date]:
	return row.consent_date is None, row.consent_date or date.max
