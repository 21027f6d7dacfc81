"""Points given or taken by hand. The preview has one user, so nothing waits for a second one."""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from datetime import datetime
from typing import Any

from workshop_crm.core.common.keys import read_key
from workshop_crm.core.loyalty.adjust import (
	NO_KEY,
	POSTED,
	Adjustment,
	adjustment_rows,
	check_same,
	read_adjustment,
	require_member,
)
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import accounts, ledger, posting
from workshop_crm.preview.settings import Settings

ADJUSTMENT = "Loyalty Adjustment"


def adjust(
	connection: sqlite3.Connection,
	settings: Settings,
	customer: str,
	asked: tuple[int, str, str],
	key: str,
	now: datetime,
) -> dict[str, Any]:
	"""`asked` are points, kind and reason. The same key twice is one adjustment."""
	checked, key = read_adjustment(*asked), read_key(key, NO_KEY)
	account = require_member(posting.open_account(connection, settings, customer), customer)
	found = records.first(connection, ADJUSTMENT, {"request_key": key})
	if found:
		known = Adjustment(found["name"], found["points"], found["kind"], found["reason"])
		check_same(checked, customer, known, found["customer"])
	name = found["name"] if found else _post(connection, account, checked, key, now)
	points = balance(ledger.entries(connection, account.program.name, customer), now.date())
	return {"adjustment": name, "status": POSTED, "balance": points}


def _post(
	connection: sqlite3.Connection, account: posting.Account, asked: Adjustment, key: str, now: datetime
) -> str:
	record = {
		"customer": account.customer,
		"loyalty_program": account.program.name,
		"points": asked.points,
		"kind": asked.kind,
		"reason": asked.reason,
		"status": POSTED,
		"request_key": key,
	}
	name = records.insert(connection, ADJUSTMENT, record, now)
	rows = adjustment_rows(account.program, account.entries, replace(asked, name=name), now.date())
	accounts.write(connection, account.program, account.customer, rows, now)
	return name
