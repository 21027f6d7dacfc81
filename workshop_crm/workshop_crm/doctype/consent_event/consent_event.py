from frappe import throw
from frappe.model.document import Document

from workshop_crm.services.platform.words import _


class ConsentEvent(Document):
	"""Somebody asked not to be written to, or allowed it again. Written by the app alone, and never changed."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		address: DF.Data | None
		address_hash: DF.Data | None
		channel: DF.Literal["All", "WhatsApp", "SMS", "Email"]
		customer: DF.Link | None
		happened_on: DF.Datetime
		kind: DF.Literal["Opt-out", "Opt-in"]
		message: DF.Link | None
		source: DF.Literal["Reply", "Link", "Button", "Staff", "Provider"]
	# end: auto-generated types

	def validate(self) -> None:
		if not self.is_new():
			throw(
				_(
					"What was recorded cannot be changed. Record what the customer asks for now as a new entry."
				)
			)
