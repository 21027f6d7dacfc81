"""A notification in the desk for everybody who manages the workshop."""

from __future__ import annotations

import frappe
from frappe.desk.doctype.notification_log.notification_log import enqueue_create_notification
from frappe.utils.user import get_users_with_role

from workshop_crm.services.platform.permissions import MANAGER


def tell_managers(subject: str, doctype: str, name: str) -> None:
	users = get_users_with_role(MANAGER) or get_users_with_role("System Manager")
	if users:
		log = {"type": "Alert", "document_type": doctype, "document_name": name, "subject": subject}
		enqueue_create_notification(users, frappe._dict(log, from_user=frappe.session.user))
