"""A search that asks for permissions finds what one with all permitted ids finds, on both engines."""

import random

import pytest
from search_calls import fill

from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.finding import find
from workshop_crm.core.search.visible import Restricted

CUSTOMERS = 2_000
TYPED = [
	"m",
	"moh",
	"mohammed",
	"محم",
	"نور",
	"khalid sa",
	"0551",
	"55",
	"12",
	"abdullah 12",
	"نورة سالم",
	"",
]


def everybody():
	chance = random.Random(7)
	for number in range(CUSTOMERS):
		words = chance.sample(sorted(COMMON_NAMES), 3)
		day = f"2025-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
		latin = " ".join(COMMON_NAMES[word] for word in words)
		phones = (f"+9665{chance.randrange(10**8):08d}",)
		yield CustomerDocument(f"C{number:04d}", latin, " ".join(words), phones, last_visit=day)


@pytest.fixture(scope="module")
def engines(node, tmp_path_factory):
	embedded = EmbeddedIndex(tmp_path_factory.mktemp("visible") / "index.sqlite3")
	settings = EngineSettings((node.address,), prefix="visible", timeout=60)
	for index in (embedded, elasticsearch := ElasticsearchIndex(settings, embedded.near_words)):
		fill(index, list(everybody()))
	return embedded, elasticsearch


@pytest.mark.parametrize("share", [1.0, 0.5, 0.05, 0.002])
def test_asking_and_naming_find_the_same_and_nobody_else(engines, share):
	chance = random.Random(share)
	ids = [f"C{number:04d}" for number in range(CUSTOMERS)]
	mine = frozenset(chance.sample(ids, int(share * CUSTOMERS)))
	user = Restricted(mine.intersection, lambda most: sorted(mine)[:most])
	for index in engines:
		for typed in TYPED:
			asked = [hit.customer for hit in find(index, typed, 10, user)]
			assert asked == [hit.customer for hit in find(index, typed, 10, mine)], (typed, type(index))
			assert set(asked) <= mine
