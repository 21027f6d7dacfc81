"""The program in use, set up from a template. What was earned before stays what it was."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime

from workshop_crm.core.loyalty.program_templates import fitted, template
from workshop_crm.core.loyalty.records import program_record
from workshop_crm.preview import records
from workshop_crm.preview.records import Record
from workshop_crm.preview.settings import Settings

PROGRAM = "Loyalty Program"
TABLES = ("collection_rules", "earning_rules")


def take_template(
	connection: sqlite3.Connection, settings: Settings, key: str, now: datetime
) -> tuple[str, ...]:
	"""Give the program in use the tiers and rules of a template; its names, its members and their points stay.

	Returns the names of the rules about services that the workshop does not have. Raises InvalidInput for an unknown
	template.
	"""
	program, left_out = fitted(template(key).program, service_types(connection))
	name = settings.loyalty_program
	values: Record = dict(program_record(replace(program, name=name)))
	del values["program_name_ar"]
	for table in TABLES:
		records.replace_rows(connection, PROGRAM, name, table, values.pop(table), now)
	records.update(connection, PROGRAM, name, values, now)
	return left_out


def service_types(connection: sqlite3.Connection) -> list[str]:
	return [row["name"] for row in records.find(connection, "Service Type", fields=("name",))]
