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


def breaks(lives: Lives) -> list[str]:
	"""Accounts that say something else once they were stored."""
	now = datetime.combine(lives.today, time())
	with TemporaryDirectory() as folder:
		workshop = Workshop(Path(folder) / "steps.sqlite3")
		with workshop.writing() as connection:
			for program in PROGRAMS:
				ledger.add_program(connection, program, now)
			for account in lives.accounts:
				records.insert(connection, "Customer", {"name": account.name}, now)
				for entry in account.rows:
					whose = {"loyalty_program": account.program.name, "customer": account.name}
					record = {"name": entry.name, **whose, **entry_record(_new(entry))}
					records.insert(connection, ledger.ENTRY, record, now)
		with workshop.reading() as connection:
			return [
				account.name
				for account in lives.accounts
				if _differs(account, ledger.entries(connection, account.program.name, account.name), lives)
			]


def _new(entry: Entry) -> NewEntry:
	said = {field.name: getattr(entry, field.name) for field in fields(Entry) if field.name != "name"}
	return NewEntry(key=entry.name, **said)


def _differs(account: Account, stored: list[Entry], lives: Lives) -> bool:
	return stored != account.rows or bool(differences(account.program, stored, None, lives.today))
