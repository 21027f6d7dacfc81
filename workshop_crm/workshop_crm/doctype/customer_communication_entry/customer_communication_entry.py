from typing import Any

from frappe.model.document import Document


def _shown(fieldname: str) -> property:
	"""A field without a column: what the row was given when it was filled."""

	def value(row: Document) -> Any:
		return row.__dict__.get(fieldname)

	return property(value)


class CustomerCommunicationEntry(Document):
	"""A contact with a customer on the Customer form, in print and in the REST resource. It is never stored.

	The rows are filled when a Customer is read, and taken off before it is saved: see `services.messaging.history_rows`.
	Frappe takes no virtual DocType as the child of a stored one, so all fields are virtual instead.
	"""

	happened_on = _shown("happened_on")
	kind = _shown("kind")
	channel = _shown("channel")
	direction = _shown("direction")
	status = _shown("status")
	text = _shown("text")
	author = _shown("author")
