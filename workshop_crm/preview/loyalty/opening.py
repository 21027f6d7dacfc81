"""Opening balances of one customer after the other; the caller decides whether they stay."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from datetime import datetime

from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.opening import Opening, opening_rows
from workshop_crm.core.loyalty.tier_changes import BROUGHT
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, posting
from workshop_crm.preview.settings import Settings


def write(
	connection: sqlite3.Connection,
	settings: Settings,
	customer: str,
	openings: Sequence[Opening],
	now: datetime,
) -> Program:
	"""Write a customer's lines. Raises NotFound, and InvalidInput for one who has an opening balance already."""
	records.get(connection, "Customer", customer)
	account = require_member(posting.open_account(connection, settings, customer), customer)
	rows = opening_rows(account.program, account.entries, openings, now.date())
	accounts.write(connection, account.program, customer, rows, now, BROUGHT)
	return account.program
