"""The secret address of a customer's own points page.

The token names the account and proves itself by an HMAC of that name: nothing is stored, and the page finds its account
without scanning. Another secret of the site makes every link unknown.
"""

import hmac

from workshop_crm.core.common.link_tokens import derive_link_token

MAX_TOKEN = 100
SEPARATOR = "."


def points_token(secret: str, account: str) -> str:
	"""The token of a Customer Loyalty Points by its name, which is random and says nothing of the customer."""
	return f"{account}{SEPARATOR}{derive_link_token(secret, f'points of {account}')}"


def points_link(site: str, token: str) -> str:
	"""The address that the customer opens; `site` is the address of the site, with or without a slash at its end."""
	return f"{site.rstrip('/')}/p/{token}"


def account_of(secret: str, token: str) -> str | None:
	"""The account whose token a guest put into the address; None when it is not one that this site has made."""
	account = token.partition(SEPARATOR)[0]
	if not account or len(token) > MAX_TOKEN:
		return None
	good = points_token(secret, account)
	is_good = hmac.compare_digest(_bytes(token), _bytes(good))
	return account if is_good else None


def _bytes(text: str) -> bytes:
	return text.encode("utf-8", "surrogatepass")
