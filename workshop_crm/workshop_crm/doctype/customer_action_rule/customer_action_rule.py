from frappe.model.document import Document

from workshop_crm.services.analytics.actions import rules
from workshop_crm.services.platform.errors import as_frappe_errors


class CustomerActionRule(Document):
	"""When a customer is put on the call list, what is sent or given beside the call, and how it is measured."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		checked_until: DF.Date | None
		enabled: DF.Check
		every_days: DF.Int
		held_out_percent: DF.Int
		lead_days: DF.Int
		message_template: DF.Link | None
		outcome_days: DF.Int
		points: DF.Int
		title: DF.Data
		title_ar: DF.Data | None
		top_percent: DF.Int
		trigger: DF.Literal[
			"Becomes High Risk",
			"Becomes Lapsed",
			"Valuable Customer Gives Low Score",
			"Service Falls Due",
		]
	# end: auto-generated types

	def validate(self) -> None:
		with as_frappe_errors():
			rules.check(self)
