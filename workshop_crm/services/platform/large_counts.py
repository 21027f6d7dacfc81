"""Numbers of records, and sums over them. Going through many takes longer than a page may, so those figures are kept."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import frappe
from frappe.utils import sha256_hash

FEW = 5_000
SECONDS_KEPT = 60

Rows = tuple[tuple[Any, ...], ...]


def counted(statement: str, values: Mapping[str, Any] | None = None) -> int:
	"""The single number that the statement selects; more than `FEW` may be up to a minute old."""
	number: int = _kept(statement, values, lambda rows: rows[0][0] > FEW)[0][0]
	return number


def summed(statement: str) -> Rows:
	"""The rows that the statement selects, whose last column counts the records behind each.

	Those of more than `FEW` records may be up to a minute old.
	"""
	return _kept(statement, None, lambda rows: sum(row[-1] for row in rows) > FEW)


def _kept(statement: str, values: Mapping[str, Any] | None, are_many: Callable[[Rows], bool]) -> Rows:
	key = f"workshop_crm:count:{sha256_hash(statement + str(values or ''))}"
	known: Rows | None = frappe.cache.get_value(key, expires=True)
	if known is not None:
		return known
	rows: Rows = frappe.db.sql(statement, values or ())
	if are_many(rows):
		frappe.cache.set_value(key, rows, expires_in_sec=SECONDS_KEPT)
	return rows
