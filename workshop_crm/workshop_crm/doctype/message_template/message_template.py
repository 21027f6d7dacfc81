from frappe.model.document import Document

from workshop_crm.core.messaging.templates import check_template, template_of
from workshop_crm.services.platform.errors import as_frappe_errors


class MessageTemplate(Document):
	"""A text in both languages, and its approved templates at the providers."""

	# begin: auto-generated types
	# This code is auto-generated. Do not modify anything in this block.

	from typing import TYPE_CHECKING

	if TYPE_CHECKING:
		from frappe.types import DF

		approval_ar: DF.Literal["Not submitted", "Pending", "Approved", "Rejected"]
		approval_en: DF.Literal["Not submitted", "Pending", "Approved", "Rejected"]
		category: DF.Literal["Utility", "Marketing"]
		content_sid_ar: DF.Data | None
		content_sid_en: DF.Data | None
		enabled: DF.Check
		link_button_ar: DF.Data | None
		link_button_en: DF.Data | None
		purpose: DF.Literal[
			"Survey Invitation",
			"Survey Reminder",
			"Survey Thanks",
			"Points Statement",
			"Points Expiring",
			"Tier Reached",
			"Service Reminder",
			"Invoice",
			"Opt-out Confirmation",
			"Other",
		]
		reply_buttons_ar: DF.SmallText | None
		reply_buttons_en: DF.SmallText | None
		sms_text_ar: DF.SmallText | None
		sms_text_en: DF.SmallText | None
		subject_ar: DF.Data | None
		subject_en: DF.Data | None
		template_name: DF.Data
		text_ar: DF.SmallText
		text_en: DF.SmallText
		whatsapp_language_ar: DF.Data | None
		whatsapp_language_en: DF.Data | None
		whatsapp_template_ar: DF.Data | None
		whatsapp_template_en: DF.Data | None
	# end: auto-generated types

	def validate(self) -> None:
		with as_frappe_errors():
			check_template(template_of(self.as_dict()))
