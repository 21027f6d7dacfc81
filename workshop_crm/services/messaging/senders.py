"""Who sends on a channel, and who can say what is wrong with it."""

from __future__ import annotations

from workshop_crm.adapters.messaging.meta.check import MetaCheck
from workshop_crm.adapters.messaging.meta.sender import MetaWhatsApp
from workshop_crm.adapters.messaging.twilio.check import TwilioCheck
from workshop_crm.adapters.messaging.twilio.sender import TwilioSender
from workshop_crm.core.common.errors import N_
from workshop_crm.core.messaging.sender import Sender, SendingFailed
from workshop_crm.services.messaging import providers, rules
from workshop_crm.services.messaging.host_senders import EmailSender, GatewaySender

NO_PROVIDER = N_("No provider is set up for this channel. Choose one in Workshop CRM Settings.")


def sender_by(provider: str, channel: str) -> Sender:
	"""A way to send by a provider. Raises SendingFailed when the settings have none."""
	if provider == rules.TWILIO:
		return TwilioSender(providers.twilio(channel))
	if provider == rules.META:
		return MetaWhatsApp(providers.meta())
	if provider == rules.EMAIL_ACCOUNT:
		return EmailSender()
	if provider == rules.SMS_SETTINGS:
		return GatewaySender()
	raise SendingFailed("settings", NO_PROVIDER)


def check_of(provider: str, channel: str) -> TwilioCheck | MetaCheck | None:
	"""What a provider says about the settings and its templates; None for those that cannot be asked."""
	if provider == rules.TWILIO:
		return TwilioCheck(providers.twilio(channel), channel)
	return MetaCheck(providers.meta()) if provider == rules.META else None
