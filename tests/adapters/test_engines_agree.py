"""The same 500 queries to both engines: what is asked for stands first in both, or the same other customer does."""

import random
import string
from dataclasses import dataclass

import pytest
from search_calls import fill

from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.common.digits import to_arabic_digits
from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.names.keyboard import other_layout
from workshop_crm.core.names.plates import parse_plate
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.finding import search

CUSTOMERS = 3_000
QUERIES = 500
_PLATE_LETTERS = "ABDEGHJKLNRSTUVXZ"
_VIN_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ" + string.digits
_ARABIC_LETTERS = "ابتثجحخدرزسشصطعغفقكلمنهوي"
# Of what was asked for, so much at least must stand first: the engines must not agree on nonsense.
LEAST_RIGHT = 0.85


@dataclass(frozen=True)
class Person:
	"""A customer, and the name in the script that the document does not have."""

	document: CustomerDocument
	other_name: str


def person(number, chance):
	words = chance.sample(sorted(COMMON_NAMES), chance.choice((2, 2, 3, 3, 4)))
	arabic = [*words[:-1], f"ال{words[-1]}"] if chance.random() < 0.4 else words
	latin = [COMMON_NAMES[word] for word in words]
	if arabic != words:
		latin[-1] = f"Al-{latin[-1]}"
	kind = chance.randrange(4)
	names = {"name": " ".join(latin), "name_ar": " ".join(arabic) if kind == 1 else ""}
	if kind > 1:
		names = {"name": " ".join(arabic)}
	letters = "".join(chance.choices(_PLATE_LETTERS, k=3))
	document = CustomerDocument(
		f"CUST-{number:05d}",
		**names,
		phones=(f"+9665{chance.randrange(10**8):08d}",),
		plates=(f"{letters} {chance.randrange(1, 10_000)}",) if chance.random() < 0.8 else (),
		vins=("".join(chance.choices(_VIN_LETTERS, k=17)),) if chance.random() < 0.5 else (),
		emails=(f"{latin[0]}.{latin[-1][-4:]}{number}@Example.com",) if number % 2 else (),
		disabled=chance.random() < 0.05,
		last_visit=f"2025-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}",
		value=chance.randrange(10_000),
	)
	return Person(document, " ".join(latin if kind > 1 else arabic))


def with_typo(text, chance):
	place = chance.choice([number for number, letter in enumerate(text) if letter.isalpha()])
	letter = chance.choice(string.ascii_lowercase if text.isascii() else _ARABIC_LETTERS)
	return chance.choice(
		(
			text[:place] + text[place + 1 :],
			text[:place] + letter + text[place:],
			text[:place] + letter + text[place + 1 :],
		)
	)


def phone_as_typed(person, chance):
	local = "0" + person.document.phones[0][4:]
	spaced = f"{local[:3]} {local[3:6]} {local[6:]}"
	return chance.choice(
		(
			local,
			spaced,
			to_arabic_digits(spaced),
			person.document.phones[0],
			"00" + person.document.phones[0][1:],
		)
	)


def plate_as_typed(person, chance):
	if not person.document.plates:
		return phone_as_typed(person, chance)
	plate = parse_plate(person.document.plates[0])
	return chance.choice(
		(plate.latin, plate.arabic, plate.latin.replace(" ", "").lower(), " ".join(plate.latin))
	)


def vin_part(person, chance):
	if not person.document.vins:
		return plate_as_typed(person, chance)
	length = chance.randrange(7, 18)
	start = chance.randrange(0, 18 - length)
	return person.document.vins[0][start : start + length]


def beginning(person, chance):
	first, *others = person.document.name.split()
	return f"{first} {others[0][: chance.randrange(2, 5)]}"


def with_digits(person, chance):
	return f"{person.other_name.split()[0]} {person.document.phones[0][-4:]}"


def on_other_keyboard(person, chance):
	return other_layout(person.document.name) or person.document.name


# How often in a hundred queries.
KINDS = [
	(20, lambda person, chance: person.other_name),
	(15, lambda person, chance: with_typo(person.other_name, chance)),
	(10, lambda person, chance: person.document.name),
	(10, lambda person, chance: with_typo(person.document.name, chance)),
	(10, phone_as_typed),
	(10, plate_as_typed),
	(10, vin_part),
	(5, beginning),
	(6, with_digits),
	(4, on_other_keyboard),
]


@pytest.fixture(scope="module")
def people():
	chance = random.Random(20)
	return [person(number, chance) for number in range(CUSTOMERS)]


@pytest.fixture(scope="module")
def engines(people, node, tmp_path_factory):
	embedded = EmbeddedIndex(tmp_path_factory.mktemp("agree") / "index.sqlite3")
	settings = EngineSettings((node.address,), prefix="agree", timeout=60)
	elasticsearch = ElasticsearchIndex(settings, embedded.near_words)
	for index in (embedded, elasticsearch):
		fill(index, [one.document for one in people])
	return embedded, elasticsearch


def test_both_engines_give_the_same_first_customer_for_500_queries(people, engines):
	chance = random.Random(21)
	makers = [make for share, make in KINDS for _ in range(share * QUERIES // 100)]
	assert len(makers) == QUERIES
	differ, right = [], 0
	for make in makers:
		asked = chance.choice(people)
		typed = make(asked, chance)
		firsts = [search(index, typed, 1) for index in engines]
		firsts = [(hits[0].customer, hits[0].score, hits[0].reason) if hits else None for hits in firsts]
		right += firsts[0] is not None and firsts[0][0] == asked.document.customer
		if firsts[0] != firsts[1]:
			differ.append((typed, asked.document.customer, *firsts))
	assert differ == []
	assert right >= LEAST_RIGHT * QUERIES


def test_both_engines_find_addresses_whole_by_their_beginning_and_by_what_stands_before_the_at(
	people, engines
):
	for asked in people[1:60:2]:
		(address,) = asked.document.emails
		local = address.partition("@")[0]
		for typed in (address, address.lower(), f"{local}@", address[:-4], local):
			for index in engines:
				found = {hit.customer: hit.reason for hit in search(index, typed, 10)}
				assert asked.document.customer in found, typed
				assert "@" not in typed or found[asked.document.customer] == "email", typed
