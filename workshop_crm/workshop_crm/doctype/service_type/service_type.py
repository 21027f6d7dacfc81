from frappe.model.document import Document


class ServiceType(Document):
	"""What the workshop does to a car: surveys, rules and charts speak of it."""
