"""The secret in a survey link.

The token is derived from the site's secret and the invitation's name, so that staff can be shown the link
again although only the token's hash is stored.
"""

import base64
import hashlib
import hmac
from collections.abc import Mapping
from typing import Literal

from workshop_crm.core.common.errors import N_, InvalidInput

Way = Literal["Handover", "Print"]

TOKEN_BYTES = 16
MIN_SECRET = 16
MAX_TOKEN = 100
# A letter behind the token says which way the link came to the customer; none: by message.
WAYS: Mapping[str, Way] = {"h": "Handover", "p": "Print"}
SEPARATOR = "."


def derive_token(secret: str, invitation: str) -> str:
	"""The token of an invitation: HMAC-SHA256, 128 bits, 22 URL-safe characters.

	Raises InvalidInput when the secret has fewer than 16 characters: a guessable link must not go out.
	"""
	if len(secret) < MIN_SECRET:
		raise InvalidInput(
			N_("The secret of the survey links is missing or too short. Set it in Workshop CRM Settings.")
		)
	digest = hmac.digest(secret.encode(), f"survey invitation {invitation}".encode(), hashlib.sha256)
	return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).rstrip(b"=").decode()


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
