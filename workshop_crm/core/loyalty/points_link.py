"""The secret address of a customer's own points page.

The token names the account and proves itself by an HMAC of that name and of the number of its link: no token is stored, and
the page finds its account without scanning. The next number makes the links of one account unknown, another secret of the site
those of all.
"""

import hmac

from workshop_crm.core.common.link_tokens import derive_link_token

MAX_TOKEN = 100
SEPARATOR = "."


def points_token(secret: str, account: str, number: int = 0) -> str:
	"""The token of a Customer Loyalty Points by its name, which is random and says nothing of the customer.

	`number` says how often the account got a new link.
	"""
	sealed = f"points of {account}, link {number}" if number else f"points of {account}"
	return f"{account}{SEPARATOR}{derive_link_token(secret, sealed)}"


def points_link(site: str, token: str) -> str:
	"""The address that the customer opens; `site` is the address of the site, with or without a slash at its end."""
	return f"{site.rstrip('/')}/p/{token}"


def claimed_account(token: str) -> str | None:
	"""The account that a token names, which it has yet to prove; None when it names none."""
	return token.partition(SEPARATOR)[0] or None if len(token) <= MAX_TOKEN else None


def is_token_of(secret: str, token: str, account: str, number: int) -> bool:
	"""Whether the token is the present one of the account."""
	return hmac.compare_digest(_bytes(token), _bytes(points_token(secret, account, number)))


def _bytes(text: str) -> bytes:
	return text.encode("utf-8", "surrogatepass")
