"""A customer who is erased: what waits for approval is refused, codes that wait are cancelled, reasons are emptied."""

from __future__ import annotations

import frappe

from workshop_crm.core.loyalty.adjust import WAITING
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.services.loyalty import adjusting
from workshop_crm.services.loyalty.ledger import ENTRY
from workshop_crm.services.loyalty.rewards import by_hand


def close(customer: str) -> None:
	"""The points of a code go back to the account, which belongs to nobody from now on. Twice changes nothing."""
	for name in frappe.get_all(adjusting.ADJUSTMENT, {"customer": customer, "status": WAITING}, pluck="name"):
		adjusting.refuse(name)
	for name in frappe.get_all(REDEMPTION, {"customer": customer, "status": "Reserved"}, pluck="name"):
		by_hand.move(name, "Cancelled")
	_empty_words(customer)


def _empty_words(customer: str) -> None:
	"""What staff wrote about the person, in any words. Points, days and kinds of the ledger's rows stay as they are."""
	own = {"customer": customer}
	frappe.db.set_value(REDEMPTION, own, "note", "", update_modified=False)
	frappe.db.set_value(adjusting.ADJUSTMENT, own, "reason", "", update_modified=False)
	frappe.db.set_value(ENTRY, {**own, "entry_kind": "Adjust"}, "entry_reason", "", update_modified=False)
