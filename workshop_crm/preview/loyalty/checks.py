"""Every account's rows: whether they can be true. The file itself refuses to change or remove one."""

from __future__ import annotations

import sqlite3
from datetime import date

from workshop_crm.core.loyalty.checks import Difference, differences
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.settings import Settings


def check(connection: sqlite3.Connection, settings: Settings, today: date) -> list[tuple[str, Difference]]:
	"""What is wrong, by customer."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return []
	return [
		(customer, found)
		for customer, entries in ledger.accounts(connection, program.name)
		for found in differences(program, entries, None, today)
	]
