"""Pictures at Meta: an id gives an address for five minutes, which is opened with the same token.

Source: Meta, "Media" (retrieve media URL, download media).
"""

from __future__ import annotations

from urllib.parse import urlsplit

from workshop_crm.adapters.messaging.downloads import download
from workshop_crm.adapters.messaging.meta.client import MetaCalls
from workshop_crm.adapters.messaging.meta.settings import MetaSettings
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import MAX_BYTES, NOT_THERE

# Where Meta keeps files; the token goes nowhere else.
_HOSTS = (".facebook.com", ".fbsbx.com", ".whatsapp.net")


class MetaPictures:
	"""Fetches what customers sent to the number."""

	def __init__(self, settings: MetaSettings) -> None:
		self._settings = settings
		self._calls = MetaCalls(settings)

	def fetch(self, reference: str) -> bytes:
		"""The file of an id. Raises SendingFailed, and InvalidInput for what can be fetched from nowhere."""
		address = self._calls.get(reference).get("url")
		if not isinstance(address, str) or not self._is_metas(address):
			raise InvalidInput(NOT_THERE)
		return download(
			"Meta",
			address,
			MAX_BYTES,
			(self._settings.connect_timeout, self._settings.read_timeout),
			headers={"Authorization": f"Bearer {self._settings.access_token}", "User-Agent": "workshop_crm"},
			allow_redirects=False,
		)

	def _is_metas(self, address: str) -> bool:
		parts, graph = urlsplit(address), urlsplit(self._settings.address)
		if (parts.scheme, parts.netloc) == (graph.scheme, graph.netloc):
			return True
		return parts.scheme == "https" and (parts.hostname or "").endswith(_HOSTS)
