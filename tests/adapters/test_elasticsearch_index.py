"""The index on a real Elasticsearch node."""

import json
import random
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from elasticsearch import Elasticsearch
from search_calls import AtHand, fill

from workshop_crm.adapters.search.elasticsearch import looking, rebuild
from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.queries import MAX_BY_NAME
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.errors import IndexUnavailable
from workshop_crm.core.search.finding import noted, recent
from workshop_crm.core.search.finding import search as find

OTAIBI = CustomerDocument(
	"CUST-00001",
	"محمد العتيبي",
	"",
	("+966551234567",),
	("ABJ 1234",),
	("JTDBR32E720123456",),
	notes="يفضل القطع الأصلية",
)
HARBI = CustomerDocument(
	"CUST-00012", "Saleh Al-Harbi", "صالح الحربي", ("+966509876543",), last_visit="2025-05-01"
)
GARAGE = CustomerDocument("CUST-00034", "Garage 55", disabled=True, last_visit="2025-06-01")
EVERYONE = [OTAIBI, HARBI, GARAGE]


@pytest.fixture
def index(engine):
	fill(engine, EVERYONE, version=1)
	return engine


@pytest.fixture(scope="module")
def crowd(node):
	"""3,000 customers of one name, the later numbers seen later; every third disabled."""
	index = ElasticsearchIndex(EngineSettings((node.address,), prefix="crowd", timeout=30))
	fill(
		index,
		(
			CustomerDocument(
				f"C{number:05d}",
				"محمد العتيبي",
				phones=(f"+96650{number:07d}",),
				disabled=number % 3 == 0,
				last_visit=f"2025-{1 + number // 300:02d}-{1 + number % 28:02d}",
				value=number,
			)
			for number in range(3000)
		),
	)
	return index


def customers(hits):
	return [hit.customer for hit in hits]


def indices(settings):
	with Elasticsearch(settings.addresses[0]) as client:
		return sorted(client.indices.get(index=f"{settings.prefix}-*"))


def test_names_are_found_by_the_words_that_are_told_to_be_near(engine_settings):
	index = ElasticsearchIndex(engine_settings, lambda typed: {one: {"عتيبي": 1.0} for one in typed})
	fill(index, EVERYONE)
	assert customers(find(index, "xyzxyz")) == []  # near by what was told, but not likely when core compares
	assert customers(find(index, "Uteebi")) == ["CUST-00001"]


def test_a_name_that_is_too_new_to_be_told_is_found_as_it_sounds(engine_settings):
	index = ElasticsearchIndex(engine_settings, lambda typed: {one: {} for one in typed})
	fill(index, EVERYONE)
	assert customers(find(index, "Mohamed Otaiby")) == ["CUST-00001"]


def test_of_more_than_are_looked_at_the_shorter_names_count(engine_settings):
	short = CustomerDocument("C-SHORT", "محمد")
	long = [
		CustomerDocument(f"C{number:04d}", "محمد سعيد عبدالكريم القحطاني") for number in range(MAX_BY_NAME)
	]
	index = ElasticsearchIndex(engine_settings)
	fill(index, [*long, short])
	assert customers(find(index, "Mohammed"))[0] == "C-SHORT"


@pytest.mark.parametrize(
	("typed", "customer"),
	[
		("Mohammed Otaibi", "CUST-00001"),
		("Mohamed Otabi", "CUST-00001"),
		("محمد العتيبى", "CUST-00001"),
		("محمّد", "CUST-00001"),
		("lpl] hgujdfd", "CUST-00001"),
		("moh", "CUST-00001"),
		("0551", "CUST-00001"),
		("055 123", "CUST-00001"),
		("+966 55 123", "CUST-00001"),
		("٠٥٥١٢٣٤٥٦٧", "CUST-00001"),
		("4567", "CUST-00001"),
		("512345", "CUST-00001"),
		("أ ب ح ١٢٣٤", "CUST-00001"),
		("1234 abj", "CUST-00001"),
		("E720123", "CUST-00001"),
		("محمد 4567", "CUST-00001"),
		("CUST-00012", "CUST-00012"),
		("صالح", "CUST-00012"),
		("SalehHarbi", "CUST-00012"),
		("garage 55", "CUST-00034"),
	],
)
def test_a_customer_is_found_by_what_people_type(node, typed, customer):
	index = ElasticsearchIndex(EngineSettings((node.address,), prefix="shared", timeout=30))
	try:
		index.status()
	except IndexUnavailable:
		fill(index, EVERYONE)
	assert customers(find(index, typed))[0] == customer


def test_a_hit_is_what_was_handed_in(index):
	(hit,) = find(index, "CUST-00012")
	assert (hit.name, hit.name_ar, hit.phones) == ("Saleh Al-Harbi", "صالح الحربي", ("+966509876543",))
	assert (hit.last_visit, hit.disabled) == ("2025-05-01", False)


def test_nothing_typed_finds_nothing_and_recent_shows_the_last_visits_first(index):
	assert find(index, "  ") == []
	assert customers(recent(index, 10)) == ["CUST-00012", "CUST-00001", "CUST-00034"]
	assert customers(recent(index, 1)) == ["CUST-00012"]
	assert recent(index, 0) == []


def test_notes_are_found_in_other_grammatical_forms(index):
	assert customers(noted(index, "قطع أصلية")) == ["CUST-00001"]
	assert noted(index, "قطع مستعملة") == []


def test_a_changed_customer_is_found_by_the_new_words_and_no_longer_by_the_old(index):
	changed = CustomerDocument("CUST-00001", "Khalid Ghamdi", phones=("+966560000000",))
	index.write([changed], ["CUST-00034"], version=2)
	index.refresh()
	assert customers(find(index, "خالد الغامدي")) == ["CUST-00001"]
	assert find(index, "محمد العتيبي") == []
	assert find(index, "0551234567") == []
	assert index.status().customers == 2


def test_an_older_change_that_comes_late_or_twice_changes_nothing(index):
	index.write([CustomerDocument("CUST-00001", "Khalid Ghamdi")], ["CUST-00012"], version=9)
	for _ in range(2):
		index.write([OTAIBI, HARBI], version=5)
		index.write([], ["CUST-00001"], version=5)
	index.refresh()
	assert customers(find(index, "Khalid Ghamdi")) == ["CUST-00001"]
	assert find(index, "صالح الحربي") == []
	assert index.status().customers == 2


def test_without_versions_the_last_change_counts(engine):
	fill(engine, [OTAIBI])
	engine.write([HARBI], ["CUST-00001"])
	engine.write([CustomerDocument("CUST-00012", "Khalid Ghamdi")])
	engine.refresh()
	assert customers(find(engine, "خالد الغامدي")) == ["CUST-00012"]
	assert engine.status().customers == 1


def test_without_an_index_every_use_says_so(engine):
	for use in (
		lambda: find(engine, "a"),
		lambda: recent(engine, 3),
		engine.status,
		lambda: engine.write([OTAIBI], ["C"], version=1),
	):
		with pytest.raises(IndexUnavailable):
			use()
	assert engine.check().problem is None
	assert engine.check().customers is None


def test_the_template_gives_every_index_its_fields_and_no_field_grows_by_itself(index, engine_settings):
	with Elasticsearch(engine_settings.addresses[0]) as client:
		(about,) = client.indices.get(index=f"{engine_settings.prefix}-*").values()
	assert about["mappings"]["dynamic"] == "strict"
	assert about["mappings"]["properties"]["notes"]["analyzer"] == "arabic"
	analyzer = about["settings"]["index"]["analysis"]["analyzer"]["name"]
	assert analyzer["filter"] == ["lowercase", "decimal_digit", "arabic_normalization"]
	assert about["settings"]["index"]["refresh_interval"] == "1s"
	assert about["settings"]["index"]["translog"]["durability"] == "request"


def test_an_index_takes_the_place_of_the_one_before_and_nothing_is_left_over(index, engine_settings):
	before = indices(engine_settings)
	fill(index, [HARBI], version=2)
	after = indices(engine_settings)
	assert len(before) == len(after) == 1
	assert before != after
	assert index.status().customers == 1


def test_searches_are_answered_at_every_moment_of_a_rebuild(index):
	stop, answers, failures = threading.Event(), [], []

	def search():
		while not stop.is_set():
			try:
				answers.append(customers(find(index, "محمد العتيبي")))
			except Exception as error:
				failures.append(error)

	with ThreadPoolExecutor(3) as threads:
		for _ in range(3):
			threads.submit(search)
		try:
			for round_ in range(4):
				others = (CustomerDocument(f"N{n}", f"Garage {n}") for n in range(500))
				fill(index, [OTAIBI, *others], version=round_ + 2)
		finally:
			stop.set()
	assert failures == []
	assert len(answers) > 20
	assert {tuple(found[:1]) for found in answers} == {("CUST-00001",)}


def test_what_changes_during_a_rebuild_is_in_the_new_index(index):
	def documents():
		yield OTAIBI
		index.write([CustomerDocument("CUST-00012", "Khalid Ghamdi")], ["CUST-00034"], version=12)
		index.refresh()
		assert customers(find(index, "Khalid Ghamdi")) == ["CUST-00012"]
		yield from (HARBI, GARAGE)  # as they were read before that change

	fill(index, documents(), version=10)
	assert index.status().customers == 2
	assert customers(find(index, "Khalid Ghamdi")) == ["CUST-00012"]
	assert find(index, "Saleh Harbi") == []


def test_a_rebuild_that_fails_leaves_the_old_index_in_use_and_the_next_one_clears_up(index, engine_settings):
	def documents():
		yield OTAIBI
		raise RuntimeError("the database went away")

	with pytest.raises(RuntimeError):
		fill(index, documents())
	assert index.status().customers == 3
	fill(index, [OTAIBI], version=4)
	assert len(indices(engine_settings)) == 1
	assert index.status().customers == 1


def test_what_a_killed_rebuild_left_is_removed_by_the_next(index, engine_settings, monkeypatch):
	with monkeypatch.context() as patched:
		patched.setattr(rebuild, "_make_searchable", interrupt)
		with pytest.raises(KeyboardInterrupt):
			fill(index, [HARBI], version=3)
	assert len(indices(engine_settings)) == 2
	assert index.status().customers == 3
	index.rebuild(AtHand([OTAIBI]), "another", version=4)
	assert len(indices(engine_settings)) == 1
	assert index.status().customers == 1


def test_indices_of_earlier_versions_and_of_nobody_are_removed_and_those_of_others_stay(
	index, engine_settings
):
	prefix = engine_settings.prefix
	theirs = [f"{prefix}-customers-v99-20300101", f"{prefix}-vehicles-v0-1", f"{prefix}x-customers-v0-1"]
	with Elasticsearch(engine_settings.addresses[0]) as client:
		for name in [f"{prefix}-customers-v0-20200101", f"{prefix}-customers-v1-20200101", *theirs]:
			client.indices.create(index=name, settings={"number_of_replicas": 0})
		fill(index, EVERYONE, version=2)
		left = set(client.indices.get(index=f"{prefix}*"))
		client.indices.delete(index=theirs)
	assert set(theirs) < left
	assert len(left) == len(theirs) + 1


def interrupt(*_):
	raise KeyboardInterrupt


def test_users_see_whom_they_may_and_the_best_of_them(crowd):
	theirs = {"C00001", "C00004", "C02000"}
	assert set(customers(find(crowd, "محمد العتيبي", 10, theirs))) == theirs
	assert set(customers(find(crowd, "mohammed", 10, theirs))) == theirs
	assert customers(find(crowd, "0500000004", 10, theirs)) == ["C00004"]
	assert find(crowd, "0500000005", 10, theirs) == []
	assert find(crowd, "محمد العتيبي", 10, set()) == []
	assert customers(recent(crowd, 2, theirs)) == ["C02000", "C00004"]


def test_a_question_about_permissions_is_asked_until_there_are_enough(crowd):
	asked = []

	def only_the_first(ids):
		asked.extend(ids)
		return {customer for customer in ids if customer in ("C00001", "C00004")}

	assert set(customers(find(crowd, "محمد العتيبي", 10, only_the_first))) == {"C00001", "C00004"}
	assert len(set(asked)) == 3000
	asked.clear()
	assert customers(recent(crowd, 5, lambda ids: asked.extend(ids) or set(ids))) == customers(
		recent(crowd, 5)
	)
	assert len(asked) == 5


def test_a_set_too_large_for_the_server_is_looked_up_here(crowd, monkeypatch):
	theirs = {f"C{number:05d}" for number in range(0, 3000, 7)}
	with_filter = customers(find(crowd, "محمد العتيبي", 50, theirs))
	monkeypatch.setattr(looking, "MAX_FILTERED", 10)
	assert customers(find(crowd, "محمد العتيبي", 50, theirs)) == with_filter
	assert set(with_filter) <= theirs


@pytest.mark.parametrize("typed", ["محمد العتيبي", "Mohammed", "محمد العتيبي بخاري"])
def test_of_very_many_equals_those_seen_last_come_first_and_disabled_ones_last(crowd, typed):
	hits = find(crowd, typed, 50)
	enabled = [number for number in range(3000) if number % 3]
	last = sorted(enabled, key=lambda n: (f"2025-{1 + n // 300:02d}-{1 + n % 28:02d}", n), reverse=True)
	assert customers(hits) == [f"C{number:05d}" for number in last[:50]]


def test_several_threads_share_one_index(index):
	with ThreadPoolExecutor(4) as threads:
		answers = list(threads.map(lambda text: find(index, text), ["محمد العتيبي"] * 20))
	assert all(customers(hits) == ["CUST-00001"] for hits in answers)


STRANGE = [
	"\ud800\udfff",
	"\u202e\u2066محمد\u2069 \u200f\x00",
	"محمد " * 2500,
	"1" * 10_000,
	"a" * 10_000,
	"'; DROP TABLE customer; --",
	'name:* OR _exists_:x AND (a~2) ^5 [a TO b] {!lucene} \\ / "',
	'{"query": {"match_all": {}}}',
	"%%%___",
	"𝔪𝔬𝔥 ١٢٣ \U0010ffff",
	"\x00\n\r{}\n",
]


def test_no_query_however_strange_fails(index):
	chance = random.Random(5)
	alphabet = "\"'*():^-+ANDORT{}%_;\\\x00 1٢محمدabالعeo\u202e\ud812"
	mixed = ["".join(chance.choices(alphabet, k=chance.randrange(1, 40))) for _ in range(120)]
	for text in STRANGE + mixed:
		assert isinstance(customers(find(index, text)), list)
		noted(index, text)
	assert index.status().customers == 3


def test_names_with_characters_no_text_may_have_are_kept(index):
	strange = CustomerDocument("CUST-X\ud800", "محمد\ud800 \x00", notes="\udfff", phones=("+9665\ud800",))
	index.write([strange], version=2)
	index.refresh()
	(hit,) = [hit for hit in find(index, "محمد") if hit.customer.startswith("CUST-X")]
	assert hit.name == "محمد\ud800 \x00"
	assert json.dumps(hit.customer)
