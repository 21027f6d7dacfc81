"""Those who work here."""

from __future__ import annotations

from collections.abc import Collection

import frappe
from frappe.utils.user import get_users_with_role

from workshop_crm.services.platform.permissions import FRONT_DESK, MANAGER


def staff() -> dict[str, str]:
	"""The full names of those who have a role of the workshop, by user."""
	return full_names({*get_users_with_role(FRONT_DESK), *get_users_with_role(MANAGER)}, enabled=1)


def full_names(users: Collection[str], **filters: object) -> dict[str, str]:
	"""The full names of users, by their ids."""
	if not users:
		return {}
	named = {"name": ("in", list(users)), **filters}
	return dict(frappe.get_all("User", named, ["name", "full_name"], as_list=True, limit=0))
