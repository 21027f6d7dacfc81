"""Brings ERPNext's forms to what `custom_fields` says, and back: install, migrate and uninstall share it."""

from __future__ import annotations

import frappe
from frappe.custom.doctype.custom_field.custom_field import create_custom_fields
from frappe.custom.doctype.property_setter.property_setter import make_property_setter

from workshop_crm.custom_fields import CUSTOM_FIELDS, MODULE, PROPERTIES


def create() -> None:
	"""Bring the fields on the site to what this version says. Changes nothing when they agree."""
	_delete_obsolete()
	create_custom_fields(CUSTOM_FIELDS)
	_set_properties()


def _set_properties() -> None:
	"""What an administrator has set on the same field stays."""
	for doctype, fieldname, name, value, kind in PROPERTIES:
		if frappe.db.exists("Property Setter", _property(doctype, fieldname, name)):
			continue
		setter = make_property_setter(doctype, fieldname, name, value, kind)
		setter.db_set("module", MODULE)


def _property(doctype: str, fieldname: str, name: str) -> dict[str, str]:
	return {"doc_type": doctype, "field_name": fieldname, "property": name}


def _delete_obsolete() -> None:
	"""Fields of earlier versions. Those that somebody added by hand are not system generated, and stay."""
	known = {(doctype, field["fieldname"]) for doctype, fields in CUSTOM_FIELDS.items() for field in fields}
	ours = {"module": MODULE, "is_system_generated": 1}
	for field in frappe.get_all("Custom Field", ours, ["name", "dt", "fieldname"]):
		if (field.dt, field.fieldname) not in known:
			frappe.delete_doc("Custom Field", field.name, force=True, ignore_permissions=True)


def delete() -> None:
	"""Take the fields off the forms, with what was customised on them, and give ERPNext's fields back as they were.

	Their columns stay in the tables, as Frappe always leaves them: a later installation finds the values again.
	"""
	for doctype, fields in CUSTOM_FIELDS.items():
		fieldnames = ["in", [field["fieldname"] for field in fields]]
		frappe.db.delete("Custom Field", {"dt": doctype, "fieldname": fieldnames})
		frappe.db.delete("Property Setter", {"doc_type": doctype, "field_name": fieldnames})
	for doctype, fieldname, name, _value, _kind in PROPERTIES:
		frappe.db.delete("Property Setter", {**_property(doctype, fieldname, name), "module": MODULE})
	for doctype in CUSTOM_FIELDS:
		frappe.clear_cache(doctype=doctype)
