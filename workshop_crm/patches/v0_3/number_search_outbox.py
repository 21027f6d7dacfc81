"""Notes for the search index get numbers for names, which a table that was made before has no place for.

The old notes go, and none is lost: the index of this version is another one, and is made from all customers.
"""

import frappe
from frappe.core.doctype.doctype.doctype import change_name_column_type

OUTBOX = "Customer Search Update"


def execute() -> None:
	frappe.db.delete(OUTBOX)
	frappe.db.create_sequence(OUTBOX, check_not_exists=True)
	change_name_column_type(OUTBOX, "bigint")
