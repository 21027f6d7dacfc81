"""Pictures at Twilio: an address of its API, which leads on to where the file lies.

Source: Twilio, "Media subresource" and "Protect your media files with HTTP basic authentication".
"""

from __future__ import annotations

from urllib.parse import urlsplit, urlunsplit

from workshop_crm.adapters.messaging.downloads import download
from workshop_crm.adapters.messaging.twilio.settings import TwilioSettings
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import MAX_BYTES, NOT_THERE

HOST = "api.twilio.com"


class TwilioPictures:
	"""Fetches what customers sent to the account."""

	def __init__(self, settings: TwilioSettings) -> None:
		self._settings = settings

	def fetch(self, reference: str) -> bytes:
		"""The file at an address of Twilio's API. Raises SendingFailed, and InvalidInput for what can be fetched from nowhere."""
		parts = urlsplit(reference)
		if parts.scheme != "https" or parts.netloc != HOST:
			raise InvalidInput(NOT_THERE)
		if other := self._settings.addresses.get(HOST):
			target = urlsplit(other)
			reference = urlunsplit(parts._replace(scheme=target.scheme, netloc=target.netloc))
		return download(
			"Twilio",
			reference,
			MAX_BYTES,
			(self._settings.connect_timeout, self._settings.read_timeout),
			auth=(self._settings.account_sid, self._settings.auth_token),
		)
