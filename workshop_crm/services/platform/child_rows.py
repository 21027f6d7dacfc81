"""Rows of child tables as a request sends them with their parent."""

from __future__ import annotations

from collections.abc import Iterable

from frappe.model.document import Document
from frappe.model.naming import set_new_name

from workshop_crm.core.common.errors import about
from workshop_crm.core.common.fields import day


def disown_strangers(record: Document) -> None:
	"""Before a save: a row whose name is not stored under the record is a new row with a name of its own.

	Frappe would write it over the row of that name, which is another record's.
	"""
	before = record.get_doc_before_save()
	if not before:
		return
	for table in record.meta.get_table_fields():
		stored = [row.name for row in before.get(table.fieldname)]
		for row in record.get(table.fieldname):
			if row.name not in stored:
				_make_new(row)


def read_days(rows: Iterable[Document], *fieldnames: str) -> None:
	"""Bring what the rows hold in these fields to dates. Raises InvalidInput for what is none."""
	for row in rows:
		for fieldname in fieldnames:
			with about(fieldname):
				row.set(fieldname, day(row.get(fieldname)))


def _make_new(row: Document) -> None:
	row.set("__islocal", 1)
	row.name = row.creation = None
	set_new_name(row)
