"""A customer who asks the workshop, not a provider, for no more messages; and what their profile says of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from workshop_crm.core.common.channels import MESSAGE_CHANNELS, Channel
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.messaging.channels import Recipient, address_for, why_not
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.opt_outs import (
	OPT_OUT,
	ConsentEvent,
	is_opted_out,
	last_event,
	normal_address,
)

NO_ADDRESS = N_("There is no phone number or e-mail address to stop messages to.")


def addresses_of(recipient: Recipient) -> list[str]:
	"""All that messages to somebody could go to, each once."""
	given = (recipient.phone, *recipient.other_phones, recipient.email)
	return list(dict.fromkeys(normal_address(address) for address in given if address))


def require_addresses(recipient: Recipient) -> list[str]:
	"""Raises InvalidInput when there is none to write down."""
	addresses = addresses_of(recipient)
	if not addresses:
		raise InvalidInput(NO_ADDRESS)
	return addresses


def why_not_now(recipient: Recipient, channel: Channel, events: Sequence[ConsentEvent]) -> str:
	"""Why a channel cannot be used: as `why_not`, and where the address wants no messages. A stop of messages is none of calls."""
	address = address_for(recipient, channel) or ""
	if channel in MESSAGE_CHANNELS and address and is_opted_out(events, address, channel):
		return OPTED_OUT
	return why_not(recipient, channel)


def stopped_on(recipient: Recipient, events: Sequence[ConsentEvent]) -> datetime | None:
	"""When the customer asked last for no more messages on a channel that could reach them; None when messages may go."""
	asked = (
		last_event(events, address, channel)
		for channel in MESSAGE_CHANNELS
		if (address := address_for(recipient, channel))
	)
	return max((one.happened_on for one in asked if one and one.kind == OPT_OUT), default=None)
