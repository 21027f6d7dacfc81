"""Points for answers to surveys: written like every other row of the ledger."""

from __future__ import annotations

import sqlite3
from datetime import date, datetime
from typing import NamedTuple

from workshop_crm.core.loyalty.answers import answer_rows, earned_by
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.preview.loyalty import accounts, posting
from workshop_crm.preview.settings import Settings


class Earned(NamedTuple):
	"""What an answer earned and the balance now; `balance` is None while there is no program."""

	points: int = 0
	balance: int | None = None


def reward(
	connection: sqlite3.Connection, settings: Settings, customer: str, invitation: str, now: datetime
) -> None:
	"""Give the points for an answer. Twice gives them once."""
	account = posting.open_account(connection, settings, customer)
	if account is not None:
		rows = answer_rows(account.program, account.entries, invitation, now.date())
		accounts.write(connection, account.program, customer, rows, now)


def earned(
	connection: sqlite3.Connection, settings: Settings, customer: str, invitation: str, today: date
) -> Earned:
	"""What the page after the answer says."""
	account = posting.open_account(connection, settings, customer)
	if account is None:
		return Earned()
	return Earned(earned_by(account.entries, invitation), balance(account.entries, today))
