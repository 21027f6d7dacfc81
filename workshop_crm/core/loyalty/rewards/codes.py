"""Codes of reserved rewards: read out, typed and printed, and not to be guessed."""

from __future__ import annotations

import unicodedata

from workshop_crm.core.common.digits import to_latin_digits

# Crockford's Base32: no I, L, O or U, so that no letter is taken for a digit.
LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LOOK_ALIKE = str.maketrans("ILO", "110")
LENGTH = 12
BYTES = LENGTH
GROUP = 4
MAX_TYPED = 60


def new_code(random: bytes) -> str:
	"""A code of 60 random bits: "7K2M-9QTA-0XVB". `random` are `BYTES` bytes of a source for secrets."""
	letters = "".join(LETTERS[byte % len(LETTERS)] for byte in random[:LENGTH])
	return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))


def read_code(typed: str) -> str:
	"""The code as it is stored, however it was typed: small letters, spaces, Arabic digits; empty for what is none."""
	folded = to_latin_digits(unicodedata.normalize("NFKC", typed[:MAX_TYPED])).upper().translate(LOOK_ALIKE)
	letters = "".join(letter for letter in folded if letter in LETTERS)
	if len(letters) != LENGTH:
		return ""
	return "-".join(letters[place : place + GROUP] for place in range(0, LENGTH, GROUP))
