"""Where a test message goes."""

from __future__ import annotations

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel, address_kind
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.names.phones import parse_phone


def read_trial(channel: str, address: str, region: str) -> tuple[Channel, str]:
	"""The channel and the address in the form that providers take. Raises InvalidInput."""
	if channel not in MESSAGE_CHANNELS:
		raise InvalidInput(N_("Choose WhatsApp, SMS or Email.")).at("channel")
	if address_kind(channel) == "phone":
		return channel, parse_phone(address, region)
	before, at, domain = address.strip().lower().partition("@")
	if not (before and at and "." in domain) or len(address.split()) != 1:
		raise InvalidInput(N_("Enter an e-mail address.")).at("address")
	return channel, f"{before}@{domain}"
