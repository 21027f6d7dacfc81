"""Makes the tables of the DocTypes and adds what is missing in them. A table is called as on ERPNext: `tabCustomer`."""

from __future__ import annotations

import sqlite3
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import cache

from workshop_crm.preview.schema.columns import Kind, kind_of
from workshop_crm.preview.schema.doctypes import DocType, Field, doctypes
from workshop_crm.preview.schema.erpnext import APPEND_ONLY, INDEXES, UNIQUE

STANDARD = (
	Field("creation", "Datetime"),
	Field("modified", "Datetime"),
	Field("owner", "Data"),
	Field("docstatus", "Int"),
	Field("idx", "Int"),
)
OF_CHILDREN = (Field("parenttype", "Data"), Field("parentfield", "Data"))


def table_name(doctype: str) -> str:
	"""Quoted for a statement. Raises KeyError for an unknown DocType."""
	return f'"tab{doctypes()[doctype].name}"'


@cache
def columns(doctype: str) -> Mapping[str, Kind]:
	"""The columns of a DocType's table, in their order. Raises KeyError for an unknown DocType."""
	known = doctypes()[doctype]
	fields = (*STANDARD, *(OF_CHILDREN if known.is_child else ()), *known.fields)
	parent = {"parent": Kind("TEXT", "NOT NULL")} if known.is_child else {}
	return {"name": _key(known), **parent, **{field.fieldname: kind_of(field) for field in fields}}


def create_tables(connection: sqlite3.Connection) -> bool:
	"""Make or complete the tables unless the file has them all; returns whether there was anything to do.

	Call it inside a write transaction. A column that is not wanted any more stays.
	"""
	if is_current(connection):
		return False
	for doctype in doctypes().values():
		for statement in _changes(connection, doctype):
			connection.execute(statement)
	for statement in _rules():
		connection.execute(statement)
	connection.execute(f"PRAGMA user_version = {fingerprint()}")
	return True


def is_current(connection: sqlite3.Connection) -> bool:
	"""Whether the file has every table and column already."""
	return bool(connection.execute("PRAGMA user_version").fetchone()[0] == fingerprint())


@contextmanager
def indexed_at_the_end(connection: sqlite3.Connection, doctype: str) -> Iterator[None]:
	"""For a table that is written whole: making an index from all rows is cheaper than keeping it row by row.

	Call it inside a write transaction. A second row of a unique value raises sqlite3.IntegrityError at the end.
	"""
	indexes = connection.execute(
		"SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = ?",
		(f"tab{doctypes()[doctype].name}",),
	).fetchall()
	for name, _ in indexes:
		connection.execute(f'DROP INDEX "{name}"')
	yield
	for _, statement in indexes:
		connection.execute(statement)


@cache
def fingerprint() -> int:
	"""A number that stands for the whole schema."""
	wanted = "\n".join([*map(_create, doctypes().values()), *_rules()])
	return zlib.crc32(wanted.encode()) >> 1 or 1


def _key(doctype: DocType) -> Kind:
	number = doctype.autoname == "autoincrement"
	return Kind(
		"INTEGER" if number else "TEXT", "PRIMARY KEY AUTOINCREMENT" if number else "PRIMARY KEY NOT NULL"
	)


def _create(doctype: DocType) -> str:
	definitions = [_definition(doctype, name) for name in columns(doctype.name)]
	return f"CREATE TABLE {table_name(doctype.name)} (\n\t" + ",\n\t".join(definitions) + "\n)"


def _changes(connection: sqlite3.Connection, doctype: DocType) -> Iterator[str]:
	present = {row[1] for row in connection.execute(f"PRAGMA table_info({table_name(doctype.name)})")}
	if not present:
		yield _create(doctype)
		return
	for name in columns(doctype.name):
		if name not in present:
			yield f"ALTER TABLE {table_name(doctype.name)} ADD COLUMN {_definition(doctype, name)}"


def _definition(doctype: DocType, name: str) -> str:
	kind = columns(doctype.name)[name]
	return f'"{name}" {kind.declared} {kind.default}{_reference(doctype, name)}'


def _reference(doctype: DocType, name: str) -> str:
	"""A renamed record takes its links along, and a deleted one its rows."""
	if name == "parent":
		(parent,) = (one.name for one in doctypes().values() if doctype.name in one.tables.values())
		return f" REFERENCES {table_name(parent)} (name) ON UPDATE CASCADE ON DELETE CASCADE"
	links = {field.fieldname: field.options for field in doctype.fields if field.fieldtype == "Link"}
	if (target := doctypes().get(links.get(name, ""))) is None or target.is_single:
		return ""
	# A file may bring a credit note before its invoice.
	order = " DEFERRABLE INITIALLY DEFERRED" if target == doctype else ""
	return f" REFERENCES {table_name(target.name)} (name) ON UPDATE CASCADE{order}"


def _rules() -> Iterator[str]:
	"""Indexes, and the triggers of ledgers, which are made anew because they name the columns."""
	for doctype in doctypes().values():
		if doctype.is_child:
			yield _index(doctype.name, ("parent", "parentfield", "idx"))
		for field in doctype.fields:
			if field.unique or field.indexed:
				yield _index(doctype.name, (field.fieldname,), unique=field.unique)
	for name, fields, rows in INDEXES:
		yield _index(name, fields, rows)
	for name, fields, rows in UNIQUE:
		yield _index(name, fields, rows, unique=True)
	for name, free in APPEND_ONLY.items():
		yield from _ledger(name, free)


def _index(doctype: str, fields: tuple[str, ...], rows: str = "", *, unique: bool = False) -> str:
	kind = "UNIQUE INDEX" if unique else "INDEX"
	name = f"{doctype}: {'one row' if unique else 'rows'} by {' and '.join(fields)}"
	where = f" WHERE {rows}" if rows else ""
	return f'CREATE {kind} IF NOT EXISTS "{name}" ON {table_name(doctype)} ({", ".join(fields)}){where}'


def _ledger(doctype: str, free: tuple[str, ...]) -> Iterator[str]:
	kept = ", ".join(name for name in columns(doctype) if name not in free)
	for name, event in (("stays", f"UPDATE OF {kept}"), ("is kept", "DELETE")):
		yield f'DROP TRIGGER IF EXISTS "{doctype} {name}"'
		yield f"""CREATE TRIGGER "{doctype} {name}" BEFORE {event} ON {table_name(doctype)}
			BEGIN SELECT RAISE(ABORT, '{doctype} is append-only'); END"""
