"""The secret in a survey link.

The token is derived from the site's secret and the invitation's name, so that staff can be shown the link
again although only the token's hash is stored.
"""

import hashlib
from collections.abc import Mapping
from typing import Literal

from workshop_crm.core.common.link_tokens import derive_link_token

Way = Literal["Handover", "Print"]

MAX_TOKEN = 100
# A letter behind the token says which way the link came to the customer; none: by message.
WAYS: Mapping[str, Way] = {"h": "Handover", "p": "Print"}
SEPARATOR = "."


def derive_token(secret: str, invitation: str) -> str:
	"""The token of an invitation. Raises InvalidInput when the secret is missing or too short."""
	return derive_link_token(secret, f"survey invitation {invitation}")


def survey_link(site: str, token: str, way: Way | None = None) -> str:
	"""The address that the customer opens; `site` is the address of the site, with or without a slash at its end."""
	mark = "".join(SEPARATOR + letter for letter, known in WAYS.items() if known == way)
	return f"{site.rstrip('/')}/s/{token}{mark}"


def way_of(token: str) -> Way | None:
	"""Which way the link with this token came to the customer; None for a message."""
	return WAYS.get(token.partition(SEPARATOR)[2])


def hash_token(token: str) -> str:
	"""What is stored in place of the token: SHA-256, 64 hexadecimal characters."""
	return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def hash_to_find(token: str) -> str | None:
	"""The hash of what a guest put into the address; None when it is too long to be a token, or empty."""
	secret, _, mark = token.partition(SEPARATOR)
	is_marked_well = mark in ("", *WAYS) and not token.endswith(SEPARATOR)
	return hash_token(secret) if secret and is_marked_well and len(token) <= MAX_TOKEN else None
