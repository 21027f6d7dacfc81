"""The secret address under which a customer reads an invoice, for half a year after its day.

The token names the invoice and proves itself by an HMAC of that name: no token is stored, and nobody can guess another one.
Another secret of the site makes all of them unknown.
"""

import base64
import binascii
import hmac
from datetime import date, timedelta

from workshop_crm.core.common.link_tokens import derive_link_token

MAX_TOKEN = 300
SEPARATOR = "."
OPEN_FOR = timedelta(days=180)


def invoice_token(secret: str, invoice: str) -> str:
	"""Raises InvalidInput for a secret that is too short."""
	name = base64.urlsafe_b64encode(invoice.encode("utf-8", "surrogatepass")).rstrip(b"=").decode()
	return f"{name}{SEPARATOR}{derive_link_token(secret, f'invoice {invoice}')}"


def invoice_link(site: str, token: str) -> str:
	"""The address that the customer opens; `site` is the address of the site, with or without a slash at its end."""
	return f"{site.rstrip('/')}/i/{token}"


def claimed_invoice(token: str) -> str | None:
	"""The invoice that a token names, which it has yet to prove; None when it names none."""
	name = token.partition(SEPARATOR)[0]
	if not name or len(token) > MAX_TOKEN:
		return None
	try:
		return base64.urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode() or None
	except (binascii.Error, ValueError):
		return None


def is_token_of(secret: str, token: str, invoice: str) -> bool:
	expected = invoice_token(secret, invoice).encode()
	return hmac.compare_digest(token.encode("utf-8", "surrogatepass"), expected)


def is_open(day: date, today: date) -> bool:
	"""Whether the invoice of a day is still shown."""
	return today <= day + OPEN_FOR
