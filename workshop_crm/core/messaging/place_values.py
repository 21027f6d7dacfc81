"""What fills the places of a text: one line, not too long, and nothing that a phone makes a link of.

The values come from people, such as the name that somebody gave: a message of the workshop must not carry their link.
"""

from __future__ import annotations

import re

MAX_LENGTH = 80

_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:/+", re.IGNORECASE)
_DOT_OF_A_NAME = re.compile(r"(?<=\w)[.\u3002\uff0e\uff61](?=[^\W\d])")
_LINK = re.compile(
	r"\{link\}|https?://|www\.|\b[a-z0-9-]+(?:\.[a-z0-9-]+)*\.[a-z]{2,}/"
	r"|\w\.(?:com|net|org|info|biz|app|link|shop|store|site|online|io|me|co|ly|ae|sa|kw|bh|qa|om|jo|eg)\b",
	re.IGNORECASE,
)


def place_value(value: str) -> str:
	"""A value as it may stand in a message: `evil.example` becomes `evil. example`, which no phone opens."""
	seen = "".join(letter if letter.isprintable() else " " for letter in value)
	line = " ".join(_DOT_OF_A_NAME.sub(". ", _SCHEME.sub("", seen)).split())
	return line if len(line) <= MAX_LENGTH else line[: MAX_LENGTH - 1].rstrip() + "…"


def has_link(text: str) -> bool:
	"""Whether a text brings a link, by its place or written out."""
	return bool(_LINK.search(text))
