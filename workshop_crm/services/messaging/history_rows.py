"""The latest of a customer's history as rows of the Customer: there when the record is read, and never stored.

The form, a print and the REST resource show them. The rest of the history is a page away (`history`).
"""

from __future__ import annotations

from frappe.model.document import Document

from workshop_crm.core.messaging.history import entry_view
from workshop_crm.services.messaging.history import latest

FIELD = "communication_history"
MAX_ROWS = 10


def fill(customer: Document) -> None:
	"""As many as the user may read, newest first. Whoever reads the record has the right to it already."""
	if customer.is_new() or not customer.meta.has_field(FIELD):
		return
	entries, _next = latest(customer.name, MAX_ROWS)
	customer.set(FIELD, [])
	for entry in entries:
		view = entry_view(entry)
		row = customer.append(FIELD, {field: value for field, value in view.items() if field != "entry"})
		# The desk tells rows apart by their names, and these are not new ones to be saved.
		row.name = entry.entry
		row.set("__islocal", None)


def take_off(customer: Document) -> None:
	"""Before a save: what a form sends back of the rows is not stored."""
	if customer.get(FIELD):
		customer.set(FIELD, [])
