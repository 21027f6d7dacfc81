"""The words of a survey invitation, by language and channel."""

from typing import NamedTuple

from workshop_crm.core.common.channels import Channel
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.placeholders import fill


class Words(NamedTuple):
	"""Only e-mail uses `subject`. Places: `{customer}`, `{company}`, and `{link}`, which stays until the message leaves."""

	text: str
	subject: str = ""


INVITATIONS: dict[tuple[Language, Channel], Words] = {
	("en", "WhatsApp"): Words(
		"Hello {customer}, thank you for visiting {company}. How was it? It takes less than a minute: {link}"
	),
	("ar", "WhatsApp"): Words(
		"مرحبًا {customer}، شكرًا لزيارتك {company}. كيف كانت تجربتك؟ التقييم لا يستغرق دقيقة: {link}"
	),
	("en", "SMS"): Words("{company}: thank you for your visit. How was it? {link}"),
	("ar", "SMS"): Words("{company}: شكرًا لزيارتك. كيف كانت تجربتك؟ {link}"),
	("en", "Email"): Words(
		"Hello {customer},\n\nThank you for visiting {company}. How was it?"
		"\nThree short questions, less than a minute:\n{link}\n\n{company}",
		"How was your visit to {company}?",
	),
	("ar", "Email"): Words(
		"مرحبًا {customer}،\n\nشكرًا لزيارتك {company}. كيف كانت تجربتك؟"
		"\nثلاثة أسئلة قصيرة لا تستغرق دقيقة:\n{link}\n\n{company}",
		"كيف كانت زيارتك إلى {company}؟",
	),
}


def invitation_words(language: Language, channel: Channel, customer: str, company: str) -> Words:
	"""The invitation as it is stored: with names, and with `{link}` still in its place."""
	words = INVITATIONS[language, channel]
	values = {"customer": customer, "company": company}
	return Words(fill(words.text, values), fill(words.subject, values))
