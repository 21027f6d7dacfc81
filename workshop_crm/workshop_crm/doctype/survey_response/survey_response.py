from frappe.model.document import Document


class SurveyResponse(Document):
	"""What a customer answered to one invitation. Written by the app alone."""
