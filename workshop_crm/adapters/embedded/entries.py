"""A customer as the index file keeps it: the record that is shown, the words of the names, the parts of the codes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from workshop_crm.adapters.embedded.columns import ALIVE, DISABLED, MOST_LETTERS, Row, day_seen
from workshop_crm.core.names.phones import national_digits
from workshop_crm.core.names.plates import mirrored_key, plate_key
from workshop_crm.core.names.spelled import SpelledName
from workshop_crm.core.search import reasons
from workshop_crm.core.search.codes import alphanumeric, digits_of
from workshop_crm.core.search.documents import Candidate, CustomerDocument, candidate

GRAM = 3
KINDS = {reasons.PHONE: "p", reasons.PLATE: "t", reasons.VIN: "v", reasons.CODE: "c"}
BEGIN, END = "^", "$"


@dataclass(frozen=True, slots=True)
class Entry:
	"""What is written for one customer; `words` and `grams` are what it is found by."""

	candidate: Candidate
	words: tuple[str, ...]
	grams: tuple[str, ...]
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
	row = Row(day_seen(document.last_visit), _letters(found), flags)
	return Entry(found, words, tuple(dict.fromkeys(_grams(document))), row)


def code_grams(kind: str, part: str) -> list[str]:
	"""The keys under which every code of this kind that contains `part` is found; none for a part that is too short."""
	return _inner_grams(KINDS[kind], part)


def beginning_gram(kind: str, part: str) -> str:
	"""The key of the codes that begin with the first letters of `part`."""
	return KINDS[kind] + BEGIN + part[:GRAM]


def end_gram(kind: str, part: str) -> str:
	"""The key of the codes that end with the last letters of `part`."""
	return KINDS[kind] + END + part[-GRAM:]


def encoded(found: Candidate) -> bytes:
	"""The record of a customer; bytes, because names may hold halves of characters that no text may."""
	document = found.document
	record = json.dumps(
		[
			found.name.text,
			found.name_ar.text,
			document.customer,
			document.name,
			document.name_ar,
			document.phones,
			document.plates,
			document.vins,
			document.disabled,
			document.last_visit,
			document.value,
		],
		ensure_ascii=False,
		separators=(",", ":"),
	)
	return record.encode("utf-8", "surrogatepass")


def decoded(record: bytes) -> Candidate:
	"""The customer that was stored as `record`."""
	spelled, spelled_ar, customer, name, name_ar, phones, plates, vins, disabled, last_visit, value = (
		json.loads(record.decode("utf-8", "surrogatepass"))
	)
	document = CustomerDocument(
		customer, name, name_ar, tuple(phones), tuple(plates), tuple(vins), disabled, last_visit, value
	)
	return Candidate(document, SpelledName.from_text(spelled), SpelledName.from_text(spelled_ar))


def _letters(found: Candidate) -> int:
	"""Of the shorter name: the longer one is rarely typed whole."""
	lengths = [sum(map(len, name.words)) for name in (found.name, found.name_ar) if name]
	return min(min(lengths, default=0), MOST_LETTERS)


def _grams(document: CustomerDocument) -> Iterator[str]:
	for phone in document.phones:
		yield from _phone_grams(phone)
	for plate in document.plates:
		key = plate_key(plate)
		for whole in {key, mirrored_key(key), digits_of(key)}:
			yield from _whole_grams("t", whole)
	for vin in document.vins:
		yield from _inner_grams("v", alphanumeric(vin))
	key = alphanumeric(document.customer)
	# Only an id with a number is a code; where customers are named by their names, the name finds them.
	if number := key[len(key.rstrip("0123456789")) :]:
		yield from _whole_grams("c", key)
		yield from _whole_grams("c", number)


def _phone_grams(phone: str) -> Iterator[str]:
	"""With its country code a number holds all parts of the national one, but for its beginning."""
	whole = phone[1:] if phone.startswith("+") and phone[1:].isascii() else digits_of(phone)
	country = _country_code(whole[:4]) if phone.startswith("+") else ""
	yield from _whole_grams("p", whole)
	national = whole.removeprefix(country).removeprefix("0")
	for length in range(1, GRAM + 1):
		yield "p" + BEGIN + national[:length]


@lru_cache(maxsize=4096)
def _country_code(beginning: str) -> str:
	"""The country code with which the digits of an international number begin."""
	return beginning[: len(beginning) - len(national_digits("+" + beginning + "1" * 4)) + 4]


def _whole_grams(letter: str, code: str) -> list[str]:
	"""Parts, beginnings and the end of a code, so that what is typed is looked for there first."""
	grams = _inner_grams(letter, code)
	grams += [letter + BEGIN + code[:length] for length in range(1, min(GRAM, len(code)) + 1)]
	grams.append(letter + END + code[-GRAM:])
	return grams


def _inner_grams(letter: str, code: str) -> list[str]:
	return [letter + code[start : start + GRAM] for start in range(len(code) - GRAM + 1)]
