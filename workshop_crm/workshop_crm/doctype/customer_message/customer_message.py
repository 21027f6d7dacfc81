from frappe.model.document import Document


class CustomerMessage(Document):
	"""A message to a customer and what became of it. Written by the app alone."""
