"""Who does not want to be written to: a log of opt-outs and opt-ins by address, of which the last one counts.

An opt-out is one of the address, whoever the customers are that have it, and holds for everything the app sends.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from workshop_crm.core.common.channels import Channel

Kind = Literal["Opt-out", "Opt-in"]
Source = Literal["Reply", "Link", "Button", "Staff", "Provider"]
Scope = Literal["All", "WhatsApp", "SMS", "Email"]

OPT_OUT: Kind = "Opt-out"
OPT_IN: Kind = "Opt-in"
ALL: Scope = "All"


@dataclass(frozen=True, slots=True)
class ConsentEvent:
	"""An address was taken off, or put back, on one channel or on all that reach it."""

	address: str
	channel: Scope
	kind: Kind
	happened_on: datetime
	source: Source = "Staff"


def normal_address(address: str) -> str:
	"""An address as the log has it: a number stays in E.164, an e-mail address is in small letters."""
	return address.strip().lower()


def last_event(events: Iterable[ConsentEvent], address: str, channel: Channel) -> ConsentEvent | None:
	"""The event that counts for an address on a channel. Of two at one moment the opt-out counts."""
	wanted = normal_address(address)
	about = (one for one in events if one.channel in (ALL, channel) and normal_address(one.address) == wanted)
	return max(about, key=lambda one: (one.happened_on, one.kind == OPT_OUT), default=None)


def is_opted_out(events: Iterable[ConsentEvent], address: str, channel: Channel) -> bool:
	"""Whether nothing may be sent to the address on this channel."""
	last = last_event(events, address, channel)
	return last is not None and last.kind == OPT_OUT


def channels_out(events: Iterable[ConsentEvent], address: str) -> tuple[Channel, ...]:
	"""The channels of an address on which nothing may be sent, for a form that shows them."""
	known = tuple(events)
	is_email = "@" in address
	of_address: tuple[Channel, ...] = ("Email",) if is_email else ("WhatsApp", "SMS")
	return tuple(channel for channel in of_address if is_opted_out(known, address, channel))
