"""The loyalty programme over all its members."""

from __future__ import annotations

import sqlite3
from datetime import date
from typing import Any

from workshop_crm.core.loyalty import ledger, view
from workshop_crm.core.loyalty.model import AccountTotals
from workshop_crm.preview.store import loyalty
from workshop_crm.preview.store.settings import Settings


def program_view(connection: sqlite3.Connection, settings: Settings, today: date) -> dict[str, Any] | None:
	"""The programme as its screen shows it; None when there is none."""
	program = loyalty.read_program(connection, settings.loyalty_program)
	if program is None:
		return None
	totals = [
		AccountTotals(ledger.balance(entries, today), ledger.lifetime_spend(entries))
		for _customer, entries in loyalty.accounts(connection, program.name)
	]
	return view.program_view(program, totals, settings.currency)
