"""Blotting the person's words in the text columns of a table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import frappe
from frappe.utils.caching import request_cache

from workshop_crm.services.privacy.words import Words

CHUNK = 500
# Columns that name a record; a word there is a reference.
_REFERENCES = ("name", "owner", "modified_by", "parent", "parenttype", "parentfield", "doctype")
_LINKS = ("Link", "Dynamic Link", "Select", "Table MultiSelect")


def blot_records(doctype: str, names: Sequence[str], words: Words, only: Sequence[str] | None = None) -> int:
	"""Blot the words in these records, or in these columns of theirs; returns in how many there were any."""
	return sum(blot(doctype, {"name": chunk}, words, only) for chunk in chunks(names))


def blot(table: str, among: dict[str, Sequence[Any]], words: Words, only: Sequence[str] | None = None) -> int:
	"""Blot the words in the rows whose columns have one of the given values; returns how many rows changed."""
	columns = [column for column in text_columns(table) if only is None or column in only]
	if not columns:
		return 0
	row = frappe.qb.DocType(table)
	query = frappe.qb.from_(row).select(row.name, *(row[column] for column in columns))
	for column, values in among.items():
		query = query.where(row[column].isin(values))
	return sum(_blot_row(table, found, words) for found in query.run(as_dict=True))


@request_cache
def text_columns(doctype: str) -> tuple[str, ...]:
	"""The columns of the DocType's table that hold text which people read."""
	references = set(_REFERENCES)
	references.update(
		field.fieldname for field in frappe.get_meta(doctype).fields if field.fieldtype in _LINKS
	)
	return tuple(column for column in _texts_in(f"tab{doctype}") if column not in references)


def chunks(names: Sequence[str]) -> Iterator[Sequence[str]]:
	"""`names` in parts that a statement can hold."""
	for start in range(0, len(names), CHUNK):
		yield names[start : start + CHUNK]


def _blot_row(table: str, row: dict[str, Any], words: Words) -> int:
	name = row.pop("name")
	changed = {column: words.blotted(text) for column, text in row.items() if text}
	changed = {column: text for column, text in changed.items() if text != row[column]}
	if changed:
		frappe.db.set_value(table, name, changed, update_modified=False)
	return bool(changed)


def _texts_in(table: str) -> list[str]:
	return frappe.db.sql(
		"""select column_name from information_schema.columns
		where table_schema = database() and table_name = %s
			and data_type in ('varchar', 'char', 'text', 'mediumtext', 'longtext', 'tinytext', 'json')
		order by ordinal_position""",
		table,
		pluck=True,
	)
