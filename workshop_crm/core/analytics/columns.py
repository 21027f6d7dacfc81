"""What the figures are computed from: one row a visit, a survey invitation and a move between tiers, as columns of numbers.

A host keeps them in files beside its records (`adapters.columns`), brings them up to date after each visit and makes
them again at night. They are never the truth. The rows of one customer stand together, ordered by day, so that a late,
cancelled or returned invoice is corrected by replacing the rows of its customer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import md5
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

from workshop_crm.core.analytics.arrays import Integers
from workshop_crm.core.analytics.facts import NO_RATING, CustomerValues, Invitations
from workshop_crm.core.analytics.moves import Moves
from workshop_crm.core.analytics.names import UNKNOWN, Names, PlainNames
from workshop_crm.core.analytics.segments import NO_SEGMENT
from workshop_crm.core.analytics.transactions import NO_CODE, UNKNOWN_HOUR, Transactions
from workshop_crm.core.common.errors import N_, Conflict

Table: TypeAlias = Mapping[str, NDArray[Any]]
Row: TypeAlias = tuple[Any, ...]

LABELS = ("service", "branch", "make", "technician", "company", "from_tier", "to_tier")
"""Columns whose rows come with a name, or None; the column holds its code."""
VISITS: Mapping[str, type] = {
	"customer": np.int32,
	"key": np.int64,
	"day": np.int32,
	"hour": np.int8,
	"money": np.int64,
	"service": np.int16,
	"branch": np.int16,
	"make": np.int16,
	"technician": np.int16,
	"company": np.int16,
	"point_of_sale": np.int8,
}
"""A row comes in this order: customer's id, `key_of` the invoice's name, ordinal of the day, hour or None, millionths, names."""
ASKED: Mapping[str, type] = {
	"customer": np.int32,
	"key": np.int64,
	"day": np.int32,
	"service": np.int16,
	"branch": np.int16,
	"make": np.int16,
	"technician": np.int16,
	"company": np.int16,
	"answered": np.int8,
	"rating": np.int8,
	"how_far": np.int8,
}
"""Likewise of an invitation; the rating is 1..5 or None, how_far as in `facts.Invitations`."""
MOVES: Mapping[str, type] = {
	"customer": np.int32,
	"key": np.int64,
	"day": np.int32,
	"from_tier": np.int16,
	"to_tier": np.int16,
	"company": np.int16,
}
"""Likewise of a move to another tier of the loyalty program; from_tier is None for a new member."""
TABLES: Mapping[str, Mapping[str, type]] = {"visits": VISITS, "asked": ASKED, "moves": MOVES}
_EMPTY = {**dict.fromkeys(LABELS, NO_CODE), "hour": UNKNOWN_HOUR, "rating": NO_RATING}
KEY_DIGITS = 15
GONE = "-{}"
"""In place of a customer's id: it may be the name of a person who asked to be forgotten."""


def not_ready() -> Conflict:
	"""What a host says while another process makes the columns, or their values."""
	return Conflict(N_("The figures are being prepared. Try again in a minute."))


def key_of(name: str) -> int:
	"""A number of 60 bits that stands for the name of a record."""
	return int(md5(name.encode(), usedforsecurity=False).hexdigest()[:KEY_DIGITS], 16)


@dataclass(frozen=True)
class Columns:
	"""Tables as in `TABLES`, ordered by customer and day.

	customers: ids by code; who has no row any more has lost it. labels: names by code of each of `LABELS`. values: what
	the customers were worth at the last run, None before the first. marks: what the host remembers of how far it has read.
	"""

	customers: Names
	labels: Mapping[str, tuple[str, ...]]
	visits: Table
	asked: Table
	moves: Table
	values: CustomerValues | None = None
	marks: Mapping[str, Any] = field(default_factory=dict)

	@cached_property
	def transactions(self) -> Transactions:
		"""The visits as the charts take them, with all that has been worked out of them."""
		found = self.visits
		return Transactions(
			found["customer"],
			found["day"],
			found["money"],
			found["hour"],
			found["service"],
			found["branch"],
			found["make"],
			is_ordered=True,
		)

	def invitations(self) -> Invitations:
		"""The invitations as the charts take them."""
		found = self.asked
		return Invitations(
			found["customer"],
			found["day"],
			found["service"],
			found["branch"],
			found["make"],
			found["answered"] != 0,
			found["rating"],
			found["how_far"],
		)

	def tier_moves(self) -> Moves:
		"""The moves as the charts take them."""
		found, labels = self.moves, self.labels
		return Moves(
			found["customer"],
			found["day"],
			found["from_tier"],
			found["to_tier"],
			labels.get("from_tier", ()),
			labels.get("to_tier", ()),
		)

	def with_values(self, values: CustomerValues) -> Columns:
		return replace(self, values=values)

	def with_marks(self, marks: Mapping[str, Any]) -> Columns:
		return replace(self, marks=marks)


class Coder:
	"""Gives a code to each name that it meets, after those that are known."""

	def __init__(self, known: Iterable[str] = ()) -> None:
		self._codes = {name: code for code, name in enumerate(known)}

	@property
	def names(self) -> tuple[str, ...]:
		return tuple(self._codes)

	def encode(self, names: Sequence[str | None]) -> list[int]:
		"""Codes of the names, `NO_CODE` for none."""
		codes = self._codes
		for name in dict.fromkeys(names):
			if name and name not in codes:
				codes[name] = len(codes)
		return [codes[name] if name else NO_CODE for name in names]


@dataclass(frozen=True, slots=True)
class Coders:
	"""One for the customers and one for each of `LABELS`."""

	customer: Coder = field(default_factory=Coder)
	labels: Mapping[str, Coder] = field(default_factory=lambda: {name: Coder() for name in LABELS})

	@classmethod
	def after(cls, columns: Columns) -> Coders:
		"""Coders that go on with the codes of these labels; customers are left to the caller."""
		return cls(Coder(), {name: Coder(columns.labels.get(name, ())) for name in LABELS})

	def label_names(self) -> dict[str, tuple[str, ...]]:
		return {name: coder.names for name, coder in self.labels.items()}


def encoded(kind: str, rows: Sequence[Row], coders: Coders) -> Table:
	"""Rows of a table of `TABLES` as columns, in the order in which they come."""
	types = TABLES[kind]
	given = zip(*rows, strict=True) if rows else ((),) * len(types)
	table: dict[str, NDArray[Any]] = {}
	for (name, dtype), values in zip(types.items(), given, strict=True):
		if name == "customer":
			codes: Sequence[Any] = coders.customer.encode(values)
		elif name in LABELS:
			codes = coders.labels[name].encode(values)
		elif name in _EMPTY:
			codes = [_EMPTY[name] if value is None else value for value in values]
		else:
			codes = values
		table[name] = np.array(codes, dtype)
	return table


def joined(kind: str, parts: Sequence[Table]) -> Table:
	"""Tables one behind the other, ordered by customer and day."""
	if not parts:
		return {name: np.zeros(0, dtype) for name, dtype in TABLES[kind].items()}
	customer, day = (np.concatenate([part[name] for part in parts]) for name in ("customer", "day"))
	order = np.lexsort((day, customer))
	return {name: np.concatenate([part[name] for part in parts])[order] for name in TABLES[kind]}


def assembled(coders: Coders, parts: Mapping[str, Sequence[Table]]) -> Columns:
	"""Columns of tables that were encoded part by part, by the name of the table; one without a part is empty."""
	tables = {kind: joined(kind, parts.get(kind, ())) for kind in TABLES}
	return Columns(
		PlainNames(coders.customer.names),
		coders.label_names(),
		tables["visits"],
		tables["asked"],
		tables["moves"],
	)


def replaced(columns: Columns, customers: Sequence[str], rows: Mapping[str, Sequence[Row]]) -> Columns:
	"""The columns with these rows, by table, in place of all that the `customers` had; every row is of one of them.

	A table in which nothing changed is the very same object, and so is the dictionary of customers without a new one.
	"""
	labels = Coders.after(columns).labels
	present = {row[0] for of_table in rows.values() for row in of_table}
	code_of, names = _codes_of(columns.customers, customers, present)

	def spliced(kind: str) -> Table:
		coders, own = Coders(Coder(), labels), rows.get(kind, ())
		parts = [_with_codes(encoded(kind, own, coders), coders, code_of)] if own else []
		return _spliced(kind, getattr(columns, kind), sorted(code_of.values()), joined(kind, parts))

	return replace(
		columns,
		customers=names,
		visits=spliced("visits"),
		asked=spliced("asked"),
		moves=spliced("moves"),
		labels={name: coder.names for name, coder in labels.items()},
	)


def realigned(values: CustomerValues, old: Names, new: Names) -> CustomerValues:
	"""Values by the codes of `new`, given by those of `old`; one who was not valued has no segment and is worth nothing."""
	codes = new.codes([old[code] for code in range(len(values.segment))])
	known = codes != UNKNOWN

	def spread(column: NDArray[Any], missing: int) -> NDArray[Any]:
		full = np.full(len(new), missing, column.dtype)
		full[codes[known]] = column[known]
		return full

	history = values.history and replace(values.history, clv=[spread(clv, 0) for clv in values.history.clv])
	return replace(
		values,
		segment=spread(values.segment, NO_SEGMENT),
		clv=spread(values.clv, 0),
		p_alive=spread(values.p_alive, 0),
		history=history,
	)


def _codes_of(
	known: Names, customers: Sequence[str], present: Collection[str]
) -> tuple[dict[str, int], Names]:
	"""Codes of the customers, and the dictionary with those who are new, and without the names of those who have no row left."""
	codes = zip(customers, known.codes(customers).tolist(), strict=True)
	code_of = {customer: code for customer, code in codes if code != UNKNOWN}
	gone = {code for customer, code in code_of.items() if customer not in present}
	new = [customer for customer in customers if customer in present and customer not in code_of]
	if not new and not gone:
		return code_of, known
	code_of.update((customer, len(known) + place) for place, customer in enumerate(new))
	kept = (GONE.format(code) if code in gone else known[code] for code in range(len(known)))
	return code_of, PlainNames([*kept, *new])


def _with_codes(table: Table, coders: Coders, code_of: Mapping[str, int]) -> Table:
	"""The customers' own codes in place of those in which the coder met them."""
	own = np.array([code_of[name] for name in coders.customer.names], np.int32)
	return {**table, "customer": own[table["customer"]]}


def _spliced(kind: str, table: Table, codes: Sequence[int], fresh: Table) -> Table:
	"""The table with the rows of the customers with these (ascending) codes taken from `fresh`."""
	wanted = np.array(codes, table["customer"].dtype)
	old = _ranges(table["customer"], wanted)
	new = _ranges(fresh["customer"], wanted)
	changed = [
		(before, after)
		for before, after in zip(old.tolist(), new.tolist(), strict=True)
		if not _same(kind, table, before, fresh, after)
	]
	if not changed:
		return table
	return {name: _splice(table[name], fresh[name], changed) for name in TABLES[kind]}


def _ranges(ordered: NDArray[Any], codes: NDArray[Any]) -> Integers:
	"""Begin and end of the rows of each code."""
	begins, ends = (np.searchsorted(ordered, codes, side) for side in ("left", "right"))
	return np.stack([begins, ends], axis=1).astype(np.int64)


def _same(kind: str, table: Table, before: list[int], fresh: Table, after: list[int]) -> bool:
	"""Whether two ranges hold the same rows, those of one day in any order."""
	if before[1] - before[0] != after[1] - after[0]:
		return False
	old, new = (
		sorted(zip(*(one[name][begin:end].tolist() for name in TABLES[kind]), strict=True))
		for one, (begin, end) in ((table, before), (fresh, after))
	)
	return old == new


def _splice(
	column: NDArray[Any], fresh: NDArray[Any], changed: Sequence[tuple[list[int], list[int]]]
) -> NDArray[Any]:
	pieces, done = [], 0
	for (begin, end), (first, last) in changed:
		pieces += [column[done:begin], fresh[first:last]]
		done = end
	return np.concatenate([*pieces, column[done:]])
