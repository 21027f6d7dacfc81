"""What a customer is found by in the index file: the words of the names, the parts of the codes."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workshop_crm.adapters.search.embedded import beginnings
from workshop_crm.adapters.search.embedded.columns import (
	ALIVE,
	DISABLED,
	MAX_LEFT_OVER,
	Row,
	day_seen,
	in_tenths,
)
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, digits_of, plate_keys
from workshop_crm.core.search.documents import Candidate, CustomerDocument, candidate
from workshop_crm.core.search.email_codes import BEGINNINGS, email_key, local_part, looked_up
from workshop_crm.core.search.name_cost import left_cost

GRAM = 3
KINDS = {reasons.PHONE: "p", reasons.PLATE: "t", reasons.VIN: "v", reasons.CODE: "c", reasons.EMAIL: "e"}
BEGIN, END = "^", "$"
LOCAL_PART = "="


@dataclass(frozen=True, slots=True)
class Entry:
	"""What is written for one customer; `words`, `grams` and `beginnings` with their places are what it is found by."""

	candidate: Candidate
	words: tuple[str, ...]
	grams: tuple[str, ...]
	beginnings: tuple[tuple[str, int], ...]
	row: Row

	@property
	def document(self) -> CustomerDocument:
		"""The customer as it was handed in."""
		return self.candidate.document


def entry(document: CustomerDocument) -> Entry:
	"""Everything that is kept of a customer."""
	found = candidate(document)
	words = tuple(sorted(found.vocabulary))
	flags = ALIVE | (DISABLED if document.disabled else 0)
	row = Row(day_seen(document.last_visit), _left_over(found), flags)
	grams = tuple(dict.fromkeys(_grams(document)))
	return Entry(found, words, grams, tuple(beginnings.keys_of(found)), row)


def code_grams(kind: str, part: str) -> list[str]:
	"""The keys under which every code of this kind that contains `part` is found; none for a part that is too short.

	E-mail addresses are found from their beginning alone.
	"""
	if kind == reasons.EMAIL:
		return []
	return _inner_grams(KINDS[kind], part)


def beginning_gram(kind: str, part: str) -> str:
	"""The key of the codes that begin with the first letters of `part`."""
	if kind == reasons.EMAIL:
		beginning = looked_up(part)
		return KINDS[kind] + (BEGIN + beginning if beginning else LOCAL_PART + part)
	return KINDS[kind] + BEGIN + part[:GRAM]


def end_gram(kind: str, part: str) -> str:
	"""The key of the codes that end with the last letters of `part`."""
	return KINDS[kind] + END + part[-GRAM:]


def _left_over(found: Candidate) -> int:
	"""Of the name that costs less: the other one is rarely typed whole."""
	costs = [sum(map(left_cost, name.words)) for name in (found.name, found.name_ar) if name]
	return min(in_tenths(min(costs, default=0.0)), MAX_LEFT_OVER)


def _grams(document: CustomerDocument) -> list[str]:
	grams: list[str] = []
	for phone in document.phones:
		grams += _phone_grams(phone)
	for plate in document.plates:
		key, mirrored = plate_keys(plate)
		for whole in {key, mirrored, digits_of(key)}:
			grams += _whole_grams("t", whole)
	for vin in document.vins:
		grams += _inner_grams("v", alphanumeric(vin))
	for email in document.emails:
		grams += _email_grams(email_key(email))
	key = alphanumeric(document.customer)
	# Only an id with a number is a code; where customers are named by their names, the name finds them.
	if number := key[len(key.rstrip("0123456789")) :]:
		grams += _whole_grams("c", key)
		grams += _whole_grams("c", number)
	return grams


def _email_grams(email: str) -> list[str]:
	begins = [f"e{BEGIN}{email[:length]}" for length in BEGINNINGS if length <= len(email)]
	return [f"e{LOCAL_PART}{local_part(email)}", *begins]


def _phone_grams(phone: str) -> list[str]:
	"""With its country code a number holds all parts of the national one, but for its beginning."""
	whole = phone[1:] if phone.startswith("+") and phone[1:].isascii() else digits_of(phone)
	country = _country_code(whole[:4]) if phone.startswith("+") else ""
	national = whole.removeprefix(country).removeprefix("0")
	return _whole_grams("p", whole) + ["p" + BEGIN + national[:length] for length in range(1, GRAM + 1)]


@lru_cache(maxsize=4096)
def _country_code(beginning: str) -> str:
	"""The country code with which the digits of an international number begin."""
	return beginning[: len(beginning) - len(national_digits("+" + beginning + "1" * 4)) + 4]


def _whole_grams(letter: str, code: str) -> list[str]:
	"""Parts, beginnings and the end of a code, so that what is typed is looked for there first."""
	begin, length = letter + BEGIN, len(code)
	grams = [letter + code[start : start + GRAM] for start in range(length - GRAM + 1)]
	grams += [begin + code[:end] for end in range(1, min(GRAM, length) + 1)]
	grams.append(letter + END + code[-GRAM:])
	return grams


def _inner_grams(letter: str, code: str) -> list[str]:
	return [letter + code[start : start + GRAM] for start in range(len(code) - GRAM + 1)]
