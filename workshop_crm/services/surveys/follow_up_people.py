"""Who is told about a follow-up: the one who calls, the manager, and somebody else when it is late."""

from __future__ import annotations

import frappe
from frappe.desk.form import assign_to
from frappe.model.document import Document
from frappe.utils.user import get_users_with_role

from workshop_crm.services.platform.managers import notify
from workshop_crm.services.platform.permissions import MANAGER


def assign(issue: Document, user: str, task: str) -> None:
	"""A ToDo for `user`, who is told by Frappe; nothing where nobody is named, or the user has it already."""
	if not user:
		return
	arguments = {"assign_to": [user], "doctype": issue.doctype, "name": issue.name, "description": task}
	if issue.priority in ("High", "Medium", "Low"):
		arguments["priority"] = issue.priority
	assign_to.add(arguments, ignore_permissions=True)


def hand_over(issue: Document, user: str, task: str) -> None:
	"""From whoever has it to `user`, or to nobody."""
	assign_to.clear(issue.doctype, issue.name, ignore_permissions=True)
	assign(issue, user, task)


def tell_manager(issue: Document, manager: str) -> None:
	"""A notification for the manager of the settings, or for everybody who manages the workshop."""
	users = [manager] if manager else get_users_with_role(MANAGER)
	notify(users, frappe.utils.escape_html(issue.subject), issue.doctype, issue.name)


def close_tasks(issue: Document) -> None:
	assign_to.close_all_assignments(issue.doctype, issue.name, ignore_permissions=True)
