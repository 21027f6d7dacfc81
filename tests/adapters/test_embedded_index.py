import json
import multiprocessing
import sqlite3
import tempfile
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from search_calls import fill

from benchmarks.search.hostile import hostile_queries
from workshop_crm.adapters.search.embedded import building
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.names.spelling import TypedWord
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.errors import IndexUnavailable
from workshop_crm.core.search.finding import recent, search

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
	fill(index, EVERYONE)
	return index


@pytest.fixture(scope="module")
def shared_index(tmp_path_factory):
	index = EmbeddedIndex(tmp_path_factory.mktemp("index") / "index.sqlite3")
	fill(index, EVERYONE)
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
	assert customers(search(shared_index, typed))[0] == customer


@pytest.mark.parametrize(
	"documents",
	[[CustomerDocument("Huda", "Huda")], [CustomerDocument("7", "---")], [CustomerDocument("-", "-")]],
)
def test_customers_without_a_code_or_without_a_name_are_indexed(tmp_path, documents):
	index = EmbeddedIndex(tmp_path / "index.sqlite3")
	fill(index, documents)
	assert customers(recent(index)) == [documents[0].customer]
	assert search(index, "Zubaida 99") == []


def test_an_index_that_is_written_in_sections_finds_the_customers_of_all(tmp_path, monkeypatch):
	monkeypatch.setattr(building, "SECTION", 2)
	people = [
		CustomerDocument(f"C-{number}", "محمد العتيبي", "", (f"+96655000000{number}",)) for number in range(5)
	]
	index = EmbeddedIndex(tmp_path / "index.sqlite3")
	fill(index, [people[0], people[0], *people])
	assert index.status().customers == 5
	assert sorted(customers(search(index, "Mohammed Otaibi"))) == [person.customer for person in people]
	assert customers(search(index, "0550000004")) == ["C-4"]


def test_ids_of_any_characters_are_kept(tmp_path):
	ids = ['a"b\\c', "a\x00b", "😀\u2028", "{}", "[1]", "null", "عميل"]
	index = EmbeddedIndex(tmp_path / "index.sqlite3")
	for chosen in (ids, [one for one in ids if "\x00" not in one]):
		fill(index, [CustomerDocument(one, "Garage 55") for one in chosen])
		assert sorted(customers(search(index, "garage 55"))) == sorted(chosen)


def test_nothing_typed_finds_nothing_and_recent_shows_the_last_visits_first(index):
	assert search(index, "  ") == []
	assert customers(recent(index, 10)) == ["CUST-00012", "CUST-00001", "CUST-00034"]
	assert customers(recent(index, 1)) == ["CUST-00012"]


def test_a_changed_customer_is_found_by_the_new_words_and_no_longer_by_the_old(index):
	index.write([CustomerDocument("CUST-00001", "Khalid Ghamdi", phones=("+966560000000",))])
	assert customers(search(index, "خالد الغامدي")) == ["CUST-00001"]
	assert search(index, "محمد العتيبي") == []
	assert search(index, "0551234567") == []
	assert index.status().customers == 3


def test_the_record_of_a_deleted_customer_is_gone(index, tmp_path):
	index.write([], ["CUST-00001", "CUST-99999"])
	assert index.status().customers == 2
	assert search(index, "محمد العتيبي") == search(index, "ABJ 1234") == []
	with sqlite3.connect(tmp_path / "search" / "index.sqlite3") as connection:
		(records,) = connection.execute("SELECT group_concat(record) FROM customer").fetchone()
	connection.close()
	assert "551234567" not in records


def test_disabled_customers_come_last(index):
	index.write([CustomerDocument("CUST-00035", "Garage 5")])
	assert customers(search(index, "garage")) == ["CUST-00035", "CUST-00034"]


def test_permissions_are_applied_before_the_cut(tmp_path):
	index = EmbeddedIndex(tmp_path / "index.sqlite3")
	fill(
		index,
		(
			CustomerDocument(
				f"C{number:05d}", "محمد", phones=(f"+96655{number:07d}",), last_visit="2025-01-01"
			)
			for number in range(2500)
		),
	)
	seen = []

	def only_the_first(batch):
		seen.extend(batch)
		return {"C00000", "C00001"}

	assert customers(search(index, "محمد", 10, only_the_first)) == ["C00000", "C00001"]
	assert customers(search(index, "055", 10, only_the_first)) == ["C00000", "C00001"]
	assert set(customers(recent(index, 10, only_the_first))) == {"C00000", "C00001"}
	assert len(set(seen)) == 2500
	for typed in ("محمد", "055"):
		assert customers(search(index, typed, 10, {"C00000", "C00001"})) == ["C00000", "C00001"]
	assert set(customers(recent(index, 10, {"C00001"}))) == {"C00001"}
	assert search(index, "محمد", 10, set()) == recent(index, 10, set()) == []


def test_a_customer_the_user_may_not_see_is_never_returned(shared_index):
	assert search(shared_index, "محمد العتيبي", visible=lambda batch: set()) == []


def test_a_failed_write_changes_nothing(index):
	def documents():
		yield CustomerDocument("CUST-00001", "Somebody Else")
		raise RuntimeError("the database went away")

	for write in (partial(fill, index), index.write):
		with pytest.raises(RuntimeError):
			write(documents())
		assert customers(search(index, "محمد العتيبي")) == ["CUST-00001"]
		assert index.status().customers == 3


def test_readers_see_the_old_index_until_the_new_one_is_complete(index):
	def documents():
		yield CustomerDocument("C1", "New Customer")
		assert customers(search(index, "محمد العتيبي")) == ["CUST-00001"]
		assert index.status().customers == 3

	fill(index, documents())
	assert index.status().customers == 1


def test_a_visit_changes_the_order_of_equals_without_a_new_number(index, tmp_path):
	twins = [CustomerDocument(f"T{number}", "Majed Alward", last_visit="2025-01-01") for number in range(3)]
	index.write(twins)
	assert customers(search(index, "Majed Alward"))[0] != "T1"
	index.write([CustomerDocument("T1", "Majed Alward", last_visit="2025-03-01")])
	assert customers(search(index, "Majed Alward"))[0] == "T1"
	with sqlite3.connect(tmp_path / "search" / "index.sqlite3") as connection:
		assert connection.execute("SELECT next, customers FROM state").fetchone() == (6, 6)
	connection.close()


def test_an_index_that_was_changed_over_and_over_asks_for_a_rebuild_and_still_finds(index):
	assert not index.status().is_worn_out
	for number in range(400):
		index.write([CustomerDocument("CUST-00001", f"Khalid Ghamdi {number}")])
	assert index.status().is_worn_out
	assert customers(search(index, "Khalid Ghamdi 399")) == ["CUST-00001"]
	fill(index, EVERYONE)
	assert not index.status().is_worn_out


def test_an_interrupted_rebuild_leaves_no_file_behind_once_another_is_done(index, tmp_path):
	(tmp_path / "search" / "index.sqlite3.0123456789ab").write_bytes(b"half an index")
	fill(index, EVERYONE)
	left = sorted(file.name for file in (tmp_path / "search").iterdir())
	assert [name for name in left if "0123456789ab" in name] == []
	assert customers(search(index, "العتيبي")) == ["CUST-00001"]


@settings(max_examples=40, deadline=None)
@given(
	st.lists(
		st.tuples(
			st.sampled_from(["A1", "B2", "C3", "D4"]),
			st.none() | st.sampled_from(["محمد العتيبي", "Saleh Harbi", "ريم", "Garage 55"]),
			st.booleans(),
		),
		max_size=25,
	)
)
def test_after_any_changes_the_index_equals_one_made_anew(changes):
	with tempfile.TemporaryDirectory() as folder:
		changed, anew = EmbeddedIndex(f"{folder}/changed"), EmbeddedIndex(f"{folder}/anew")
		fill(changed, [])
		left = {}
		for customer, name, disabled in changes:
			if name is None:
				left.pop(customer, None)
				changed.write([], [customer])
			else:
				left[customer] = CustomerDocument(customer, name, disabled=disabled)
				changed.write([left[customer]])
		fill(anew, left.values())
		assert changed.status().customers == anew.status().customers == len(left)
		for typed in ("Mohammed Otaibi", "صالح", "reem", "55", "A1"):
			assert customers(search(changed, typed)) == customers(search(anew, typed))


def write_many(path, prefix, count):
	index = EmbeddedIndex(path)
	for number in range(count):
		index.write(
			[CustomerDocument(f"{prefix}{number}", f"{prefix} محمد", phones=(f"+96650{number:07d}",))]
		)


def test_two_processes_write_one_after_the_other_and_lose_nothing(index, tmp_path):
	path = tmp_path / "search" / "index.sqlite3"
	context = multiprocessing.get_context("spawn")
	writers = [context.Process(target=write_many, args=(path, prefix, 25)) for prefix in ("Alpha", "Beta")]
	for writer in writers:
		writer.start()
	while any(writer.is_alive() for writer in writers):
		assert customers(search(index, "العتيبي")) == ["CUST-00001"]
	for writer in writers:
		writer.join()
	assert [writer.exitcode for writer in writers] == [0, 0]
	assert index.status().customers == 3 + 50


def test_one_index_object_serves_several_threads(shared_index):
	with ThreadPoolExecutor(4) as threads:
		answers = list(threads.map(lambda text: search(shared_index, text), ["محمد العتيبي"] * 20))
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
		file = path.resolve()
		file.with_name(file.name + leftover).unlink(missing_ok=True)
	damage(path)
	for use in (
		lambda: search(index, "محمد"),
		lambda: search(index, ""),
		lambda: recent(index, 5),
		index.status,
		lambda: index.write([OTAIBI]),
	):
		with pytest.raises(IndexUnavailable):
			use()
	fill(index, EVERYONE)
	assert customers(search(index, "محمد العتيبي")) == ["CUST-00001"]


def test_an_index_in_a_folder_that_does_not_exist_is_unavailable(tmp_path):
	index = EmbeddedIndex(tmp_path / "nowhere" / "index.sqlite3")
	for use in (lambda: search(index, "a"), lambda: index.write([OTAIBI])):
		with pytest.raises(IndexUnavailable):
			use()


def test_the_file_uses_a_write_ahead_log(index, tmp_path):
	with sqlite3.connect(tmp_path / "search" / "index.sqlite3") as connection:
		assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
	connection.close()


def test_two_thousand_strings_that_nobody_means_are_answered(shared_index):
	for text in hostile_queries(2_000):
		assert json.dumps([hit.customer for hit in search(shared_index, text)])
	assert shared_index.status().customers == 3


def test_the_words_that_a_typed_one_may_be_are_told_with_their_costs(shared_index):
	typed, unlike = TypedWord("otaiby"), TypedWord("zzzzzzzz")
	near = shared_index.near_words([typed, unlike])
	assert min(near[typed], key=near[typed].get) == "عتيبي"
	assert near[typed]["عتيبي"] < 4
	assert "عتيبي" not in near[unlike]


def test_without_a_file_there_are_no_words_to_tell(tmp_path):
	with pytest.raises(IndexUnavailable):
		EmbeddedIndex(tmp_path / "index.sqlite3").near_words([TypedWord("otaibi")])


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
	hits = search(shared_index, text)
	assert json.dumps([hit.customer for hit in hits])
	assert shared_index.status().customers == 3
