"""The words of a message, by language and channel.

A stored message keeps the placeholder `{link}`: its token is known only to the customer, and is filled in
when the message leaves or when staff look at it (`render_for_staff`).
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from workshop_crm.core.messaging.channels import Channel, Language

LINK = "link"
_PLACEHOLDER = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True, slots=True)
class MessageTemplate:
	"""`subject` is used by e-mail only. Placeholders: `{customer}`, `{company}`, `{link}`."""

	text: str
	subject: str = ""


INVITATIONS: dict[tuple[Language, Channel], MessageTemplate] = {
	("en", "WhatsApp"): MessageTemplate(
		"Hello {customer}, thank you for visiting {company}. How was it? It takes less than a minute: {link}"
	),
	("ar", "WhatsApp"): MessageTemplate(
		"مرحبًا {customer}، شكرًا لزيارتك {company}. كيف كانت تجربتك؟ التقييم لا يستغرق دقيقة: {link}"
	),
	("en", "SMS"): MessageTemplate("{company}: thank you for your visit. How was it? {link}"),
	("ar", "SMS"): MessageTemplate("{company}: شكرًا لزيارتك. كيف كانت تجربتك؟ {link}"),
	("en", "Email"): MessageTemplate(
		"Hello {customer},\n\nThank you for visiting {company}. How was it?"
		"\nThree short questions, less than a minute:\n{link}\n\n{company}",
		"How was your visit to {company}?",
	),
	("ar", "Email"): MessageTemplate(
		"مرحبًا {customer}،\n\nشكرًا لزيارتك {company}. كيف كانت تجربتك؟"
		"\nثلاثة أسئلة قصيرة لا تستغرق دقيقة:\n{link}\n\n{company}",
		"كيف كانت زيارتك إلى {company}؟",
	),
}


def render(template: str, values: Mapping[str, str]) -> str:
	"""Fill in the placeholders that `values` has and leave the others as they are.

	Braces inside a value are dropped, so that a customer's name can never bring in a placeholder.
	"""
	clean = {name: re.sub(r"[{}]", "", value) for name, value in values.items()}
	return _PLACEHOLDER.sub(lambda match: clean.get(match[1], match[0]), template)


def invitation(language: Language, channel: Channel, customer: str, company: str) -> MessageTemplate:
	"""The survey invitation as it is stored: with names, and with `{link}` still in its place."""
	template = INVITATIONS[language, channel]
	values = {"customer": customer, "company": company}
	return MessageTemplate(render(template.text, values), render(template.subject, values))


def render_for_staff(text: str, link: str) -> str:
	"""A stored text with its real link, as staff may copy it and as a provider sends it."""
	return text.replace(f"{{{LINK}}}", link)
