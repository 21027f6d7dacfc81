"""Points for answers to surveys: written like every other row of the ledger."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from frappe.utils import getdate

from workshop_crm.core.loyalty.answers import answer_rows, earned_by
from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.services.loyalty import accounts, ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of


class Earned(NamedTuple):
	"""What an answer earned and the balance now; `balance` is None for who is no member."""

	points: int = 0
	balance: int | None = None


def reward(customer: str, company: str, invitation: str, day: date) -> None:
	"""Give a member the points for an answer of `day`. Twice gives them once."""
	account = _account(customer, company)
	if account is None:
		return
	opened = accounts.lock(account)
	accounts.write(opened, answer_rows(opened.program, opened.books.entries, invitation, day))


def earned(customer: str, company: str, invitation: str) -> Earned:
	"""What the page after the answer says."""
	account = _account(customer, company)
	if account is None:
		return Earned()
	entries = ledger.read(account)
	return Earned(earned_by(entries, invitation), Books(entries, getdate()).balance())


def _account(customer: str, company: str) -> Account | None:
	program = program_of(customer, company)
	return Account(customer, program, company) if program else None
