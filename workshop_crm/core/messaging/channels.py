"""Which channel may carry a message to a customer: it needs an address and the customer's consent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel, address_kind, lacks_date
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.names.phones import PHONE_PROBLEMS, is_fixed_line, phone_problem

NO_PHONE = N_("The customer has no phone number.")
NO_EMAIL = N_("The customer has no e-mail address.")
NO_CONSENT = N_("The customer has not agreed to be contacted this way.")
NO_CONSENT_DATE = N_("The date of the customer's consent is missing.")
NO_SMS_ON_FIXED_LINE = N_("The number is a fixed line, which takes no SMS. Add a mobile number.")
FIXED_LINE_ON_WHATSAPP = N_(
	"The number is a fixed line: WhatsApp reaches it only where it is registered for WhatsApp Business."
)
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

	Where it is a fixed line, WhatsApp and SMS go to the first mobile number among `other_phones`.

	A row in `consents` is a consent; by WhatsApp and SMS it only counts with its date.
	"""

	name: str
	language: Language
	phone: str | None
	email: str | None
	consents: tuple[Consent, ...] = ()
	other_phones: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
	"""Either a channel with its address and no reason, or no channel and the reason, a translatable text."""

	channel: Channel | None
	address: str | None
	reason: str = ""


def address_for(recipient: Recipient, channel: Channel) -> str | None:
	"""Where `channel` reaches the recipient, or None."""
	if address_kind(channel) == "email":
		return recipient.email or None
	phone = recipient.phone or ""
	if channel not in MESSAGE_CHANNELS or not is_fixed_line(phone):
		return phone or None
	mobile = (one for one in recipient.other_phones if not phone_problem(one) and not is_fixed_line(one))
	return next(mobile, phone)


def why_not(recipient: Recipient, channel: Channel, needs_consent: bool = True) -> str:
	"""Why `channel` cannot be used, as a translatable text; empty when it can. An answer to the customer needs no consent."""
	uses_email = address_kind(channel) == "email"
	address = address_for(recipient, channel)
	if address is None:
		return NO_EMAIL if uses_email else NO_PHONE
	if not uses_email and (problem := phone_problem(address)):
		return problem
	if channel == "SMS" and is_fixed_line(address):
		return NO_SMS_ON_FIXED_LINE
	return _lacks_consent(recipient, channel) if needs_consent else ""


def _lacks_consent(recipient: Recipient, channel: Channel) -> str:
	consents = [consent for consent in recipient.consents if consent.channel == channel]
	if not consents:
		return NO_CONSENT
	if all(lacks_date(channel, consent.consent_date) for consent in consents):
		return NO_CONSENT_DATE
	return ""


def doubt(recipient: Recipient, channel: Channel) -> str:
	"""What speaks against a channel although it can be used, as a translatable text; empty for nothing."""
	address = address_for(recipient, channel) or ""
	return FIXED_LINE_ON_WHATSAPP if channel == "WhatsApp" and is_fixed_line(address) else ""


def warnings(recipient: Recipient) -> list[str]:
	"""What whoever agrees to a channel for the customer should know: the number it would use is a fixed line."""
	told = (
		why_not(recipient, consent.channel) or doubt(recipient, consent.channel)
		for consent in recipient.consents
	)
	return [text for text in dict.fromkeys(told) if text in (NO_SMS_ON_FIXED_LINE, FIXED_LINE_ON_WHATSAPP)]


def require_address(recipient: Recipient, channel: Channel) -> str:
	"""Where a message on `channel` may go now. Raises InvalidInput with the reason when it may not."""
	if reason := why_not(recipient, channel):
		raise InvalidInput(reason)
	return address_for(recipient, channel) or ""


def channel_order(sent_at_once: Sequence[Channel] = ()) -> tuple[Channel, ...]:
	"""The order in which channels are tried: first those that a provider sends by itself."""
	return (*sent_at_once, *(channel for channel in MESSAGE_CHANNELS if channel not in sent_at_once))


def choose(recipient: Recipient, order: Sequence[Channel] = MESSAGE_CHANNELS) -> Choice:
	"""The first channel of `order` that can be used and carries messages; never Phone. One with a doubt comes last.

	When there is none, what is wrong with the phone number is the reason given, because it can be corrected.
	"""
	reasons = {channel: why_not(recipient, channel) for channel in order if channel in MESSAGE_CHANNELS}
	usable = [channel for channel, reason in reasons.items() if not reason]
	for channel in sorted(usable, key=lambda one: bool(doubt(recipient, one))):
		return Choice(channel, address_for(recipient, channel))
	wrong = {*PHONE_PROBLEMS, NO_SMS_ON_FIXED_LINE}
	return Choice(None, None, next((why for why in reasons.values() if why in wrong), NO_CHANNEL))
