from frappe.model.document import Document


class CustomerCommunicationChannel(Document):
	"""A way to reach a customer, and since when they agree to it."""
