"""The accounts at the providers, from Workshop CRM Settings, and the public addresses of the app's webhooks."""

from __future__ import annotations

from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.adapters.messaging.meta.webhook import Accounts
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.services.messaging import rules
from workshop_crm.services.platform import settings

WEBHOOKS = "/api/method/workshop_crm.api.messaging_webhooks."


def webhook_address(provider: str) -> str:
	"""Where a provider reports to. Twilio signs this very address."""
	return f"{settings.public_url()}{WEBHOOKS}{provider.lower()}"


def twilio(channel: str) -> TwilioSettings:
	"""The account, with the sender of a channel."""
	stored = rules.stored()
	sender = stored.twilio_whatsapp_sender if channel == "WhatsApp" else stored.twilio_sms_sender
	return TwilioSettings(
		account_sid=(stored.twilio_account_sid or "").strip(),
		auth_token=secret("twilio_auth_token"),
		sender=(sender or "").strip(),
		status_callback=webhook_address(rules.TWILIO),
	)


def meta() -> MetaSettings:
	"""The number and its business account."""
	accounts = meta_accounts()
	return MetaSettings(
		access_token=secret("meta_access_token"),
		phone_number_id=accounts.phone_number_id,
		business_account_id=accounts.business_account_id,
	)


def meta_accounts() -> Accounts:
	"""Whose calls are read."""
	stored = rules.stored()
	return Accounts(
		phone_number_id=(stored.meta_phone_number_id or "").strip(),
		business_account_id=(stored.meta_business_account_id or "").strip(),
	)


def secret(field: str) -> str:
	"""A secret of the settings; empty where there is none."""
	return rules.stored().get_password(field, raise_exception=False) or ""
