"""Opening balances on ERPNext: every account is locked, and one line that cannot be taken undoes all."""

from __future__ import annotations

from collections import defaultdict

import frappe
from frappe.utils import getdate

from workshop_crm.core.common.errors import WorkshopError, missing
from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.opening import Opening, Refused, opening_rows, read_openings
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import program_of
from workshop_crm.services.platform import settings

SAVEPOINT = "opening_balances"


def load(data: bytes, dry_run: bool) -> tuple[list[Opening], list[Refused]]:
	"""Write the balances of a file, or none of them when one is refused. Raises InvalidInput for a file that is none."""
	openings, refused = read_openings(data, getdate())
	frappe.db.savepoint(SAVEPOINT)
	by_customer: dict[str, list[Opening]] = defaultdict(list)
	for opening in openings:
		by_customer[opening.customer].append(opening)
	for customer in sorted(by_customer):
		try:
			_write(customer, by_customer[customer])
		except WorkshopError as error:
			refused.append(Refused(by_customer[customer][0].line, error))
	if refused or dry_run:
		frappe.db.rollback(save_point=SAVEPOINT)
	return openings, sorted(refused, key=lambda one: one.line)


def _write(customer: str, openings: list[Opening]) -> None:
	if not frappe.db.exists("Customer", customer):
		raise missing(customer)
	company = settings.company()
	program = require_member(program_of(customer, company), customer)
	opened = accounts.lock(Account(customer, program, company))
	accounts.write(opened, opening_rows(opened.program, opened.books.entries, openings, getdate()))
