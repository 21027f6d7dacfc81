"""Loyalty Tier Change: every move of an account to another tier, appended and never changed."""

from __future__ import annotations

import frappe

from workshop_crm.core.loyalty.tier_changes import TierChange, change_of, change_record
from workshop_crm.core.loyalty.view import LATEST_CHANGES
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.platform import background

CHANGE = "Loyalty Tier Change"
TELLING = "workshop_crm.services.loyalty.points_messages.tell_tiers"


def append(account: Account, change: TierChange) -> None:
	"""A job looks afterwards whether the customer is told."""
	frappe.get_doc(
		{
			"doctype": CHANGE,
			"customer": account.customer,
			"loyalty_program": account.program,
			"company": account.company,
			**change_record(change),
		}
	).insert(ignore_permissions=True, ignore_links=True)
	background.after_commit(TELLING, TELLING)


def latest(account: Account) -> list[TierChange]:
	"""The last moves, newest first."""
	whose = {
		"customer": account.customer,
		"loyalty_program": account.program,
		"company": account.company,
	}
	order = "changed_on desc, creation desc"
	return [
		change_of(row) for row in frappe.get_all(CHANGE, whose, ["*"], order_by=order, limit=LATEST_CHANGES)
	]
