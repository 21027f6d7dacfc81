"""The rows of the random steps in the preview's SQLite file: they are read back as they were written."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime, time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.loyalty.steps import PROGRAMS, Account, Lives
from workshop_crm.core.loyalty.checks import differences
from workshop_crm.core.loyalty.model import Entry, NewEntry
from workshop_crm.core.loyalty.records import entry_record
from workshop_crm.preview import records
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.workshop import Workshop

SHARE = 4


def breaks(lives: Lives) -> list[str]:
	"""Accounts that say something else once they were stored, of one in SHARE."""
	accounts = lives.accounts[::SHARE]
	now = datetime.combine(lives.today, time())
	with TemporaryDirectory() as folder:
		workshop = Workshop(Path(folder) / "steps.sqlite3")
		with workshop.writing() as connection:
			for program in PROGRAMS:
				ledger.add_program(connection, program, now)
			customers = ({"name": account.name} for account in accounts)
			records.insert_many(connection, "Customer", customers, now)
			rows = (_record(account, entry) for account in accounts for entry in account.rows)
			records.insert_many(connection, ledger.ENTRY, rows, now)
		with workshop.reading() as connection:
			return [
				account.name
				for account in accounts
				if _differs(account, ledger.entries(connection, account.program.name, account.name), lives)
			]


def _record(account: Account, entry: Entry) -> dict[str, object]:
	whose = {"loyalty_program": account.program.name, "customer": account.name}
	return {"name": entry.name, **whose, **entry_record(_new(entry))}


def _new(entry: Entry) -> NewEntry:
	said = {field.name: getattr(entry, field.name) for field in fields(Entry) if field.name != "name"}
	return NewEntry(key=entry.name, **said)


def _differs(account: Account, stored: list[Entry], lives: Lives) -> bool:
	return stored != account.rows or bool(differences(account.program, stored, None, lives.today))
