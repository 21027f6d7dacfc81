"""Both engines bring who is written as typed, also where thousands share the beginning."""

import pytest
from search_calls import fill

from workshop_crm.adapters.search.elasticsearch.index import ElasticsearchIndex
from workshop_crm.adapters.search.elasticsearch.settings import EngineSettings
from workshop_crm.adapters.search.embedded.index import EmbeddedIndex
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.finding import find_duplicates, search

MANY = 2_000
LATEST = [f"C{number:05d}" for number in range(MANY - 1, MANY - 11, -1)]
OTHERS = (
	CustomerDocument("X1", "Hassan", last_visit="2001-01-01"),
	CustomerDocument("X2", "Vinod Kumar", "فينود كومار", last_visit="2001-01-01"),
	CustomerDocument("X3", "Vinodkumar", last_visit="2001-01-02"),
	CustomerDocument("X4", "حسن", last_visit="2026-01-01"),
	CustomerDocument("X5", "شركة الحسن", last_visit="2000-01-01"),
	*(CustomerDocument(f"Y{number:02d}", "نورة سالم", last_visit="2026-02-01") for number in range(70)),
	CustomerDocument("X6", "شركة النور", last_visit="2001-01-01"),
)


def many():
	for number in range(MANY):
		day = f"20{10 + number // 336:02d}-{1 + number % 336 // 28:02d}-{1 + number % 28:02d}"
		yield CustomerDocument(f"C{number:05d}", f"Hassan Number{number}", f"حسن رقم{number}", last_visit=day)


@pytest.fixture(scope="module")
def engines(node, tmp_path_factory):
	embedded = EmbeddedIndex(tmp_path_factory.mktemp("written") / "index.sqlite3")
	settings = EngineSettings((node.address,), prefix="written", timeout=60)
	elasticsearch = ElasticsearchIndex(settings, embedded.near_words)
	for index in (embedded, elasticsearch):
		fill(index, [*many(), *OTHERS])
	return embedded, elasticsearch


@pytest.mark.parametrize(
	("typed", "expected"),
	[
		("hassan", ["X1", *LATEST[:8], "X4"]),
		("hassan n", LATEST),
		("hass", LATEST),
		("حسن", ["X4", *LATEST[:8], "X1"]),
		("حس", ["X4", *LATEST[:9]]),
		("number1999", ["C01999"]),
		("رقم1999", ["C01999"]),
		("نور", ["X6"]),
		("النور", ["X6"]),
		("vinod kum", ["X2", "X3"]),
		("vinodkum", ["X3", "X2"]),
	],
)
def test_the_latest_of_all_who_are_written_so_come_first(engines, typed, expected):
	for index in engines:
		found = [hit.customer for hit in search(index, typed, 10)]
		assert found[: len(expected)] == expected, type(index).__name__


def test_those_written_as_a_new_customer_hide_no_duplicate_in_the_other_script(engines):
	for index in engines:
		index.write([CustomerDocument("X7", "Noora Salem", last_visit="1999-01-01")])
	engines[1].refresh()
	for index in engines:
		told = find_duplicates(index, CustomerDocument("", "نورة سالم"))
		assert len(told) > 1
		assert "X7" in [hit.customer for hit, _why in told], type(index).__name__


def test_a_changed_customer_is_found_as_written_at_once(engines):
	for index in engines:
		index.write([CustomerDocument("X9", "Zubaydah Qattan", "زبيدة قطان", last_visit="2026-02-01")])
	engines[1].refresh()
	for index in engines:
		for typed in ("zub", "qattan", "زبيد", "قطان", "zubaydahqa"):
			assert search(index, typed, 1)[0].customer == "X9", typed
