"""How a field of a DocType is stored in SQLite, written and read back.

| type of the field | in the file | in Python |
|---|---|---|
| Currency | whole number of millionths | Decimal, exact; SQL adds it up exactly |
| Float, Percent | a floating point number; NULL only where None was stored | float; exact to 15 digits |
| Int, Check | whole number | int |
| Date, Datetime, Time | ISO, always the same length, so that SQL compares it as text | date, datetime, time |
| Link | text, NULL when empty | str or None |
| any other | text, never NULL unless the field is unique | str |

As in Frappe, whole numbers and money are never NULL, and the default of a field is that of its column. Columns are declared by names that
`READERS` knows, so that any query of a column on a connection of `database.connect` returns it as in Python, joined or not.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workshop_crm.preview.schema.doctypes import Field

MONEY_DIGITS = 6
FLOAT_DIGITS = 15

Writer = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Kind:
	"""`declared` is the type in CREATE TABLE, `default` its default in SQL, `write` what turns a value into the stored one."""

	declared: str
	default: str
	write: Writer | None = None


def to_millionths(amount: Decimal | float | str) -> int:
	"""11.5 -> 11500000. A float is rounded; raises ValueError for a decimal amount with more than six decimals."""
	if isinstance(amount, float):
		return round(amount * 1_000_000)
	scaled = Decimal(amount).scaleb(MONEY_DIGITS)
	whole = int(scaled)
	if whole != scaled:
		raise ValueError(f"{amount} has more than {MONEY_DIGITS} decimals")
	return whole


def from_millionths(stored: int) -> Decimal:
	return Decimal(stored).scaleb(-MONEY_DIGITS)


def _to_float(number: Decimal | float | None) -> float | None:
	"""Raises ValueError for a decimal number with more digits than a float keeps."""
	if number is None:
		return None
	stored = float(number)
	if isinstance(number, Decimal) and Decimal(repr(stored)) != number:
		raise ValueError(f"{number} has more than {FLOAT_DIGITS} digits")
	return stored


def _to_link(name: str | None) -> str | None:
	return name or None


def to_day(day: date | str | None) -> str | None:
	"""Text is taken as it is, for rows read in bulk from a file. Raises TypeError for a moment."""
	if isinstance(day, datetime):
		raise TypeError(f"{day} is a moment, not a day")
	return day.isoformat() if isinstance(day, date) else day or None


@lru_cache
def to_moment(moment: datetime | None) -> str | None:
	"""As it stands in the file; SQL compares it as text."""
	return None if moment is None else moment.isoformat(sep=" ", timespec="microseconds")


def _to_time(moment: time | str | None) -> str | None:
	return moment.isoformat(timespec="seconds") if isinstance(moment, time) else moment or None


TEXT = Kind("TEXT", "NOT NULL DEFAULT ''")
LINK = Kind("TEXT", "DEFAULT NULL", _to_link)
WHOLE = Kind("INTEGER", "NOT NULL DEFAULT 0")
REAL = Kind("REAL", "DEFAULT 0", _to_float)

KINDS = {
	"Int": WHOLE,
	"Long Int": WHOLE,
	"Check": WHOLE,
	"Float": REAL,
	"Percent": REAL,
	"Currency": Kind("MONEY INTEGER", "NOT NULL DEFAULT 0", to_millionths),
	"Date": Kind("DAY TEXT", "DEFAULT NULL", to_day),
	"Datetime": Kind("MOMENT TEXT", "DEFAULT NULL", to_moment),
	"Time": Kind("CLOCK TEXT", "DEFAULT NULL", _to_time),
	"Link": LINK,
	"Dynamic Link": LINK,
}

# Amounts, days and moments come again and again, so that most of them are looked up.
_looked_up = lru_cache(maxsize=1 << 14)
READERS: dict[str, Callable[[bytes], Any]] = {
	"MONEY": _looked_up(lambda stored: from_millionths(int(stored))),
	"DAY": _looked_up(lambda stored: date.fromisoformat(stored.decode())),
	"MOMENT": _looked_up(lambda stored: datetime.fromisoformat(stored.decode())),
	"CLOCK": lambda stored: time.fromisoformat(stored.decode()),
}

for _name, _reader in READERS.items():
	sqlite3.register_converter(_name, _reader)


def kind_of(field: Field) -> Kind:
	"""A text that must be unique is NULL when empty, as in Frappe."""
	kind = KINDS.get(field.fieldtype, TEXT)
	if kind is TEXT and field.unique:
		return LINK
	return Kind(kind.declared, _default(kind, field.default), kind.write) if field.default else kind


def _default(kind: Kind, default: str) -> str:
	"""Frappe's words for a moment ("Today", "Now") are no default of a column."""
	if kind.declared.endswith(" TEXT"):
		return kind.default
	value = default if kind.declared != "TEXT" else "'" + default.replace("'", "''") + "'"
	if kind.write is to_millionths:
		value = str(to_millionths(default))
	return f"DEFAULT {value}" if kind is REAL else f"NOT NULL DEFAULT {value}"
