"""Which channel may carry a message to somebody: it needs an address and the customer's consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.phones import PHONE_PROBLEMS, phone_problem

Channel = Literal["WhatsApp", "SMS", "Email", "Phone"]
Language = Literal["ar", "en"]

# Those that carry messages, best first. "Phone" is the consent to be called by a person.
CHANNELS: tuple[Channel, ...] = ("WhatsApp", "SMS", "Email")
DATED_CONSENT: tuple[Channel, ...] = ("WhatsApp", "SMS")

NO_PHONE = N_("The customer has no phone number.")
NO_EMAIL = N_("The customer has no e-mail address.")
NO_CONSENT = N_("The customer has not agreed to be contacted this way.")
NO_CONSENT_DATE = N_("The date of the customer's consent is missing.")
NO_CHANNEL = N_("The customer has no channel with an address and consent.")


@dataclass(frozen=True, slots=True)
class Consent:
	"""The customer agreed to be contacted by `channel`; `source` says where (form, phone call, ...)."""

	channel: Channel
	consent_date: date | None
	source: str = ""


@dataclass(frozen=True, slots=True)
class Recipient:
	"""`phone` is E.164, or what was typed where that is no number: such a phone is never used.

	A row in `consents` is a consent; by phone it only counts with its date.
	"""

	name: str
	language: Language
	phone: str | None
	email: str | None
	consents: tuple[Consent, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
	"""Either a channel with its address and no reason, or no channel and the reason, a translatable text."""

	channel: Channel | None
	address: str | None
	reason: str = ""


def address_for(recipient: Recipient, channel: Channel) -> str | None:
	"""Where `channel` reaches the recipient, or None."""
	return (recipient.email if channel == "Email" else recipient.phone) or None


def why_not(recipient: Recipient, channel: Channel) -> str:
	"""Why `channel` cannot be used, as a translatable text; empty when it can."""
	if address_for(recipient, channel) is None:
		return NO_EMAIL if channel == "Email" else NO_PHONE
	if channel != "Email" and (problem := phone_problem(recipient.phone or "")):
		return problem
	consents = [consent for consent in recipient.consents if consent.channel == channel]
	if not consents:
		return NO_CONSENT
	if channel in DATED_CONSENT and not any(consent.consent_date for consent in consents):
		return NO_CONSENT_DATE
	return ""


def require_address(recipient: Recipient, channel: Channel) -> str:
	"""Where a message on `channel` may go now. Raises InvalidInput with the reason when it may not."""
	if reason := why_not(recipient, channel):
		raise InvalidInput(reason)
	return address_for(recipient, channel) or ""


def choose(recipient: Recipient, order: Sequence[Channel] = CHANNELS) -> Choice:
	"""The first channel of `order` that can be used and carries messages; never Phone.

	When there is none, a phone number that cannot be dialled is the reason to tell: it can be mended.
	"""
	reasons = {channel: why_not(recipient, channel) for channel in order if channel in CHANNELS}
	for channel, reason in reasons.items():
		if not reason:
			return Choice(channel, address_for(recipient, channel))
	return Choice(None, None, next((why for why in reasons.values() if why in PHONE_PROBLEMS), NO_CHANNEL))
