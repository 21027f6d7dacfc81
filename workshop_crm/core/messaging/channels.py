"""Which channel may carry a message to a customer: it needs an address and the customer's consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel, address_kind, lacks_date
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.names.phones import PHONE_PROBLEMS, phone_problem

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

	A row in `consents` is a consent; by WhatsApp and SMS it only counts with its date.
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
	return (recipient.email if address_kind(channel) == "email" else recipient.phone) or None


def why_not(recipient: Recipient, channel: Channel) -> str:
	"""Why `channel` cannot be used, as a translatable text; empty when it can."""
	uses_email = address_kind(channel) == "email"
	if address_for(recipient, channel) is None:
		return NO_EMAIL if uses_email else NO_PHONE
	if not uses_email and (problem := phone_problem(recipient.phone or "")):
		return problem
	consents = [consent for consent in recipient.consents if consent.channel == channel]
	if not consents:
		return NO_CONSENT
	if all(lacks_date(channel, consent.consent_date) for consent in consents):
		return NO_CONSENT_DATE
	return ""


def require_address(recipient: Recipient, channel: Channel) -> str:
	"""Where a message on `channel` may go now. Raises InvalidInput with the reason when it may not."""
	if reason := why_not(recipient, channel):
		raise InvalidInput(reason)
	return address_for(recipient, channel) or ""


def channel_order(sent_at_once: Channel | None = None) -> tuple[Channel, ...]:
	"""The order in which channels are tried: first the one that a provider sends by itself, if there is one."""
	first = () if sent_at_once is None else (sent_at_once,)
	return (*first, *(channel for channel in MESSAGE_CHANNELS if channel not in first))


def choose(recipient: Recipient, order: Sequence[Channel] = MESSAGE_CHANNELS) -> Choice:
	"""The first channel of `order` that can be used and carries messages; never Phone.

	When there is none, a phone number that cannot be dialled is the reason given, because it can be corrected.
	"""
	reasons = {channel: why_not(recipient, channel) for channel in order if channel in MESSAGE_CHANNELS}
	for channel, reason in reasons.items():
		if not reason:
			return Choice(channel, address_for(recipient, channel))
	return Choice(None, None, next((why for why in reasons.values() if why in PHONE_PROBLEMS), NO_CHANNEL))
