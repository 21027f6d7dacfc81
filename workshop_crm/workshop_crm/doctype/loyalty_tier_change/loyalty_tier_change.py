from frappe import throw
from frappe.model.document import Document

from workshop_crm.services.platform.words import _


class LoyaltyTierChange(Document):
	"""A customer moved to another tier. Written by the app alone, and never changed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		changed_on: DF.Date
		company: DF.Link
		counted: DF.Float
		customer: DF.Link
		from_tier: DF.Data | None
		loyalty_program: DF.Link
		reason: DF.Literal[
			"Joined the program",
			"Reached what the tier needs",
			"What counted is too long ago",
			"Points or spending were taken back",
			"The program was changed",
			"Two customers were merged",
			"Points of an old system were entered",
		]
		to_tier: DF.Data
	# end: auto-generated types

	def validate(self) -> None:
		if not self.is_new():
			throw(_("A change of the tier stays as it was written."))
