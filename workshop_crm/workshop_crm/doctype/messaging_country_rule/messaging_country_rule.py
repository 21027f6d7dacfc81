from frappe.model.document import Document


class MessagingCountryRule(Document):
	"""What an owner has decided about messages to a country, in place of the app's own rule."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		country: DF.Link | None
		links_in_sms: DF.Check
		marketing_from: DF.Data | None
		marketing_until: DF.Data | None
		no_sms_marketing_on: DF.Data | None
		parent: DF.Data
		parentfield: DF.Data
		parenttype: DF.Data
		sender_prefix: DF.Data | None
		sender_suffix: DF.Data | None
		two_way_sms: DF.Check
		utility_from: DF.Data | None
		utility_until: DF.Data | None
	# end: auto-generated types
