"""Who may talk to the preview: it has no log-in, so only pages that it served itself, under a name of its own."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable
from urllib.parse import urlsplit

from werkzeug.wrappers import Request

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.core.common.guest_pages import shows_secret

LOOPBACK_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Guard:
	"""Refuses foreign Host headers (a page that points its own name at this machine) and cross-site writes."""

	def __init__(self, listening_on: str, names: Iterable[str] = ()) -> None:
		self._names = LOOPBACK_NAMES | {listening_on.lower()} | {name.lower() for name in names}
		self._open_to_network = not _is_loopback(listening_on)

	def check(self, request: Request) -> None:
		"""Raises NotAllowed when the request comes from somewhere else than this server's own pages."""
		if not self._is_own_name(host_name(request.headers.get("Host", ""))):
			raise NotAllowed(
				N_(
					"This preview does not go by the name in the address. Open it by the address that it printed."
				)
			)
		# A survey's page names no origin, and its link is all that an answer needs.
		if request.method in SAFE_METHODS or shows_secret(request.path):
			return
		if _is_cross_site(request):
			raise NotAllowed(N_("Another web site asked for this change, so it was refused."))

	def _is_own_name(self, name: str) -> bool:
		if name in self._names:
			return True
		# A number cannot be pointed elsewhere by a name server: it is safe once the owner opened the network.
		return self._open_to_network and _is_address(name)


def host_name(header: str) -> str:
	"""The host of a Host header without port and brackets, in lower case."""
	try:
		return (urlsplit(f"//{header}").hostname or "").lower()
	except ValueError:
		return ""


def _is_cross_site(request: Request) -> bool:
	if request.headers.get("Sec-Fetch-Site") in ("cross-site", "same-site"):
		return True
	origin = request.headers.get("Origin")
	return (
		origin is not None
		and origin.lower() != f"{request.scheme}://{request.headers.get('Host', '')}".lower()
	)


def _is_loopback(name: str) -> bool:
	return name.lower() in LOOPBACK_NAMES or (_is_address(name) and ipaddress.ip_address(name).is_loopback)


def _is_address(name: str) -> bool:
	try:
		ipaddress.ip_address(name)
	except ValueError:
		return False
	return True
