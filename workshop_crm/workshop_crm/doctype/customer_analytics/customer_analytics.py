from frappe.model.document import Document


class CustomerAnalytics(Document):
	"""What the visits of one customer say about their value. Written by the app alone."""
