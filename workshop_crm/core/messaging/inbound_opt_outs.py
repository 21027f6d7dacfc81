"""Whether a message says nothing but that no more messages are wanted. Words come folded, without the politeness around them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from workshop_crm.core.messaging.inbound_words import (
	ABOUT_MESSAGES,
	BETWEEN,
	OPT_OUT_BEGINNINGS,
	OPT_OUT_SIGNS,
	OPT_OUT_WORDS,
)

_SIGNATURE = re.compile(
	r"\s*(?:--|__|—|sent from|sent via|get outlook|(?:best|kind|warm|many)? ?regards|sincerely|cheers"
	r"|مع (?:خالص )?(?:التحية|تحياتي)|تحياتي|مع الشكر|(?:أ|ا)رسلت? من|مرسل(?:ة)? من)",
	re.IGNORECASE,
)
_LONGEST_BEGINNING = max(len(one.split()) for one in OPT_OUT_BEGINNINGS)


def without_signature(text: str) -> str:
	"""A message without what a program puts under each of them."""
	lines = text.splitlines()
	ends = (number for number, line in enumerate(lines) if number and _SIGNATURE.match(line))
	return "\n".join(lines[: next(ends, None)]) if len(lines) > 1 else text


def is_opt_out(words: Sequence[str]) -> bool:
	"""Whether the words are a known opt-out, once or several times, or begin one that is about messages alone."""
	said = _once(words)
	return (
		" ".join(said) in OPT_OUT_WORDS
		or "".join(_spelled(words)) in OPT_OUT_WORDS
		or _is_about_messages(said)
	)


def is_sign(text: str) -> bool:
	"""Whether the message is a stop sign, or several."""
	return bool(text) and all(sign in OPT_OUT_SIGNS for sign in text.replace(" ", ""))


def _is_about_messages(words: Sequence[str]) -> bool:
	return any(
		" ".join(words[:length]) in OPT_OUT_BEGINNINGS and _are_about_messages(words[length:])
		for length in range(1, _LONGEST_BEGINNING + 1)
	)


def _are_about_messages(words: Sequence[str]) -> bool:
	known = all(word in ABOUT_MESSAGES or word in BETWEEN for word in words)
	return known and any(word in ABOUT_MESSAGES for word in words)


def _once(words: Sequence[str]) -> list[str]:
	"""STOP STOP STOP is STOP."""
	return [word for number, word in enumerate(words) if not number or word != words[number - 1]]


def _spelled(words: Sequence[str]) -> Sequence[str]:
	"""The letters of S T O P; none of a message in words."""
	return words if len(words) > 2 and all(len(word) == 1 for word in words) else ()
