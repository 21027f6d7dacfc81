from frappe.model.document import Document


class CustomerVehicle(Document):
	"""A car in a customer's hands, from when until when."""
