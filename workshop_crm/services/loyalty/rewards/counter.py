"""The counter's endpoints: who may do it, and what the screen is sent."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.rewards.model import State
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION
from workshop_crm.core.loyalty.rewards.view import redemption_view, shelf_view
from workshop_crm.services.loyalty.rewards import by_hand, shelf
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.platform.words import _


def rewards(customer: str) -> dict[str, Any]:
	found = shelf.of_customer(customer, settings.company())
	return shelf_view(found, getdate(), rounding(), _)


def reserve(customer: str, reward: str, key: str) -> dict[str, Any]:
	return redemption_view(by_hand.reserve(customer, settings.company(), reward, key))


def move(redemption: str, state: State, note: str = "") -> dict[str, Any]:
	require_staff()
	require_record(REDEMPTION, redemption)
	require_customer(frappe.db.get_value(REDEMPTION, redemption, "customer"))
	return redemption_view(by_hand.move(redemption, state, note))
