"""A customer who is erased asks for nothing any more: what waits for approval is refused, codes that wait are cancelled."""

from __future__ import annotations

import frappe

from workshop_crm.core.loyalty.adjust import WAITING
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.services.loyalty import adjusting
from workshop_crm.services.loyalty.rewards import by_hand


def close(customer: str) -> None:
	"""The points of a code go back to the account, which belongs to nobody from now on. Twice changes nothing."""
	for name in frappe.get_all(adjusting.ADJUSTMENT, {"customer": customer, "status": WAITING}, pluck="name"):
		adjusting.refuse(name)
	for name in frappe.get_all(REDEMPTION, {"customer": customer, "status": "Reserved"}, pluck="name"):
		by_hand.move(name, "Cancelled")
