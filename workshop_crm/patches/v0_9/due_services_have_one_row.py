"""A car has one row for a service in the list of due services; of several the one written last stays."""

import frappe

from workshop_crm.core.vehicles.kept_due import DUE, ONE_ROW

ROWS_AT_ONCE = 1000


def execute() -> None:
	if frappe.db.table_exists(DUE):
		remove_surplus(DUE)
		frappe.db.add_unique(DUE, list(ONE_ROW))


def remove_surplus(doctype: str) -> None:
	"""Delete all rows of a service of a car but the one written last."""
	surplus = frappe.db.sql(
		f"""select name from (
			select name, row_number() over (
				partition by {", ".join(ONE_ROW)} order by modified desc, name desc
			) as place from `tab{doctype}`
		) numbered where place > 1""",
		pluck=True,
	)
	for start in range(0, len(surplus), ROWS_AT_ONCE):
		frappe.db.delete(doctype, {"name": ("in", surplus[start : start + ROWS_AT_ONCE])})
