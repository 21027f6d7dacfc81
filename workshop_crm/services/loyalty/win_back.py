"""Points that a rule gives a customer to come back: written like every other row of the ledger."""

from __future__ import annotations

from frappe.utils import getdate

from workshop_crm.core.loyalty.win_back import NO_MEMBER, gift_rows, why_not
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of


def give(customer: str, company: str, action: str, points: int) -> tuple[int, str]:
	"""The points that were given for an action, and why none were, a translatable sentence. Twice gives them once."""
	program = program_of(customer, company)
	if program is None:
		return 0, NO_MEMBER
	opened = accounts.lock(Account(customer, program, company))
	if problem := why_not(opened.program, points, getdate()):
		return 0, problem
	accounts.write(opened, gift_rows(opened.program, opened.books.entries, action, points, getdate()))
	return points, ""
