"""The secret in a link that only one customer gets, derived from the site's secret so that it need not be stored."""

import base64
import hashlib
import hmac

from workshop_crm.core.common.errors import N_, InvalidInput

TOKEN_BYTES = 16
MIN_SECRET = 16


def derive_link_token(secret: str, purpose: str) -> str:
	"""HMAC-SHA256 of what the link is for: 128 bits, 22 URL-safe characters.

	Raises InvalidInput when the secret has fewer than 16 characters: a guessable link must not go out.
	"""
	if len(secret) < MIN_SECRET:
		raise InvalidInput(
			N_("The secret of the survey links is missing or too short. Set it in Workshop CRM Settings.")
		)
	digest = hmac.digest(secret.encode(), purpose.encode("utf-8", "surrogatepass"), hashlib.sha256)
	return base64.urlsafe_b64encode(digest[:TOKEN_BYTES]).rstrip(b"=").decode()
