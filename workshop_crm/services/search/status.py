"""How the search is doing, for administrators."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.services.platform.errors import message
from workshop_crm.services.search import engines, updates


def status() -> dict[str, Any]:
	"""The chosen engine, the number of customers, and for every engine in use how far it is.

	`indexed` is None, and `error` says why, while an index cannot be used; `lag_seconds` is the age of the oldest update.
	"""
	details = {engine: _of(engine) for engine in engines.in_use()}
	chosen = engines.chosen()
	return {
		"engine": chosen,
		"customers": frappe.db.count("Customer"),
		**details[chosen],
		"engines": details,
	}


def _of(engine: str) -> dict[str, Any]:
	indexed, trouble = None, None
	try:
		indexed = engines.index_of(engine).status().customers
	except (EngineUnavailable, IndexUnavailable) as error:
		trouble = message(error)
	return {"indexed": indexed, "error": trouble, **updates.counts(engine)}
