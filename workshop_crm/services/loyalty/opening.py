"""Opening balances on ERPNext, one customer after the other; the caller decides whether they stay."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.errors import missing
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.model import Program
from workshop_crm.core.loyalty.opening import Opening, check_first, opening_rows
from workshop_crm.core.loyalty.tier_changes import BROUGHT
from workshop_crm.services.loyalty import accounts, ledger
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.platform import settings


def check(customer: str, openings: Sequence[Opening]) -> Program:
	"""What `write` would refuse, without holding anybody's account."""
	account = _account(customer)
	check_first(ledger.read(account))
	return get_program(account.program)


def write(customer: str, openings: Sequence[Opening]) -> Program:
	"""Write a customer's lines under the lock of the account.

	Raises NotFound, and InvalidInput for one who is in no program or has an opening balance already.
	"""
	opened = accounts.lock(_account(customer))
	rows = opening_rows(opened.program, opened.books.entries, openings, getdate())
	accounts.write(opened, rows, BROUGHT)
	return opened.program


def _account(customer: str) -> Account:
	"""MariaDB takes cust-1 for CUST-1; the ledger keeps the ID as it is."""
	if frappe.db.get_value("Customer", customer, "name") != customer:
		raise missing(customer)
	company = settings.company()
	return Account(customer, require_member(program_of(customer, company), customer), company)
