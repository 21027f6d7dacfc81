"""What is needed to send by Twilio."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from workshop_crm.adapters.messaging.retries import Retries


@dataclass(frozen=True, slots=True)
class TwilioSettings:
	"""Account SID and auth token of the Console; the sender is a number, a name, or the SID of a messaging service (MG...).

	`status_callback` is the public address of the app's webhook. `addresses` sends the calls for a host of Twilio elsewhere.
	"""

	account_sid: str
	auth_token: str = field(repr=False)
	sender: str = ""
	status_callback: str = ""
	connect_timeout: float = 5.0
	read_timeout: float = 20.0
	retries: Retries = field(default_factory=Retries)
	addresses: Mapping[str, str] = field(default_factory=dict)
