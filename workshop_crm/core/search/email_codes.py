"""E-mail addresses as they are searched for: by the whole address, its beginning, or the part before the @."""

from __future__ import annotations

import re

MIN_EMAIL = 3
# How many characters of an address are looked up at once: the longest of these that is typed.
BEGINNINGS = (1, 2, 3, 5, 7, 9, 12, 15, 18)

_MAY_BE_LOCAL_PART = re.compile(r"[A-Za-z0-9._%+-]+", re.ASCII)

_WHOLE, _LOCAL_PART, _BEGINNING, _SHARE = 100.0, 95.0, 75.0, 20.0


def email_key(address: str) -> str:
	"""The address as it is compared."""
	return address.strip().casefold()


def local_part(address: str) -> str:
	"""What stands before the @."""
	return address.partition("@")[0]


def typed_email(token: str) -> str:
	"""The key of a word that may be an address or its beginning; empty when it is none.

	Letters alone are a word of a name first; they are an address only as the whole part before the @.
	"""
	if len(token) < MIN_EMAIL or token.startswith("@"):
		return ""
	if "@" not in token and not (_MAY_BE_LOCAL_PART.fullmatch(token) and any(c.isalpha() for c in token)):
		return ""
	return email_key(token)


def looked_up(typed: str) -> str:
	"""The beginning under which addresses that begin with `typed` are kept; empty where it has to be the whole local part."""
	if is_plain_word(typed):
		return ""
	return typed[: max(length for length in BEGINNINGS if length <= len(typed))]


def is_plain_word(typed: str) -> bool:
	return typed.isalpha()


def email_fit(typed: str, address: str) -> float:
	"""100 for the whole address; less for the part before the @ and for a beginning, the shorter the less; 0 for none."""
	if typed == address:
		return _WHOLE
	if typed == local_part(address):
		return _LOCAL_PART
	if is_plain_word(typed) or not address.startswith(typed):
		return 0.0
	return _BEGINNING + _SHARE * len(typed) / len(address)
