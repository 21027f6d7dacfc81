"""Reads a site's database for the life-cycle tests. Runs in the bench's Python, from its `sites` folder:

	../env/bin/python site_state.py SITE owned    every row and column that belongs to the app, without times
	../env/bin/python site_state.py SITE all      the keys of every row of every table, and every table's columns and indexes

It asks the database itself, so that it also sees what is left once the app is gone.
"""

import json
import sys
from typing import Any

import frappe

MODULE = "Workshop CRM"
TIMES = {"creation", "modified", "last_execution"}
# Columns that tell a row apart where Frappe writes it anew under another name, or gives it none.
KEYS = {
	"tabDefaultValue": ("parent", "defkey"),
	"tabDocField": ("parent", "fieldname"),
	"tabDocPerm": ("parent", "role", "permlevel", "idx"),
	"tabInstalled Application": ("parent", "app_name"),
	"__Auth": ("doctype", "name", "fieldname"),
	"tabSingles": ("doctype", "field"),
	"tabVersion": ("ref_doctype",),
	"__UserSettings": ("user", "doctype"),
	"__global_search": ("doctype", "name"),
}

OWN_DOCTYPES = f"select name from `tabDocType` where module = '{MODULE}'"
OWN_ROLES = "('Workshop Front Desk', 'Workshop Manager')"
OWNED = {
	"tabDocType": f"module = '{MODULE}'",
	"tabDocField": f"parent in ({OWN_DOCTYPES})",
	"tabDocPerm": f"parent in ({OWN_DOCTYPES})",
	"tabDocType Link": f"parent in ({OWN_DOCTYPES})",
	"tabDocType State": f"parent in ({OWN_DOCTYPES})",
	"tabCustom DocPerm": f"parent in ({OWN_DOCTYPES}) or role in {OWN_ROLES}",
	"tabProperty Setter": f"module = '{MODULE}' or doc_type in ({OWN_DOCTYPES})",
	"tabCustom Field": f"module = '{MODULE}'",
	"tabModule Def": f"name = '{MODULE}'",
	"tabPage": f"module = '{MODULE}'",
	"tabWorkspace": f"module = '{MODULE}'",
	"tabWorkspace Link": f"parent = '{MODULE}'",
	"tabWorkspace Shortcut": f"parent = '{MODULE}'",
	"tabWorkspace Number Card": f"parent = '{MODULE}'",
	"tabNumber Card": f"module = '{MODULE}'",
	"tabModule Onboarding": f"module = '{MODULE}'",
	"tabOnboarding Step Map": f"parent = '{MODULE}'",
	"tabOnboarding Permission": f"parent = '{MODULE}'",
	"tabOnboarding Step": f"name like '{MODULE}%'",
	"tabRole": f"name in {OWN_ROLES}",
	"tabRole Profile": f"name in {OWN_ROLES}",
	"tabHas Role": f"role in {OWN_ROLES} or parent in {OWN_ROLES}",
	"tabScheduled Job Type": "method like 'workshop_crm.%'",
	"tabPatch Log": "patch like 'workshop_crm.%'",
	"tabSingles": f"doctype in ({OWN_DOCTYPES})",
	"__Auth": f"doctype in ({OWN_DOCTYPES})",
}


def owned() -> dict[str, Any]:
	conditions = OWNED | {f"tab{doctype}": "true" for doctype in _own_tables()}
	return {
		"rows": {table: _rows(table, condition) for table, condition in conditions.items()},
		"columns": {table: columns for table, columns in _columns().items() if table in conditions},
	}


def everything() -> dict[str, Any]:
	columns = _columns()
	return {
		"rows": {table: _keys(table, names) for table, names in columns.items()},
		"columns": columns,
		"indexed columns": _indexed_columns(),
	}


def _own_tables() -> list[str]:
	return frappe.db.sql_list(f"select name from `tabDocType` where module = '{MODULE}' and issingle = 0")


def _rows(table: str, condition: str) -> list[str]:
	rows = frappe.db.sql(f"select * from `{table}` where {condition}", as_dict=True)
	return sorted(json.dumps(_without_times(row), default=str, sort_keys=True) for row in rows)


def _without_times(row: dict[str, Any]) -> dict[str, Any]:
	return {column: value for column, value in row.items() if column not in TIMES and column != "modified_by"}


def _keys(table: str, columns: list[str]) -> list[str]:
	key = KEYS.get(table) or (("name",) if "name" in columns else tuple(columns))
	names = ", ".join(f"`{column}`" for column in key)
	return sorted(" | ".join(map(str, row)) for row in frappe.db.sql(f"select {names} from `{table}`"))


def _columns() -> dict[str, list[str]]:
	return _by_table(
		"""select c.table_name, c.column_name from information_schema.columns c
		join information_schema.tables t using (table_schema, table_name)
		where c.table_schema = database() and t.table_type = 'BASE TABLE'
		order by c.table_name, c.column_name"""
	)


def _indexed_columns() -> dict[str, list[str]]:
	return _by_table(
		"""select distinct table_name, column_name from information_schema.statistics
		where table_schema = database() order by table_name, column_name"""
	)


def _by_table(query: str) -> dict[str, list[str]]:
	found: dict[str, list[str]] = {}
	for table, column in frappe.db.sql(query):
		found.setdefault(table, []).append(column)
	return found


def main() -> None:
	site, what = sys.argv[1:]
	frappe.init(site=site, sites_path=".")
	frappe.connect()
	try:
		json.dump(owned() if what == "owned" else everything(), sys.stdout)
	finally:
		frappe.destroy()


if __name__ == "__main__":
	main()
