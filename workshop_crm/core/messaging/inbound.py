"""What a customer's message means: an opt-out, an opt-in, a rating, or words for a person to read.

A message is an opt-out only when it says nothing else. "Please stop by tomorrow" and «لا توقف السيارة هناك» are words.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.messaging.inbound_opt_outs import is_opt_out, is_sign, without_signature
from workshop_crm.core.messaging.inbound_words import (
	BEFORE_A_RATING,
	NUMBERS,
	OPT_IN_WORDS,
	POLITE_WORDS,
	STAR_WORDS,
)
from workshop_crm.core.names.fold import fold

Meaning = Literal["opt_out", "opt_in", "rating", "text"]

OPT_OUT_PAYLOAD = "opt-out"
OPT_IN_PAYLOAD = "opt-in"
"""What the app's own buttons send back; a rating's is `rating:4`."""

MAX_READ = 60
"""Longer messages are words. It is more than any of the phrases that are known, with the politeness around them."""

SCALES = (5, 7, 10)
_RATING_PAYLOAD = re.compile(r"rating:(\d{1,2})")
_NUMBER = re.compile(r"(\d{1,2})(?: ?(?:/|\\|من أصل|من اصل|من|out of|of) ?(\d{1,2}))?")
_STARS = re.compile(r"([⭐★🌟]{1,10})(☆{0,9})")


@dataclass(frozen=True, slots=True)
class Reading:
	"""`rating` is 0 to 10 as it was given; `out_of` is the scale that was named with it, if one was."""

	meaning: Meaning
	rating: int | None = None
	out_of: int | None = None


def read(text: str, payload: str = "") -> Reading:
	"""The meaning of a message, or of a pressed button with its payload."""
	if payload == OPT_OUT_PAYLOAD:
		return Reading("opt_out")
	if payload == OPT_IN_PAYLOAD:
		return Reading("opt_in")
	if rating := _RATING_PAYLOAD.fullmatch(payload):
		return _rating(int(rating[1]), None)
	said = without_signature(text)
	return Reading("text") if len(said) > MAX_READ else _read_words(said)


def _read_words(text: str) -> Reading:
	words = _without(POLITE_WORDS, fold(text).split())
	if is_opt_out(words) or is_sign(_plain(text)):
		return Reading("opt_out")
	if " ".join(words) in OPT_IN_WORDS:
		return Reading("opt_in")
	return _read_rating(text)


def _read_rating(text: str) -> Reading:
	plain = _plain(text)
	if stars := _STARS.fullmatch(plain.replace(" ", "")):
		return _rating(len(stars[1]), len(stars[0]) if stars[2] else None)
	words = _without(POLITE_WORDS, plain.split())
	words = _without(BEFORE_A_RATING, words) if len(words) > 1 else words
	number_alone = _without(STAR_WORDS, words)
	is_of_stars = 0 < len(number_alone) < len(words)
	said = " ".join(number_alone if is_of_stars else words)
	if (number := NUMBERS.get(fold(said))) is not None:
		return _rating(number, 5 if is_of_stars else None)
	found = _NUMBER.fullmatch(said.strip(" .!،,؛"))
	if not found:
		return Reading("text")
	return _rating(int(found[1]), int(found[2]) if found[2] else 5 if is_of_stars else None)


def _rating(value: int, out_of: int | None) -> Reading:
	if value > (out_of or max(SCALES)) or (out_of is not None and out_of not in SCALES):
		return Reading("text")
	return Reading("rating", value, out_of)


def _plain(text: str) -> str:
	"""Small letters and Latin digits, without what nobody sees or what only dresses a digit (5️⃣)."""
	seen = (one for one in text if unicodedata.category(one) not in ("Cf", "Mn", "Me"))
	return " ".join(to_latin_digits(unicodedata.normalize("NFKC", "".join(seen))).casefold().split())


def _without(words: frozenset[str], said: list[str]) -> list[str]:
	"""What is left when such words are taken off both ends."""
	begin, end = 0, len(said)
	while begin < end and _folds_to(words, said[begin]):
		begin += 1
	while end > begin and _folds_to(words, said[end - 1]):
		end -= 1
	return said[begin:end]


def _folds_to(words: frozenset[str], word: str) -> bool:
	folded = fold(word)
	return not folded or folded in words
