"""Message templates as core knows them, and those that a workshop starts with."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.messaging.default_templates import DEFAULT_TEMPLATES, INVOICE
from workshop_crm.core.messaging.templates import Purpose, Template, template_of, template_record
from workshop_crm.preview import records

TEMPLATE = "Message Template"


def read_template(connection: sqlite3.Connection, name: str) -> Template | None:
	record = records.first(connection, TEMPLATE, {"name": name})
	return template_of(record) if record else None


def template_for(connection: sqlite3.Connection, purpose: Purpose) -> Template | None:
	"""The oldest template of a purpose that is in use."""
	record = records.first(connection, TEMPLATE, {"purpose": purpose, "enabled": 1}, "creation")
	return template_of(record) if record else None


def add_defaults(connection: sqlite3.Connection, now: datetime) -> None:
	"""For a workshop that has none; a data file of an earlier version gets the one that is new."""
	if not records.exists(connection, TEMPLATE, {}):
		for template in DEFAULT_TEMPLATES:
			records.insert(connection, TEMPLATE, template_record(template), now)
	elif not records.exists(connection, TEMPLATE, {"purpose": INVOICE.purpose}):
		records.insert(connection, TEMPLATE, template_record(INVOICE), now)
