"""Settings of the search get their defaults: Frappe gives them to a new record alone."""

import frappe

SETTINGS = "Workshop CRM Settings"
FIELDS = ("search_engine", "elasticsearch_prefix", "elasticsearch_timeout", "elasticsearch_verify")


def execute() -> None:
	stored = frappe.db.get_singles_dict(SETTINGS)
	meta = frappe.get_meta(SETTINGS)
	missing = {name: meta.get_field(name).default for name in FIELDS if stored.get(name) is None}
	if missing:
		frappe.db.set_single_value(SETTINGS, missing, update_modified=False)
