import json
import multiprocessing
import sqlite3
from concurrent.futures import ThreadPoolExecutor

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from workshop_crm.adapters.embedded_index import EmbeddedIndex
from workshop_crm.adapters.errors import IndexUnavailable
from workshop_crm.core.search.documents import CustomerDocument

OTAIBI = CustomerDocument(
	"CUST-00001", "محمد العتيبي", "", ("+966551234567",), ("ABJ 1234",), ("JTDBR32E720123456",)
)
HARBI = CustomerDocument(
	"CUST-00012", "Saleh Al-Harbi", "صالح الحربي", ("+966509876543",), last_visit="2025-05-01"
)
GARAGE = CustomerDocument("CUST-00034", "Garage 55", disabled=True, last_visit="2025-06-01")
EVERYONE = [OTAIBI, HARBI, GARAGE]


@pytest.fixture
def index(tmp_path):
	index = EmbeddedIndex(tmp_path / "search" / "index.sqlite3")
	index.replace_all(EVERYONE)
	return index


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory):
	index = EmbeddedIndex(tmp_path_factory.mktemp("index") / "index.sqlite3")
	index.replace_all(EVERYONE)
	return index


def customers(hits):
	return [hit.customer for hit in hits]


@pytest.mark.parametrize(
	("typed", "customer"),
	[
		("Mohammed Otaibi", "CUST-00001"),
		("Mohamed Otabi", "CUST-00001"),
		("محمد العتيبى", "CUST-00001"),
		("moh", "CUST-00001"),
		("0551", "CUST-00001"),
		("055 123", "CUST-00001"),
		("+966 55 123", "CUST-00001"),
		("٠٥٥١٢٣٤٥٦٧", "CUST-00001"),
		("4567", "CUST-00001"),
		("أ ب ح ١٢٣٤", "CUST-00001"),
		("1234 abj", "CUST-00001"),
		("123456", "CUST-00001"),
		("محمد 4567", "CUST-00001"),
		("CUST-00012", "CUST-00012"),
		("صالح", "CUST-00012"),
		("SalehHarbi", "CUST-00012"),
		("garage 55", "CUST-00034"),
	],
)
def test_a_customer_is_found_by_what_people_type(shared_index, typed, customer):
	assert customers(shared_index.search(typed))[0] == customer


def test_nothing_typed_finds_nothing_and_recent_shows_the_last_visits_first(index):
	assert index.search("  ") == []
	assert customers(index.recent(10)) == ["CUST-00012", "CUST-00001", "CUST-00034"]
	assert customers(index.recent(1)) == ["CUST-00012"]


def test_a_changed_customer_is_found_by_the_new_words_and_no_longer_by_the_old(index):
	index.apply([CustomerDocument("CUST-00001", "Khalid Ghamdi", phones=("+966560000000",))])
	assert customers(index.search("خالد الغامدي")) == ["CUST-00001"]
	assert index.search("محمد العتيبي") == []
	assert index.search("0551234567") == []
	assert index.count() == 3


def test_a_deleted_customer_leaves_nothing_behind(index, tmp_path):
	index.apply([], ["CUST-00001", "CUST-99999"])
	assert index.count() == 2
	assert index.search("محمد العتيبي") == index.search("ABJ 1234") == []
	with sqlite3.connect(tmp_path / "search" / "index.sqlite3") as connection:
		assert connection.execute("SELECT count(*) FROM code WHERE key LIKE '%1234%'").fetchone() == (0,)
	connection.close()


def test_phones_are_forgotten_even_when_the_region_changed_in_between(tmp_path):
	path = tmp_path / "index.sqlite3"
	EmbeddedIndex(path, region="SA").replace_all([CustomerDocument("C1", "A", phones=("0551234567",))])
	EmbeddedIndex(path, region="AE").apply([], ["C1"])
	assert EmbeddedIndex(path).search("0551234567") == []


def test_disabled_customers_come_last(index):
	index.apply([CustomerDocument("CUST-00035", "Garage 5")])
	assert customers(index.search("garage")) == ["CUST-00035", "CUST-00034"]


def test_permissions_are_applied_before_the_cut(tmp_path):
	index = EmbeddedIndex(tmp_path / "index.sqlite3")
	index.replace_all(
		CustomerDocument(f"C{number:05d}", "محمد", phones=(f"+96655{number:07d}",), last_visit="2025-01-01")
		for number in range(2500)
	)
	seen = []

	def only_the_first(batch):
		seen.extend(batch)
		return {"C00000", "C00001"}

	assert customers(index.search("محمد", 10, only_the_first)) == ["C00000", "C00001"]
	assert customers(index.search("055", 10, only_the_first)) == ["C00000", "C00001"]
	assert set(customers(index.recent(10, only_the_first))) == {"C00000", "C00001"}
	assert len(set(seen)) == 2500


def test_a_customer_the_user_may_not_see_is_never_returned(shared_index):
	assert shared_index.search("محمد العتيبي", allowed=lambda batch: set()) == []


def test_a_failed_write_changes_nothing(index):
	def documents():
		yield CustomerDocument("CUST-00001", "Somebody Else")
		raise RuntimeError("the database went away")

	for write in (index.replace_all, index.apply):
		with pytest.raises(RuntimeError):
			write(documents())
		assert customers(index.search("محمد العتيبي")) == ["CUST-00001"]
		assert index.count() == 3


def test_readers_see_the_old_index_until_the_new_one_is_complete(index):
	def documents():
		yield CustomerDocument("C1", "New Customer")
		assert customers(index.search("محمد العتيبي")) == ["CUST-00001"]
		assert index.count() == 3

	index.replace_all(documents())
	assert index.count() == 1


def write_many(path, prefix, count):
	index = EmbeddedIndex(path)
	for number in range(count):
		index.apply(
			[CustomerDocument(f"{prefix}{number}", f"{prefix} محمد", phones=(f"+96650{number:07d}",))]
		)


def test_two_processes_write_one_after_the_other_and_lose_nothing(index, tmp_path):
	path = tmp_path / "search" / "index.sqlite3"
	context = multiprocessing.get_context("spawn")
	writers = [context.Process(target=write_many, args=(path, prefix, 25)) for prefix in ("Alpha", "Beta")]
	for writer in writers:
		writer.start()
	while any(writer.is_alive() for writer in writers):
		assert customers(index.search("العتيبي")) == ["CUST-00001"]
	for writer in writers:
		writer.join()
	assert [writer.exitcode for writer in writers] == [0, 0]
	assert index.count() == 3 + 50


def test_one_index_object_serves_several_threads(shared_index):
	with ThreadPoolExecutor(4) as threads:
		answers = list(threads.map(shared_index.search, ["محمد العتيبي"] * 20))
	assert all(customers(hits) == ["CUST-00001"] for hits in answers)


DAMAGES = {
	"missing": lambda path: path.unlink(),
	"empty": lambda path: path.write_bytes(b""),
	"truncated": lambda path: path.write_bytes(path.read_bytes()[:5000]),
	"overwritten": lambda path: path.write_bytes(path.read_bytes()[:100] + b"\xff" * 60_000),
	"no database": lambda path: path.write_text("hello " * 1000),
	"other version": lambda path: set_version(path, 0),
}


def set_version(path, version):
	with sqlite3.connect(path) as connection:
		connection.execute(f"PRAGMA user_version = {version}")
	connection.close()


@pytest.mark.parametrize("damage", DAMAGES.values(), ids=DAMAGES)
def test_an_unusable_file_says_so_and_is_whole_again_once_rebuilt(index, tmp_path, damage):
	path = tmp_path / "search" / "index.sqlite3"
	for leftover in ("-wal", "-shm"):
		path.with_name(path.name + leftover).unlink(missing_ok=True)
	damage(path)
	for use in (
		lambda: index.search("محمد"),
		lambda: index.search(""),
		lambda: index.recent(5),
		index.count,
		lambda: index.apply([OTAIBI]),
	):
		with pytest.raises(IndexUnavailable):
			use()
	index.replace_all(EVERYONE)
	assert customers(index.search("محمد العتيبي")) == ["CUST-00001"]


def test_an_index_in_a_folder_that_does_not_exist_is_unavailable(tmp_path):
	index = EmbeddedIndex(tmp_path / "nowhere" / "index.sqlite3")
	for use in (lambda: index.search("a"), lambda: index.apply([OTAIBI])):
		with pytest.raises(IndexUnavailable):
			use()


def test_the_file_uses_a_write_ahead_log(index, tmp_path):
	with sqlite3.connect(tmp_path / "search" / "index.sqlite3") as connection:
		assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
	connection.close()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(st.characters(), max_size=300) | st.text("\"'*():^-+ANDORNT{}%_;\\\x00 1٢محمد", max_size=60))
@example("\ud800\udfff")
@example("\u202e\u2066محمد\u2069 \u200f\x00")
@example("محمد " * 2500)
@example("1" * 10_000)
@example("a" * 10_000)
@example("'; DROP TABLE customer; --")
@example('" OR names MATCH "w*')
@example('NEAR("a" "b", 2) AND NOT ^x: {names}')
@example("%%%___")
@example("𝔪𝔬𝔥 ١٢٣ \U0010ffff")
def test_no_query_however_strange_raises(shared_index, text):
	hits = shared_index.search(text)
	assert json.dumps([hit.customer for hit in hits])
	assert shared_index.count() == 3
