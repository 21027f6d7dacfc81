"""Notifications in the desk, and those who manage the workshop."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils.user import get_users_with_role

from workshop_crm.services.platform.permissions import MANAGER


def notify(users: Sequence[str], subject: str, doctype: str, name: str) -> None:
	"""Nothing where there is nobody to tell."""
	if users:
		log = {"type": "Alert", "document_type": doctype, "document_name": name, "subject": subject}
		enqueue_create_notification(list(users), frappe._dict(log, from_user=frappe.session.user))


def tell_managers(subject: str, doctype: str, name: str) -> None:
	notify(get_users_with_role(MANAGER) or get_users_with_role("System Manager"), subject, doctype, name)
