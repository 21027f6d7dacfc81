"""Each channel has a provider of its own: what was sent by e-mail goes on being sent by the site's e-mail account."""

import frappe

from workshop_crm.services.messaging.rules import EMAIL_ACCOUNT, OUTBOX_ONLY
from workshop_crm.services.platform.settings import SETTINGS


def execute() -> None:
	single = frappe.qb.DocType("Singles")
	stored = (single.doctype == SETTINGS) & (single.field == "message_provider")
	if frappe.qb.from_(single).select(single.value).where(stored).run() == (("Email",),):
		frappe.db.set_single_value(SETTINGS, "email_provider", EMAIL_ACCOUNT)
	frappe.qb.from_(single).delete().where(stored).run()
	for field in ("whatsapp_provider", "sms_provider", "email_provider"):
		if not frappe.db.get_single_value(SETTINGS, field):
			frappe.db.set_single_value(SETTINGS, field, OUTBOX_ONLY)
