"""A name together with a car: who has both stands first with either engine, and a name alone is answered as it was."""

import random
from collections import Counter

import pytest
from search_calls import fill

from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.names.common_names import COMMON_NAMES
from workshop_crm.core.search import reasons
from workshop_crm.core.search.car_models import CarModel
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.finding import find
from workshop_crm.core.search.record_hits import KEPT
from workshop_crm.core.search.tables import FoundCar

CUSTOMERS = 3_000
LIMIT = 10
CAMRY, HILUX, RARE = CarModel("Toyota", "Camry"), CarModel("Toyota", "Hilux"), CarModel("Zenvo", "Karmina")
SHARES = ((CAMRY, 0.3), (HILUX, 0.05), (RARE, 0.01))
TYPED = {
	CAMRY: ("Camry {name}", "{name} كامري", "{name} Toyota Camry", "Toyota {name} Camry"),
	HILUX: ("{name} هايلكس", "Hilux {name}", "تويوتا هايلكس {name}"),
	RARE: ("{name} Karmina", "Zenvo Karmina {name}"),
}
NAMES = ("Mohammed", "محمد", "Ahmed", "خالد", "Noura", "عبدالله")


class Tables:
	"""Cars in memory; `asked` counts the questions."""

	def __init__(self, owned: dict[str, CarModel]) -> None:
		self._owned = owned
		self.asked = Counter()

	def series(self):
		return []

	def invoices(self, names, beginning, most):
		return []

	def models(self):
		self.asked["models"] += 1
		return [model for model, _share in SHARES]

	def cars(self, wanted, most):
		return self.cars_of(self._owned, wanted)[:most]

	def cars_of(self, customers, wanted):
		self.asked["cars"] += 1
		cars = [FoundCar(one, self._owned[one]) for one in customers if one in self._owned]
		return [car for car in cars if car.model in wanted.models]

	def owners(self, wanted, most):
		return [car.customer for car in self.cars_of(self._owned, wanted)][:most]

	def documents(self, customers):
		return [one for one in everybody() if one.customer in customers]


def everybody():
	chance = random.Random(11)
	for number in range(CUSTOMERS):
		words = chance.sample(sorted(COMMON_NAMES), 2)
		latin = " ".join(COMMON_NAMES[word] for word in words)
		day = f"2025-{chance.randrange(1, 13):02d}-{chance.randrange(1, 29):02d}"
		yield CustomerDocument(f"C{number:04d}", latin, " ".join(words), last_visit=day)


@pytest.fixture(scope="module")
def people():
	return list(everybody())


@pytest.fixture(scope="module")
def owned(people):
	chance, owned = random.Random(12), {}
	for one in people:
		for model, share in SHARES:
			if chance.random() < share:
				owned.setdefault(one.customer, model)
	return owned


@pytest.fixture(scope="module", params=["embedded", "elasticsearch"])
def index(request, people, tmp_path_factory):
	embedded = EmbeddedIndex(tmp_path_factory.mktemp("owners") / "index.sqlite3")
	fill(embedded, people)
	if request.param == "embedded":
		return embedded
	settings = EngineSettings((request.getfixturevalue("node").address,), prefix="owners", timeout=60)
	fill(elasticsearch := ElasticsearchIndex(settings, embedded.near_words), people)
	return elasticsearch


def words_of(person: CustomerDocument) -> list[str]:
	return [*person.name.split(), *person.name_ar.split()]


@pytest.mark.parametrize("name", NAMES)
@pytest.mark.parametrize("model", TYPED)
def test_who_is_called_so_and_has_such_a_car_comes_first(index, people, owned, name, model):
	having = [one for one in people if owned.get(one.customer) == model]
	both = {one.customer for one in having if any(word.startswith(name) for word in words_of(one))}
	for text in TYPED[model]:
		hits = find(index, text.format(name=name), LIMIT, records=Tables(owned))
		first = hits[: min(len(both), LIMIT - KEPT)]
		assert {hit.customer for hit in first} <= both, text
		assert {(hit.reason, hit.matched) for hit in first} <= {(reasons.MODEL, model.label)}
		named = [hit.customer for hit in hits if hit.reason == reasons.MODEL]
		assert all(owned[customer] == model for customer in named)


def test_a_restricted_user_finds_those_who_may_be_seen(index, people, owned):
	mine = frozenset(one.customer for one in people[::3])
	seen = {customer: model for customer, model in owned.items() if customer in mine}
	found = [hit.customer for hit in find(index, "محمد كامري", LIMIT, mine, Tables(seen))]
	assert found
	assert set(found) <= mine


@pytest.mark.parametrize("text", [*NAMES, "Mohammed Ahmed", "محمد خالد", "Khaled Faris", "0551234567", "moh"])
def test_a_name_alone_is_answered_as_without_cars_and_asks_no_more(index, owned, text):
	tables = Tables(owned)
	assert find(index, text, LIMIT, records=tables) == find(index, text, LIMIT)
	assert tables.asked["cars"] == 0
	assert tables.asked["models"] <= 1
