"""The channels by which customers are reached, and what each needs before it may be used."""

from datetime import date
from typing import Literal

from workshop_crm.core.common.errors import N_, InvalidInput

Channel = Literal["WhatsApp", "SMS", "Email", "Phone"]
Address = Literal["phone", "email"]

LABELS: dict[Channel, str] = {
	"WhatsApp": N_("WhatsApp"),
	"SMS": N_("SMS"),
	"Email": N_("Email"),
	"Phone": N_("Phone"),
}
CHANNELS: tuple[Channel, ...] = tuple(LABELS)
# Those that carry messages, best first. "Phone" is the consent to be called by a person.
MESSAGE_CHANNELS: tuple[Channel, ...] = ("WhatsApp", "SMS", "Email")
PHONE_CHANNELS: tuple[Channel, ...] = ("WhatsApp", "SMS", "Phone")
DATED_CONSENT: tuple[Channel, ...] = ("WhatsApp", "SMS")


def read_channel(value: object) -> Channel | None:
	"""The channel of a message that a request names, None when it names none. Raises InvalidInput for any other."""
	if value is None or value == "":
		return None
	found = next((channel for channel in MESSAGE_CHANNELS if channel == value), None)
	if found is None:
		raise InvalidInput(N_("{channel} is not one of WhatsApp, SMS and Email."), channel=str(value)[:60])
	return found


def address_kind(channel: Channel) -> Address:
	"""Which address of the customer the channel uses."""
	return "phone" if channel in PHONE_CHANNELS else "email"


def lacks_date(channel: Channel, consent_date: date | None) -> bool:
	"""Whether a consent counts for nothing because the day it was given is missing."""
	return consent_date is None and channel in DATED_CONSENT
