"""The loyalty program over all its members."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from workshop_crm.core.loyalty import view
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.rows import account_totals
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.settings import Settings


def program_view(connection: sqlite3.Connection, settings: Settings, today: date) -> dict[str, Any] | None:
	"""The program as its screen shows it; None when there is none."""
	program = ledger.read_program(connection, settings)
	if program is None:
		return None
	totals = [
		account_totals(program, Books(entries, today))
		for _customer, entries in ledger.accounts(connection, program.name)
	]
	return view.program_view(program, totals, settings.currency)
