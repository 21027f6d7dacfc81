"""The one store of the preview: records of any DocType, read and written by their fields' names.

A record is a dict with a value for every column, in the types of `schema.columns`. What is read and then written in one
`database.writing` cannot change between: that transaction holds the lock of the whole file. Names of fields are looked
up in the schema before they reach a statement, and an unknown one raises KeyError.

Filters map a field to its value, or to an operator and a value:

	find(connection, "Sales Invoice", {"customer": name, "posting_date": (">=", day), "docstatus": ("!=", 2)})
"""

from __future__ import annotations

import json
import secrets
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache
from itertools import chain
from typing import Any

from workshop_crm.core.common.errors import missing
from workshop_crm.preview.schema.columns import Writer, to_moment
from workshop_crm.preview.schema.doctypes import doctypes
from workshop_crm.preview.schema.tables import columns, table_name

Record = dict[str, Any]
Filters = Mapping[str, Any]

OPERATORS = ("=", "!=", "<", "<=", ">", ">=")
LISTS = {"in": "IN", "not in": "NOT IN"}
SEVERAL = (*LISTS, "between")
SERIES_DIGITS = ".#####"
BYTES_OF_A_HASH = 5


def get(connection: sqlite3.Connection, doctype: str, name: str) -> Record:
	"""Raises NotFound for a name that no record has."""
	record = first(connection, doctype, {"name": name})
	if record is None:
		raise missing(name)
	return record


def first(
	connection: sqlite3.Connection, doctype: str, filters: Filters, order_by: str = ""
) -> Record | None:
	found = find(connection, doctype, filters, order_by, limit=1)
	return found[0] if found else None


def find(
	connection: sqlite3.Connection,
	doctype: str,
	filters: Filters | None = None,
	order_by: str = "",
	limit: int | None = None,
	fields: tuple[str, ...] = (),
) -> list[Record]:
	"""`order_by` names fields, each with `desc` behind it or not; the rows come in the order they were added otherwise.

	`fields` are those that are needed where many rows are read; all without it.
	"""
	where, values = _where(doctype, filters or {})
	values["limit"] = -1 if limit is None else limit
	return query(connection, _select(doctype, where, order_by, fields), values)


def query(
	connection: sqlite3.Connection, statement: str, values: Mapping[str, Any] | Sequence[Any] = ()
) -> list[Record]:
	"""The rows of a statement written out, for what needs a join; a column that it computes comes as SQLite has it."""
	rows = connection.execute(statement, values)
	names = [column[0] for column in rows.description]
	return [dict(zip(names, row, strict=True)) for row in rows]


def count(connection: sqlite3.Connection, doctype: str, filters: Filters | None = None) -> int:
	where, values = _where(doctype, filters or {})
	row = connection.execute(f"SELECT count(*) FROM {table_name(doctype)}{where}", values).fetchone()
	return int(row[0])


def exists(connection: sqlite3.Connection, doctype: str, filters: Filters) -> bool:
	where, values = _where(doctype, filters)
	statement = f"SELECT EXISTS (SELECT 1 FROM {table_name(doctype)}{where})"
	return bool(connection.execute(statement, values).fetchone()[0])


def insert(connection: sqlite3.Connection, doctype: str, values: Mapping[str, Any], now: datetime) -> str:
	"""Add a record with its child rows and return its name: the one given, or one by the DocType's rule.

	Raises sqlite3.IntegrityError for a link that leads nowhere and for a second record of a unique value.
	"""
	known = doctypes()[doctype]
	own = {field: value for field, value in values.items() if field not in known.tables}
	name = values.get("name") or new_name(connection, doctype, values, now)
	insert_many(connection, doctype, [{**own, "name": name}], now)
	if name is None:
		name = connection.execute("SELECT last_insert_rowid()").fetchone()[0]
	for field in known.tables.keys() & values.keys():
		add_rows(connection, doctype, name, field, values[field], now)
	return str(name)


def insert_many(
	connection: sqlite3.Connection, doctype: str, records: Iterable[Mapping[str, Any]], now: datetime
) -> None:
	"""Add records that bring their names and all have the same fields."""
	rows = iter(records)
	if (sample := next(rows, None)) is None:
		return
	names = tuple(sample)
	moments = tuple(name for name in ("creation", "modified") if name not in sample)
	statement, writers = _insertion(doctype, names, moments)
	end = [to_moment(now)] * len(moments)

	def stored(record: Mapping[str, Any]) -> list[Any]:
		values = [*map(record.__getitem__, names), *end]
		for place, write in writers:
			values[place] = write(values[place])
		return values

	connection.executemany(statement, map(stored, chain([sample], rows)))


@cache
def _insertion(
	doctype: str, names: tuple[str, ...], moments: tuple[str, ...]
) -> tuple[str, Sequence[tuple[int, Writer]]]:
	"""The statement, and which of its values are not stored as they are. Raises KeyError for a name that is no field."""
	kinds = [columns(doctype)[name] for name in names]
	writers = [(place, kind.write) for place, kind in enumerate(kinds) if kind.write]
	fields = ", ".join(map(_quoted, (*names, *moments)))
	values = ", ".join("?" * len((*names, *moments)))
	return f"INSERT INTO {table_name(doctype)} ({fields}) VALUES ({values})", writers


def update(
	connection: sqlite3.Connection, doctype: str, name: str, values: Mapping[str, Any], now: datetime
) -> None:
	"""Store the values given; raises NotFound for a name that no record has."""
	if update_where(connection, doctype, {"name": name}, values, now) == 0:
		raise missing(name)


def update_where(
	connection: sqlite3.Connection, doctype: str, filters: Filters, values: Mapping[str, Any], now: datetime
) -> int:
	"""Store the values in every record the filters name; returns how many."""
	where, wanted = _where(doctype, filters)
	changes = {"modified": now, **values}
	stored = {f"new_{field}": _stored(doctype, field, value) for field, value in changes.items()}
	assigned = ", ".join(f"{_quoted(field)} = :new_{field}" for field in changes)
	return connection.execute(
		f"UPDATE {table_name(doctype)} SET {assigned}{where}", {**wanted, **stored}
	).rowcount


def rename(connection: sqlite3.Connection, doctype: str, name: str, new: str) -> None:
	"""Give a record another name; what links to it follows."""
	connection.execute(
		f"UPDATE {table_name(doctype)} SET name = :new WHERE name = :name", {"new": new, "name": name}
	)


def delete_where(connection: sqlite3.Connection, doctype: str, filters: Filters) -> int:
	"""Remove every record the filters name, with its child rows; returns how many."""
	where, values = _where(doctype, filters)
	return connection.execute(f"DELETE FROM {table_name(doctype)}{where}", values).rowcount


def rows_of(connection: sqlite3.Connection, doctype: str, name: str, field: str) -> list[Record]:
	"""The child rows of a record, in their order."""
	child = doctypes()[doctype].tables[field]
	return find(connection, child, {"parent": name, "parentfield": field}, "idx")


def add_rows(
	connection: sqlite3.Connection,
	doctype: str,
	name: str,
	field: str,
	rows: Iterable[Mapping[str, Any]],
	now: datetime,
) -> None:
	"""Put child rows behind those that a record has."""
	child = doctypes()[doctype].tables[field]
	place = {"parent": name, "parenttype": doctype, "parentfield": field}
	behind = count(connection, child, {"parent": name, "parentfield": field}) + 1
	insert_many(
		connection,
		child,
		({**row, **place, "name": _hash(), "idx": idx} for idx, row in enumerate(rows, behind)),
		now,
	)


def replace_rows(
	connection: sqlite3.Connection,
	doctype: str,
	name: str,
	field: str,
	rows: Iterable[Mapping[str, Any]],
	now: datetime,
) -> None:
	child = doctypes()[doctype].tables[field]
	delete_where(connection, child, {"parent": name, "parentfield": field})
	add_rows(connection, doctype, name, field, rows, now)


def new_name(
	connection: sqlite3.Connection, doctype: str, values: Mapping[str, Any], now: datetime
) -> str | None:
	"""By the rule of the DocType: a field's value, the next of a series, or at random; None where SQLite counts.

	Call it inside a write transaction.
	"""
	rule = doctypes()[doctype].autoname
	if rule == "autoincrement":
		return None
	if rule.startswith("field:"):
		return str(values[rule.removeprefix("field:")])
	if rule.endswith(SERIES_DIGITS):
		return next_names(connection, series(doctype, now.year), 1)[0]
	return _hash()


def series(doctype: str, year: int) -> str:
	"""What the names of a DocType begin with in a year: "MSG-2026-"."""
	return doctypes()[doctype].autoname.removesuffix(SERIES_DIGITS).replace(".YYYY.", str(year))


def next_names(connection: sqlite3.Connection, prefix: str, count: int) -> list[str]:
	"""The next names of a series. Call it inside a write transaction."""
	last = connection.execute(
		"""INSERT INTO tabSeries (name, current) VALUES (:prefix, :count)
		ON CONFLICT (name) DO UPDATE SET current = current + excluded.current RETURNING current""",
		{"prefix": prefix, "count": count},
	).fetchone()[0]
	digits = SERIES_DIGITS.count("#")
	return [f"{prefix}{number:0{digits}d}" for number in range(last - count + 1, last + 1)]


def skip_used_names(connection: sqlite3.Connection, doctype: str, prefix: str) -> None:
	"""Move a series past the names that an imported file brought along."""
	connection.execute(
		f"""INSERT INTO tabSeries (name, current)
		SELECT :prefix, max(CAST(substr(name, length(:prefix) + 1) AS INTEGER)) FROM {table_name(doctype)}
		WHERE substr(name, 1, length(:prefix)) = :prefix
			AND length(name) > length(:prefix)
			AND substr(name, length(:prefix) + 1) NOT GLOB '*[^0-9]*'
		HAVING count(*) > 0
		ON CONFLICT (name) DO UPDATE SET current = max(current, excluded.current)""",
		{"prefix": prefix},
	)


def _hash() -> str:
	return secrets.token_hex(BYTES_OF_A_HASH)


def _where(doctype: str, filters: Filters) -> tuple[str, dict[str, Any]]:
	"""The condition in SQL, and the values of its parameters, which are called as the fields."""
	shape = []
	values = {}
	for field, wanted in filters.items():
		operator, value = wanted if isinstance(wanted, tuple) else ("=", wanted)
		shape.append((field, operator, value is None))
		values[field] = _compared(doctype, field, operator, value)
	return _conditions(tuple(shape)), values


@cache
def _conditions(shape: tuple[tuple[str, str, bool], ...]) -> str:
	return f" WHERE {' AND '.join(_condition(*part) for part in shape)}" if shape else ""


def _condition(field: str, operator: str, is_null: bool) -> str:
	"""Raises ValueError for an operator that there is not."""
	if operator in LISTS:
		return f"{_quoted(field)} {LISTS[operator]} (SELECT value FROM json_each(:{field}))"
	if operator == "between":
		return f"{_quoted(field)} BETWEEN :{field} ->> 0 AND :{field} ->> 1"
	if operator not in OPERATORS:
		raise ValueError(f"{operator} is no operator of a filter")
	# NULL is a value like others here, though only `=` lets SQLite use an index of the rows that have a value.
	if is_null or operator == "!=":
		operator = {"=": "IS", "!=": "IS NOT"}[operator]
	return f"{_quoted(field)} {operator} :{field}"


def _compared(doctype: str, field: str, operator: str, value: Any) -> Any:
	if operator in SEVERAL:
		return json.dumps([_stored(doctype, field, one) for one in value])
	return _stored(doctype, field, value)


def _stored(doctype: str, field: str, value: Any) -> Any:
	write = columns(doctype)[field].write
	return value if write is None else write(value)


@cache
def _select(doctype: str, where: str, order_by: str, fields: tuple[str, ...]) -> str:
	"""Raises KeyError for a name that is no field."""
	for name in fields:
		columns(doctype)[name]
	chosen = ", ".join(map(_quoted, fields)) or "*"
	parts = [part.split() for part in order_by.split(",") if part.strip()]
	for field, *direction in parts:
		if field not in columns(doctype) or direction not in ([], ["desc"]):
			raise KeyError(order_by)
	order = ", ".join([*(f"{_quoted(field)} {' '.join(way)}" for field, *way in parts), "rowid"])
	return f"SELECT {chosen} FROM {table_name(doctype)}{where} ORDER BY {order} LIMIT :limit"


def _quoted(field: str) -> str:
	return f'"{field}"'
