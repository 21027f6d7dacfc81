"""The rules that put customers on the call list."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.analytics.actions.defaults import DEFAULT_RULES
from workshop_crm.preview import records

RULE = "Customer Action Rule"


def add_defaults(connection: sqlite3.Connection, now: datetime) -> None:
	"""Only for a workshop that has none: data files of earlier versions get them too."""
	if not records.exists(connection, RULE, {}):
		for rule in DEFAULT_RULES:
			records.insert(connection, RULE, rule, now)
