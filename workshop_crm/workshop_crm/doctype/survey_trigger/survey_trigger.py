from frappe.model.document import Document


class SurveyTrigger(Document):
	"""After which documents a survey is sent, and to whom not."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		cap_count: DF.Int
		cap_days: DF.Int
		condition: DF.Code | None
		customer_field: DF.Data
		delay_minutes: DF.Int
		document_type: DF.Link
		enabled: DF.Check
		event: DF.Literal["Submit", "State"]
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sample_percent: DF.Percent
		service_type: DF.Link | None
		state_field: DF.Data | None
		state_value: DF.Data | None
		vehicle_field: DF.Data | None
	# end: auto-generated types
