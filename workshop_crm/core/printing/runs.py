"""Arabic text cut where its direction changes, and around its punctuation.

The WebKit of wkhtmltopdf measures a text node wrongly that holds Arabic and anything but Arabic words: the parts are
drawn over each other or out of their cell. Each part in an element of its own comes out right there, and looks the
same everywhere else.
"""

from __future__ import annotations

import re
import unicodedata
from html import unescape

RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_TAG = re.compile(r"(<[^>]*>)")
_DIRECTIONS = {"L": "L", "R": "R", "AL": "R", "NSM": "R", "EN": "N", "AN": "N"}


def runs(text: str) -> tuple[str, ...]:
	"""Stretches of Arabic words, of Latin words, of digits, and what stands between them; joined they are `text`."""
	if not _is_arabic(text):
		return (text,)
	found: list[tuple[str, str]] = []
	for character in text:
		direction = _DIRECTIONS.get(unicodedata.bidirectional(character), "")
		if found and found[-1][0] == direction:
			found[-1] = (direction, found[-1][1] + character)
		else:
			found.append((direction, character))
	return tuple(part for _direction, part in _with_blanks_inside(found))


def html_runs(html: str) -> str:
	"""Safe HTML with each run of its Arabic text in a `<span>`, the Arabic words with the class `wp-ar`."""
	return "".join(part if part.startswith("<") else _spans(part) for part in _TAG.split(html))


def _spans(text: str) -> str:
	plain = unescape(text)
	if not _is_arabic(plain):
		return text
	return "".join(
		f'<span class="wp-ar">{_escaped(part)}</span>'
		if _is_arabic(part)
		else f"<span>{_escaped(part)}</span>"
		for part in runs(plain)
	)


def _is_arabic(text: str) -> bool:
	return any(unicodedata.bidirectional(character) in RIGHT_TO_LEFT for character in text)


def _escaped(text: str) -> str:
	return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _with_blanks_inside(found: list[tuple[str, str]]) -> list[tuple[str, str]]:
	"""A blank between two words of one direction belongs to them."""
	joined: list[tuple[str, str]] = []
	for direction, part in found:
		if len(joined) > 1 and joined[-1][1].isspace() and joined[-2][0] == direction:
			(_, blank), (_, before) = joined.pop(), joined.pop()
			joined.append((direction, before + blank + part))
		else:
			joined.append((direction, part))
	return joined
