"""Rows of tables that a request asks for, or saves, by themselves.

Frappe 15 then asks for the right to the DocType of the row's parent, and never about the parent itself. So anyone who may
keep a Contact of their own could add an address to somebody else's.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import frappe
from frappe.model.document import Document

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.services.platform.customer_records.columns import PARENTS
from workshop_crm.services.platform.errors import as_frappe_errors

# Rows with rules that only a save of the whole Customer can keep.
OF_THE_WHOLE = frozenset({"Customer Vehicle", "Customer Communication Channel"})
READING_METHODS = frozenset({"frappe.client.get", "frappe.desk.form.load.getdoc"})
_RESOURCE = re.compile(r"/api/(?:(?:v1/)?resource|v2/document)/([^/]+)/([^/]+)")


def check_asked() -> None:
	"""Called by Frappe once a request has its user. Raises PermissionError for a row of a record that is closed to them."""
	doctype, name = _asked(frappe.request.path)
	if not doctype or not name or not frappe.is_table(doctype):
		return
	row = frappe.db.get_value(doctype, name, ["parenttype", "parent"], as_dict=True)
	if row and row.parenttype in PARENTS:
		frappe.has_permission(row.parenttype, "read", doc=row.parent, throw=True)


def check_saved(row: Document, method: str | None = None) -> None:
	"""Called by Frappe before any document is saved or deleted; not for rows that are saved with their parent."""
	if row.get("parenttype") not in PARENTS or row.flags.ignore_permissions:
		return
	with as_frappe_errors():
		_require_change(row)


def _require_change(row: Document) -> None:
	parent = frappe.get_doc(row.parenttype, row.parent)
	parent.check_permission("write")
	if row.doctype in OF_THE_WHOLE or parent.docstatus.is_submitted():
		raise NotAllowed(N_("Change this row on the form of {record}, and save that."), record=row.parent)


def _asked(path: str) -> tuple[str, str]:
	"""DocType and name of the one record that a request asks for; empty for other requests."""
	if resource := _RESOURCE.match(path):
		return unquote(resource[1]), unquote(resource[2])
	if path.rsplit("/", 1)[-1] in READING_METHODS:
		return _argument("doctype"), _argument("name")
	return "", ""


def _argument(name: str) -> str:
	value = frappe.form_dict.get(name)
	return value if isinstance(value, str) else ""
