"""The names of a file as customers, and made-up ones from the same words up to any number."""

from __future__ import annotations

import csv
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from workshop_crm.core.demo import words
from workshop_crm.core.search.documents import CustomerDocument

_PLATE_LETTERS = "ABDEGHJKLNRSTUVXZ"
# No name ends with these.
_OPENING_WORDS = frozenset(
	("عبد", "أبو", "ابو", "أبي", "ابي", "أم", "ام", "آل", "بن", "ابن", "بنت", "ذو", "سيف")
)
_MADE_UP_SEED = 11
# Primes: a customer's number times one of them gives every id, phone and plate once, in no order. Among customers who tie
# the id decides, and those of the file must not be the first.
_IDS, _ID_STEP = 10**7, 7_368_787
_PHONES, _PHONE_STEP = 10**8, 73_939_133
_DIGITS_OF_PLATES, _PLATE_STEP = 9_999, 31_337_357


@dataclass(frozen=True, slots=True)
class Pair:
	"""One row of the file: an Arabic name, and a Latin spelling of it."""

	arabic: str
	english: str


def read_pairs(file: Path) -> list[Pair]:
	"""The rows of a file with the columns arabic<TAB>english, with or without that headline. Raises SystemExit."""
	with file.open(encoding="utf-8-sig", newline="") as lines:
		rows = [row for row in csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE) if row]
	if bad := next((number for number, row in enumerate(rows, start=1) if len(row) < 2), None):
		raise SystemExit(
			f"{file}, line {bad}: there must be two columns, arabic and english, with a tab between."
		)
	pairs = [Pair(" ".join(row[0].split()), " ".join(row[1].split())) for row in rows]
	found = [pair for pair in pairs if pair.arabic and pair.english and pair.arabic.casefold() != "arabic"]
	return found or _nothing_in(file)


def real_names(pairs: Sequence[Pair]) -> list[str]:
	"""The different Arabic names; the place of a name is its customer's number."""
	return list(dict.fromkeys(pair.arabic for pair in pairs))


def customers(names: Sequence[str], count: int) -> Iterator[CustomerDocument]:
	"""`count` customers with phone and plate: those of `names`, then made-up ones, none with the name of another."""
	yield from (customer(number, name) for number, name in enumerate(names[:count]))
	made_up = _made_up(names)
	yield from (customer(number, next(made_up)) for number in range(len(names), count))


def customer(number: int, name: str) -> CustomerDocument:
	"""The customer with this number, always the same."""
	return CustomerDocument(customer_id(number), name, phones=(phone_of(number),), plates=(plate_of(number),))


def customer_id(number: int) -> str:
	return f"CUST-{number * _ID_STEP % _IDS:07d}"


def phone_of(number: int) -> str:
	"""In E.164."""
	return f"+9665{number * _PHONE_STEP % _PHONES:08d}"


def plate_of(number: int) -> str:
	letters = len(_PLATE_LETTERS)
	place, digits = divmod(number * _PLATE_STEP % (letters**3 * _DIGITS_OF_PLATES), _DIGITS_OF_PLATES)
	first, rest = divmod(place, letters**2)
	second, third = divmod(rest, letters)
	return f"{_PLATE_LETTERS[first]}{_PLATE_LETTERS[second]}{_PLATE_LETTERS[third]} {digits + 1}"


def _made_up(names: Sequence[str]) -> Iterator[str]:
	"""The beginning of one name with the end of another, and with one more word where that is a name already."""
	chance, used = Random(_MADE_UP_SEED), set(names)
	beginnings = [beginning for name in names for beginning in _beginnings(name.split())]
	endings = [name.split()[-1] for name in names] + [family.arabic for family in words.FAMILIES]
	beginnings += [given.arabic for given in (*words.MEN, *words.WOMEN)]
	while True:
		name = f"{chance.choice(beginnings)} {chance.choice(endings)}"
		while name in used:
			name = f"{name} {chance.choice(endings)}"
		used.add(name)
		yield name


def _beginnings(name: Sequence[str]) -> list[str]:
	ends = range(1, max(2, len(name)))
	return [" ".join(name[:end]) for end in ends if name[end - 1] not in _OPENING_WORDS]


def _nothing_in(file: Path) -> list[Pair]:
	raise SystemExit(f"{file} holds no names.")
