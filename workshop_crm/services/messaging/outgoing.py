"""A message as its provider gets it."""

from __future__ import annotations

import json

from frappe.model.document import Document

from workshop_crm.core.common.placeholders import with_link
from workshop_crm.core.messaging.sender import Outgoing, ProviderTemplate
from workshop_crm.core.messaging.sender_ids import sender_for
from workshop_crm.core.messaging.templates import approved_template
from workshop_crm.services.messaging import rules
from workshop_crm.services.messaging.templates import read_template
from workshop_crm.services.platform.customer_links import link_about


def outgoing(message: Document) -> Outgoing:
	"""With its link in place, and by WhatsApp as an approved template where there is one."""
	link = link_about(message.reference_doctype, message.reference_name)
	return Outgoing(
		key=message.name,
		channel=message.channel,
		to=message.recipient,
		language=message.language,
		text=with_link(message.text or "", link),
		subject=message.subject or "",
		template=_template(message, link),
		sender=_sender(message),
	)


def _sender(message: Document) -> str:
	"""The sender ID with the mark that the country asks for on marketing; empty for the settings' own."""
	if message.channel != "SMS" or message.provider != rules.TWILIO or not message.template:
		return ""
	template = read_template(message.template)
	rule = rules.policy().rule_for(message.recipient)
	return sender_for(rules.stored().twilio_sms_sender or "", template.category, rule) if template else ""


def _template(message: Document, link: str | None) -> ProviderTemplate | None:
	if message.channel != "WhatsApp" or not message.template:
		return None
	template = read_template(message.template)
	if template is None:
		return None
	values = {**json.loads(message.parameters or "{}"), "link": link or ""}
	return approved_template(template, message.language, rules.provider("WhatsApp"), values)
