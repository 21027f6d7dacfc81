"""A customer's record as a form or an import sends it, checked and normalised."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Protocol, TypeVar

from workshop_crm.core.common import fields
from workshop_crm.core.common.channels import CHANNELS, Channel, address_kind, lacks_date
from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_, InvalidInput, about
from workshop_crm.core.common.languages import Language, read_language
from workshop_crm.core.customers.notes import safe_notes
from workshop_crm.core.customers.preferences import Preferences, read_preferences
from workshop_crm.core.names.phones import parse_phone, phone_as_typed, split_extension
from workshop_crm.core.names.transliterate import to_latin

PHONE = "phone"
EMERGENCY_PHONE = "emergency_contact.phone"
_ARABIC_LETTER = re.compile("[\u0620-\u064a\u0671-\u06d3]")


class OnChannel(Protocol):
	"""What belongs to one of CHANNELS."""

	@property
	def channel(self) -> str: ...


Listed = TypeVar("Listed", bound=OnChannel)


@dataclass(frozen=True, slots=True)
class ChannelValues:
	"""The customer agreed to `channel` on `consent_date`; only Email and Phone may be without a date."""

	channel: Channel
	consent_date: date | None
	source: str


@dataclass(frozen=True, slots=True)
class EmergencyContact:
	"""Whom to call when the customer cannot be reached; `phone` as in CustomerValues."""

	name: str
	phone: str
	extension: str = ""


@dataclass(frozen=True, slots=True)
class CustomerValues:
	"""A complete, normalised record: `name` is never empty, `notes` is harmless HTML.

	`phone` is E.164, or as typed where `check_customer` was asked to keep it, and `phone_extension` the digits behind it.
	"""

	name: str
	name_ar: str
	language: Language
	phone: str | None
	email: str | None
	channels: tuple[ChannelValues, ...]
	emergency_contact: EmergencyContact | None = None
	preferences: Preferences = field(default_factory=Preferences)
	notes: str = ""
	phone_extension: str = ""
	tax_id: str = ""


def check_customer(
	values: Mapping[str, object], region: str, today: date, keeps: Collection[str] = ()
) -> CustomerValues:
	"""Check the complete record of one customer; a missing field is an empty one.

	`values` has the keys name, name_ar, language ("ar" or "en", Arabic when empty), phone, email, tax_id, channels
	(rows of channel, consent_date, source), emergency_contact (name, phone), service_preferences (a mapping or JSON
	text), customer_notes (HTML or plain text). `region` is the country of phone numbers without a country code. A
	customer with an Arabic name only gets a Latin one by transliteration. `keeps` may name PHONE and
	EMERGENCY_PHONE: such a number is kept as typed when it cannot be dialled. Raises InvalidInput that names the field.
	"""
	name, name_ar = _names(values)
	with about(PHONE):
		phone, extension = _phone(values, region, PHONE in keeps)
	with about("email"):
		email = fields.email(values, "email")
	with about("tax_id"):
		tax_id = to_latin_digits(fields.text(values, "tax_id"))
	with about("channels"):
		channels = _channels(values.get("channels"), today)
		_check_addresses(channels, phone, email)
	with about("customer_notes"):
		notes = safe_notes(values.get("customer_notes"))
	return CustomerValues(
		name=name,
		name_ar=name_ar,
		language=_language(values),
		phone=phone,
		email=email,
		channels=channels,
		emergency_contact=_emergency_contact(
			values.get("emergency_contact"), region, EMERGENCY_PHONE in keeps
		),
		preferences=read_preferences(values.get("service_preferences")),
		notes=notes,
		phone_extension=extension,
		tax_id=tax_id,
	)


def emergency_contact_of(
	name: str | None, phone: str | None, extension: str | None = None
) -> EmergencyContact | None:
	"""A stored emergency contact. Forms take the two together only; where one is missing, the other is still of use."""
	return EmergencyContact(name or "", phone or "", extension or "") if name or phone else None


def in_usual_order(channels: Iterable[Listed]) -> tuple[Listed, ...]:
	"""Channels as every screen lists them."""
	order: list[str] = list(CHANNELS)
	return tuple(sorted(channels, key=lambda row: order.index(row.channel)))


def _names(values: Mapping[str, object]) -> tuple[str, str]:
	with about("name"):
		name = fields.text(values, "name")
	with about("name_ar"):
		name_ar = fields.text(values, "name_ar")
	if not name and not name_ar:
		raise InvalidInput(N_("Please enter the customer's name.")).at("name")
	if name and not name_ar and _ARABIC_LETTER.search(name):
		return name, name
	return name or to_latin(name_ar), name_ar


def _phone(values: Mapping[str, object], region: str, is_kept: bool) -> tuple[str | None, str]:
	typed = fields.text(values, "phone")
	if not typed:
		return None, ""
	number, extension = split_extension(typed)
	return (phone_as_typed(number, region) if is_kept else parse_phone(number, region)), extension


def _language(values: Mapping[str, object]) -> Language:
	with about("language"):
		return read_language(fields.text(values, "language")) or "ar"


def _emergency_contact(given: object, region: str, keeps_phone: bool) -> EmergencyContact | None:
	if not given:
		return None
	if not isinstance(given, Mapping):
		raise InvalidInput(N_("The emergency contact must have a name and a phone number.")).at(
			"emergency_contact"
		)
	with about("emergency_contact.name"):
		name = fields.text(given, "name")
	with about(EMERGENCY_PHONE):
		phone, extension = _phone(given, region, keeps_phone)
	if phone and not name:
		raise InvalidInput(
			N_("Please enter the name of the emergency contact, or remove the phone number.")
		).at("emergency_contact.name")
	if name and not phone:
		raise InvalidInput(
			N_("Please enter the phone number of the emergency contact, or remove the name.")
		).at(EMERGENCY_PHONE)
	return EmergencyContact(name, phone, extension) if phone else None


def _channels(rows: object, today: date) -> tuple[ChannelValues, ...]:
	if rows is None:
		return ()
	if not isinstance(rows, Sequence) or not all(isinstance(row, Mapping) for row in rows):
		raise InvalidInput(N_("The channels must be a list of rows."))
	channels = tuple(_channel(row, today) for row in rows)
	if len({row.channel for row in channels}) < len(channels):
		raise InvalidInput(N_("Every channel may be listed only once."))
	return in_usual_order(channels)


def _channel(row: Mapping[str, object], today: date) -> ChannelValues:
	channel = fields.text(row, "channel")
	if channel not in CHANNELS:
		raise InvalidInput(N_("{channel} is not one of WhatsApp, SMS, Email and Phone."), channel=channel)
	consent_date = fields.day(row.get("consent_date"))
	if lacks_date(channel, consent_date):
		raise InvalidInput(
			N_("Please enter the date of the customer's consent to {channel}."), channel=channel
		)
	if consent_date is not None and consent_date > today:
		raise InvalidInput(
			N_(
				"The customer's consent to {channel} is in the future. Enter the day on which the customer agreed."
			),
			channel=channel,
		)
	return ChannelValues(channel, consent_date, fields.text(row, "source"))


def _check_addresses(channels: Iterable[ChannelValues], phone: str | None, email: str | None) -> None:
	for row in channels:
		uses_email = address_kind(row.channel) == "email"
		if uses_email and not email:
			raise InvalidInput(N_("Please enter an e-mail address, or remove the channel Email."))
		if not uses_email and not phone:
			raise InvalidInput(
				N_("Please enter a phone number, or remove the channel {channel}."), channel=row.channel
			)
