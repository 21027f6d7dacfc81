"""Opening balances: one line that cannot be taken undoes all."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from datetime import datetime

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.opening import Opening, Refused, opening_rows, read_openings
from workshop_crm.preview import database, records
from workshop_crm.preview.loyalty import accounts, posting
from workshop_crm.preview.settings import Settings


class _Undone(Exception):
	pass


def load(
	connection: sqlite3.Connection, settings: Settings, data: bytes, dry_run: bool, now: datetime
) -> tuple[list[Opening], list[Refused]]:
	"""Write the balances of a file, or none of them when one is refused. Raises InvalidInput for a file that is none."""
	openings, refused = read_openings(data, now.date())
	by_customer: dict[str, list[Opening]] = defaultdict(list)
	for opening in openings:
		by_customer[opening.customer].append(opening)
	try:
		with database.savepoint(connection):
			for customer, own in by_customer.items():
				try:
					_write(connection, settings, customer, own, now)
				except WorkshopError as error:
					refused.append(Refused(own[0].line, error))
			if refused or dry_run:
				raise _Undone
	except _Undone:
		pass
	return openings, sorted(refused, key=lambda one: one.line)


def _write(
	connection: sqlite3.Connection, settings: Settings, customer: str, openings: list[Opening], now: datetime
) -> None:
	records.get(connection, "Customer", customer)
	account = require_member(posting.open_account(connection, settings, customer), customer)
	rows = opening_rows(account.program, account.entries, openings, now.date())
	accounts.write(connection, account.program, customer, rows, now)
