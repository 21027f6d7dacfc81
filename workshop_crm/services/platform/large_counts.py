"""How many records a statement counts. Counting many takes longer than their first page, so that number is kept."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import frappe
from frappe.utils import sha256_hash

FEW = 5_000
SECONDS_KEPT = 60


def counted(statement: str, values: Mapping[str, Any] | None = None) -> int:
	"""The single number that the statement selects; more than `FEW` may be up to a minute old."""
	key = f"workshop_crm:count:{sha256_hash(statement + str(values or ''))}"
	known: int | None = frappe.cache.get_value(key, expires=True)
	if known is not None:
		return known
	number: int = frappe.db.sql(statement, values or ())[0][0]
	if number > FEW:
		frappe.cache.set_value(key, number, expires_in_sec=SECONDS_KEPT)
	return number
