"""A new customer is found, however the clerk types it, as soon as the index has caught up."""

import pytest


@pytest.fixture
def known(host, create_customer, create_vehicle):
	made = create_customer(name="Ghassan Bakhashwin", name_ar="غسان باخشوين")
	car = create_vehicle(made["customer"])
	host.wait_until(lambda: found(host, made["phone"], made["customer"]), "indexing of a new customer")
	host.wait_until(lambda: found(host, car["plate"], made["customer"]), "indexing of a new car")
	return {**made, "plate": car["plate"]}


def found(host, query: str, customer: str) -> bool:
	return customer in [hit["customer"] for hit in host.call("search.find", query=query)["hits"]]


def test_a_customer_is_found_by_name_phone_and_plate_in_any_form(host, known):
	national = known["phone"][1:]
	plate = known["plate"]
	queries = [
		known["phone"],
		f"+966{national}",
		f"00966 {national[:2]} {national[2:5]} {national[5:]}",
		known["phone"].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
		plate,
		plate.replace(" ", "").lower(),
		known["customer"],
	]
	missed = [query for query in queries if not found(host, query, known["customer"])]
	assert missed == []


@pytest.mark.parametrize(
	"query", ["غسان باخشوين", "باخشوين", "Ghassan Bakhashwin", "Gassan Bakhashween", "bakhashwin"]
)
def test_the_name_is_found_in_both_scripts(host, known, query):
	hits = host.call("search.find", query=query)["hits"]
	assert any(hit["name"] == "Ghassan Bakhashwin" for hit in hits[:5]), hits


def test_a_hit_says_who_it_is_and_why_it_matched(host, known):
	hits = host.call("search.find", query=known["phone"])["hits"]
	(hit,) = [hit for hit in hits if hit["customer"] == known["customer"]]
	assert hit["reason"] == "phone"
	assert hit["reason_label"]
	assert hit["phones"][0]["e164"] == "+966" + known["phone"][1:]
	assert hit["plates"]


def test_the_limit_is_kept_and_nothing_typed_gives_recent_customers(host, known):
	assert len(host.call("search.find", query="a", limit=3)["hits"]) <= 3
	recent = host.call("search.find", query="", limit=4)["hits"]
	assert 0 < len(recent) <= 4
	assert {hit["reason"] for hit in recent} == {"recent"}


@pytest.mark.parametrize(
	"query",
	["'; drop table customer; --", '"', "*", "NEAR(", "\u202e\u200f", "٪" * 2000, "\ud800", "a" * 10_000],
)
def test_no_query_breaks_the_search(host, query):
	answer = host.call("search.find", query=query)
	assert isinstance(answer["hits"], list)
