"""What is needed to send by Meta's WhatsApp Cloud API."""

from __future__ import annotations

from dataclasses import dataclass, field

from workshop_crm.adapters.messaging.retries import Retries

VERSION = "v23.0"


@dataclass(frozen=True, slots=True)
class MetaSettings:
	"""The system user's access token, and from API Setup the IDs of the number and of the WhatsApp Business Account."""

	access_token: str = field(repr=False)
	phone_number_id: str
	business_account_id: str = ""
	version: str = VERSION
	address: str = "https://graph.facebook.com"
	connect_timeout: float = 5.0
	read_timeout: float = 20.0
	retries: Retries = field(default_factory=Retries)
