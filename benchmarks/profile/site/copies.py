"""One row as the pattern of many: `insert ... select` with its own values wherever the pattern has a mark."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import frappe

Row = dict[str, Any]
Marks = Mapping[Any, str]


def copy(doctype: str, pattern: Row, source: str, marks: Marks, **columns: str) -> None:
	"""Insert a row into the DocType's table for each row of `source`, and commit.

	`marks` maps a value of the pattern to the SQL expression that takes its place; a text mark is also
	replaced inside longer texts. `columns` gives the expressions of single columns, and wins.
	"""
	made_by_the_server = _generated(doctype)
	expressions = {
		name: columns.get(name) or expression(value, marks)
		for name, value in pattern.items()
		if name not in made_by_the_server
	}
	unknown = set(columns) - set(pattern)
	if unknown:
		raise ValueError(f"{doctype} has no column {', '.join(sorted(unknown))}.")
	names = ", ".join(f"`{name}`" for name in expressions)
	frappe.db.sql(
		f"insert into `tab{doctype}` ({names}) select {', '.join(expressions.values())} from {source}"
	)
	frappe.db.commit()


def _generated(doctype: str) -> set[str]:
	"""Columns that MariaDB works out itself, and refuses to be given."""
	rows = frappe.db.sql(
		"""select column_name from information_schema.columns
		where table_schema = database() and table_name = %s and is_generated = 'ALWAYS'""",
		f"tab{doctype}",
	)
	return {name for (name,) in rows}


def expression(value: Any, marks: Marks) -> str:
	"""The SQL that says `value`, with the marks in it replaced."""
	if not isinstance(value, str):
		return marks.get(value) or ("null" if value is None else frappe.db.escape(str(value)))
	texts = sorted((mark for mark in marks if isinstance(mark, str)), key=len, reverse=True)
	parts = re.split("(" + "|".join(map(re.escape, texts)) + ")", value) if texts else [value]
	said = [marks.get(part) or frappe.db.escape(part) for part in parts if part]
	return f"concat({', '.join(said)})" if len(said) > 1 else (said[0] if said else "''")


def read_row(doctype: str, name: str) -> Row:
	"""All columns of one record's row."""
	return dict(frappe.db.sql(f"select * from `tab{doctype}` where name = %s", name, as_dict=True)[0])


def read_children(doctype: str, parent: str) -> list[Row]:
	"""All columns of the rows of one child table, in order."""
	return [
		dict(row)
		for row in frappe.db.sql(
			f"select * from `tab{doctype}` where parent = %s order by idx", parent, as_dict=True
		)
	]
