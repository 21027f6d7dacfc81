"""A customer's record as a form or an import sends it, checked and normalised."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, cast

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.phones import parse_phone
from workshop_crm.core.names.transliterate import to_latin
from workshop_crm.core.profile import fields

Channel = Literal["WhatsApp", "SMS", "Email"]
Language = Literal["ar", "en"]

CHANNELS = ("WhatsApp", "SMS", "Email")
LANGUAGES = {"": "ar", "ar": "ar", "en": "en"}
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")


@dataclass(frozen=True, slots=True)
class ChannelValues:
	"""The customer agreed to `channel` on `consent_date`; only Email may be without a date."""

	channel: Channel
	consent_date: date | None
	source: str


@dataclass(frozen=True, slots=True)
class CustomerValues:
	"""A complete, normalised record: `phone` is E.164, `name` is never empty."""

	name: str
	name_ar: str
	language: Language
	phone: str | None
	email: str | None
	channels: tuple[ChannelValues, ...]


def check_customer(values: Mapping[str, object], region: str, today: date) -> CustomerValues:
	"""Check the complete record of one customer; a missing field is an empty one.

	`values` has the keys name, name_ar, language ("ar" or "en", Arabic when empty), phone, email, channels
	(rows of channel, consent_date, source). `region` is the country of phone numbers without a country
	code. A customer with an Arabic name only gets a Latin one by transliteration. Raises InvalidInput.
	"""
	name, name_ar = _names(fields.text(values, "name"), fields.text(values, "name_ar"))
	phone_text = fields.text(values, "phone")
	phone = parse_phone(phone_text, region) if phone_text else None
	email = fields.email(values, "email")
	channels = _channels(values.get("channels"), today)
	_check_addresses(channels, phone, email)
	return CustomerValues(name, name_ar, _language(values), phone, email, channels)


def _names(name: str, name_ar: str) -> tuple[str, str]:
	if not name and not name_ar:
		raise InvalidInput(N_("Please enter the customer's name."))
	if name and not name_ar and _ARABIC_LETTER.search(name):
		return name, name
	return name or to_latin(name_ar), name_ar


def _language(values: Mapping[str, object]) -> Language:
	written = fields.text(values, "language")
	if written not in LANGUAGES:
		raise InvalidInput(N_("{language} is not one of the languages ar and en."), language=written)
	return cast(Language, LANGUAGES[written])


def _channels(rows: object, today: date) -> tuple[ChannelValues, ...]:
	if rows is None:
		return ()
	if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
		raise InvalidInput(N_("The channels must be a list of rows."))
	channels = tuple(_channel(row, today) for row in rows)
	if len({row.channel for row in channels}) < len(channels):
		raise InvalidInput(N_("Every channel may be listed only once."))
	return channels


def _channel(row: Mapping[str, object], today: date) -> ChannelValues:
	channel = fields.text(row, "channel")
	if channel not in CHANNELS:
		raise InvalidInput(N_("{channel} is not one of WhatsApp, SMS and Email."), channel=channel)
	consent_date = fields.day(row.get("consent_date"))
	if consent_date is None and channel != "Email":
		raise InvalidInput(
			N_("Please enter the date of the customer's consent to {channel}."), channel=channel
		)
	if consent_date is not None and consent_date > today:
		raise InvalidInput(N_("The customer's consent to {channel} is in the future."), channel=channel)
	return ChannelValues(cast(Channel, channel), consent_date, fields.text(row, "source"))


def _check_addresses(channels: Iterable[ChannelValues], phone: str | None, email: str | None) -> None:
	for row in channels:
		if row.channel == "Email" and not email:
			raise InvalidInput(N_("Please enter an e-mail address, or remove the channel Email."))
		if row.channel != "Email" and not phone:
			raise InvalidInput(
				N_("Please enter a phone number, or remove the channel {channel}."), channel=row.channel
			)
