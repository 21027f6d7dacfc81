"""One writer for an index at a time, on whatever machine, and the clock by which its writes are ordered."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe

SECONDS_TO_WAIT = 10
MAX_NAME = 64


@contextmanager
def only_writer(engine: str, seconds: float = SECONDS_TO_WAIT) -> Iterator[bool]:
	"""Yields False when another process still writes after `seconds`. A process that dies lets go."""
	name = f"{frappe.conf.db_name}.search.{engine}"[:MAX_NAME]
	mine = bool(frappe.db.sql("select get_lock(%s, %s)", (name, seconds))[0][0])
	try:
		yield mine
	finally:
		if mine:
			frappe.db.sql("select release_lock(%s)", (name,))


def version_now() -> int:
	"""The database's clock in microseconds: what a writer reads after asking for it is at least as new.

	It makes no snapshot of the tables, so ask before the first row of a transaction is read.
	"""
	return int(frappe.db.sql("select cast(unix_timestamp(sysdate(6)) * 1000000 as unsigned)")[0][0])
