"""Who reads what customers write, and is told when messages cannot be sent."""

from __future__ import annotations

import frappe
from frappe.utils.user import get_users_with_role

from workshop_crm.services.messaging import rules
from workshop_crm.services.platform.managers import notify
from workshop_crm.services.platform.permissions import MANAGER


def responsible() -> list[str]:
	"""The user chosen in the settings, else the workshop's managers, else whoever there is: no message reaches nobody."""
	found = _enabled("messages_go_to") or get_users_with_role(MANAGER) or _enabled("follow_up_assignee")
	return found or get_users_with_role("System Manager") or ["Administrator"]


def _enabled(field: str) -> list[str]:
	"""The user of a setting, who may have left."""
	chosen = rules.stored().get(field)
	return [chosen] if chosen and frappe.db.get_value("User", chosen, "enabled") else []


def tell(subject: str, doctype: str, name: str) -> None:
	"""A notification in the desk for whoever is responsible."""
	notify(responsible(), subject, doctype, name)
