"""Which guests count as one when the pages that guests may open are limited."""

from __future__ import annotations

import ipaddress
from collections.abc import Iterable

LOOPBACK = ("127.0.0.0/8", "::1/128")
# A household has all 2^64 addresses of its network of IPv6.
ONE_HOUSEHOLD = 64

_Address = ipaddress.IPv4Address | ipaddress.IPv6Address
_Network = ipaddress.IPv4Network | ipaddress.IPv6Network


def visitor(peer: str, forwarded: str, proxies: Iterable[str]) -> str:
	"""The address that a request is counted for; an IPv6 one as its /64 network.

	`peer` is the other end of the connection, `forwarded` the header X-Forwarded-For. Anybody can send that header, so it
	counts only when the peer is one of `proxies` (addresses or networks), and then the last address that is no proxy's:
	what stands before it came from the client.
	"""
	trusted = [network for network in map(_network, proxies) if network]
	chain = [_address(part) for part in (*forwarded.split(","), peer)]
	for address in reversed(chain):
		if address is None:
			break
		if not _is_in(address, trusted):
			return _household(address)
	return peer


def _address(text: str) -> _Address | None:
	try:
		address = ipaddress.ip_address(text.strip())
	except ValueError:
		return None
	return getattr(address, "ipv4_mapped", None) or address


def _network(text: str) -> _Network | None:
	try:
		return ipaddress.ip_network(str(text).strip(), strict=False)
	except ValueError:
		return None


def _is_in(address: _Address, networks: Iterable[_Network]) -> bool:
	return any(address.version == network.version and address in network for network in networks)


def _household(address: _Address) -> str:
	if address.version == 4:
		return str(address)
	return str(ipaddress.ip_network((address, ONE_HOUSEHOLD), strict=False))
