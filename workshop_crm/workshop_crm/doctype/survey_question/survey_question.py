from frappe.model.document import Document


class SurveyQuestion(Document):
	"""One question of a survey, in both languages."""
