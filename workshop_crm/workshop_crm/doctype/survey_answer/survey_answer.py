from frappe.model.document import Document


class SurveyAnswer(Document):
	"""One answer, beside the question as it was asked."""
