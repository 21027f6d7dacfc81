"""The owner's rules and choices for messages, from Workshop CRM Settings."""

from __future__ import annotations

from typing import Any

import frappe

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel
from workshop_crm.core.messaging.channels import channel_order as core_order
from workshop_crm.core.messaging.countries import COUNTRY_RULES, OTHER_COUNTRY, CountryRule, owners_hours
from workshop_crm.core.messaging.policy import Policy
from workshop_crm.core.messaging.weekdays import weekdays_in
from workshop_crm.services.platform import settings

OUTBOX_ONLY = "Outbox only"
TWILIO = "Twilio"
META = "Meta"
SMS_SETTINGS = "SMS Settings"
EMAIL_ACCOUNT = "Email Account"
FIELDS: dict[Channel, str] = {
	"WhatsApp": "whatsapp_provider",
	"SMS": "sms_provider",
	"Email": "email_provider",
}


def provider(channel: str) -> str:
	"""Who sends on a channel: "Outbox only" when a person does."""
	field = FIELDS.get(channel)  # type: ignore[call-overload]
	return (field and stored().get(field)) or OUTBOX_ONLY


def sends_by_itself(channel: str) -> bool:
	"""Whether a provider is set up for a channel."""
	return provider(channel) != OUTBOX_ONLY


def channel_order() -> tuple[Channel, ...]:
	"""The order in which channels are tried: those that a provider sends by itself come first."""
	return core_order(tuple(channel for channel in MESSAGE_CHANNELS if sends_by_itself(channel)))


def policy() -> Policy:
	"""The rules by country: the app's, and the owner's in their place."""
	rows = (country_rule(row) for row in stored().country_rules)
	return Policy(settings.region(), {rule.region: rule for rule in rows})


def stored() -> Any:
	"""The settings' record."""
	return frappe.get_cached_doc(settings.SETTINGS)


def country_rule(row: Any) -> CountryRule:
	"""An owner's row as core knows it. Raises InvalidInput for hours that are none."""
	region = settings.country_code(row.country) if row.country else ""
	apps = COUNTRY_RULES.get(region, OTHER_COUNTRY)
	return CountryRule(
		region,
		marketing=owners_hours(row.marketing_from or "", row.marketing_until or "", apps.marketing),
		utility=owners_hours(row.utility_from or "", row.utility_until or "", apps.utility),
		no_sms_marketing_on=weekdays_in(row.no_sms_marketing_on or ""),
		links_in_sms=bool(row.links_in_sms),
		two_way_sms=bool(row.two_way_sms),
		sender_prefix=row.sender_prefix or "",
		sender_suffix=row.sender_suffix or "",
	)
