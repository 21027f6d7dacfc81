"""Keys by which a request that is sent twice is known."""

from __future__ import annotations

import re

MAX_KEY = 140

_KEY = re.compile(rf"[A-Za-z0-9._:-]{{1,{MAX_KEY}}}")


def is_key(text: str) -> bool:
	"""Whether both hosts compare the text alike; capitals do not count, so it is stored in small letters."""
	return bool(_KEY.fullmatch(text))
