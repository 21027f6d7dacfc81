"""An address that nobody can read and that is still recognised: what is kept of an opt-out when its person is erased."""

import hashlib
import hmac

from workshop_crm.core.messaging.opt_outs import normal_address


def address_hash(secret: str, address: str) -> str:
	"""HMAC-SHA256: without the secret, trying all phone numbers finds none."""
	return hmac.new(secret.encode(), normal_address(address).encode(), hashlib.sha256).hexdigest()
