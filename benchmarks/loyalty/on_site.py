"""The random steps once more, on MariaDB: each is written by the site's own services, committed and read back.

After every step the rows as they were read must say where each point is, and the account's record what its rows say.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from unittest.mock import patch

import frappe

from benchmarks.loyalty.progress import Progress
from benchmarks.loyalty.steps import PROGRAMS, Account, Lives
from benchmarks.submit.sites import on
from workshop_crm.core.loyalty.checks import Difference, differences
from workshop_crm.core.loyalty.model import NewEntry, Program
from workshop_crm.core.loyalty.records import program_record
from workshop_crm.services.loyalty import accounts, checks, ledger, transfer
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.accounts import expense_account
from workshop_crm.tests.records import make_customer

# The programs whose money has as many decimals as the site's.
DECIMALS = 2


def run(site: str, steps: int) -> Lives:
	"""What is wrong afterwards is in the `breaks` of what is returned."""
	with on(site):
		programs = [_program(one) for one in PROGRAMS if one.rounding.decimals == DECIMALS]
		lives = LivesOnSite(programs=programs)
		with _days_of(lives):
			lives.run(steps, Progress("steps on MariaDB", steps))
		return lives


@dataclass
class LivesOnSite(Lives):
	"""Accounts whose rows are those of the site's ledger."""

	written_on: dict[str, date] = field(default_factory=dict)

	def _new_account(self) -> Account:
		program = self.random.choice(self.programs)
		return Account(make_customer(loyalty_program=program.name).name, program)

	def _write(self, account: Account, rows: Sequence[NewEntry]) -> None:
		if rows:
			accounts.write(accounts.lock(_whose(account)), rows)
			self.written += len(rows)
			self._read_back(account)

	def _bring_over(self, other: Account, account: Account) -> None:
		transfer.merge(other.name, account.name)
		self._read_back(account)

	def _read_back(self, account: Account) -> None:
		frappe.db.commit()
		self.written_on[account.name] = self.today
		account.rows = ledger.read(_whose(account))

	def _differences(self, account: Account) -> list[Difference]:
		found = frappe.get_all(accounts.ACCOUNT, {"customer": account.name}, ["*"], limit=1)
		stored = [
			replace(checks.stored_account(row), written_on=self.written_on[account.name]) for row in found
		]
		return differences(account.program, account.rows, stored[0] if stored else None, self.today)


def _whose(account: Account) -> ledger.Account:
	return ledger.Account(account.name, account.program.name, settings.company())


def _program(program: Program) -> Program:
	"""As the site keeps it."""
	company = settings.company()
	if not frappe.db.exists("Loyalty Program", program.name):
		frappe.get_doc(
			{
				"doctype": "Loyalty Program",
				**program_record(replace(program, starts=date(2020, 1, 1))),
				"loyalty_program_type": "Multiple Tier Program",
				"company": company,
				"expense_account": expense_account(company),
				"cost_center": frappe.get_cached_value("Company", company, "cost_center"),
			}
		).insert()
	return get_program(program.name)


@contextmanager
def _days_of(lives: Lives) -> Iterator[None]:
	"""The services see the day of the step as today."""
	with ExitStack() as patched:
		for module in (accounts, transfer):
			patched.enter_context(patch.object(module, "getdate", lambda: lives.today))
		yield
