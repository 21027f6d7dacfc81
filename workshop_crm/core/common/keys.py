"""Keys by which a request that is sent twice is known."""

from __future__ import annotations

import re

from workshop_crm.core.common.errors import InvalidInput

MAX_KEY = 140

_KEY = re.compile(rf"[A-Za-z0-9._:-]{{1,{MAX_KEY}}}")


def read_key(key: str, refusal: str) -> str:
	"""The key as it is stored: in small letters, because capitals do not count when hosts compare it.

	Raises InvalidInput with `refusal`, which may say the {most} characters of a key, for one that hosts cannot compare alike.
	"""
	if not _KEY.fullmatch(key):
		raise InvalidInput(refusal, most=MAX_KEY).at("idempotency_key")
	return key.lower()
