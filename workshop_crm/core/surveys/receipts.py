"""Proof that this guest has just answered: the page after the answer says more than an answered link says to others.

A receipt stands in the address that the form leads to. It is good for an hour, so that a link which is passed on, or
found later in a history, shows neither points nor a car.
"""

import hashlib
import hmac
from datetime import datetime, timedelta

VALID_FOR = timedelta(hours=1)
_DIGITS = 10
_MAC = 24


def new_receipt(secret: str, invitation: str, now: datetime) -> str:
	"""`<until>-<HMAC-SHA256 over the invitation and that moment>`, 96 bits of it."""
	until = int((now + VALID_FOR).timestamp())
	return f"{until}-{_mac(secret, invitation, until)}"


def is_receipt(secret: str, invitation: str, text: str, now: datetime) -> bool:
	"""Whether `text` is a receipt of this invitation that is still good."""
	until, _dash, mac = text.partition("-")
	if not (until.isascii() and until.isdigit() and len(until) == _DIGITS and mac.isascii()):
		return False
	expected = _mac(secret, invitation, int(until))
	return hmac.compare_digest(mac, expected) and int(until) >= now.timestamp()


def _mac(secret: str, invitation: str, until: int) -> str:
	message = f"survey receipt {invitation} {until}".encode()
	return hmac.digest(secret.encode(), message, hashlib.sha256).hex()[:_MAC]
