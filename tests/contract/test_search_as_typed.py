"""A name typed as it stands in the file shows its customer first, letter by letter, whatever blanks there are."""

import secrets

import pytest

LETTERS = "bdfghjklmnrstz"
ARABIC_LETTERS = "بدفغجكلمنرسطز"


def drawn(letters: str) -> str:
	return "".join(secrets.choice(letters) for _ in range(6))


@pytest.fixture(scope="module")
def stored(host):
	"""A family that nobody else has; one member is called like it, one only sounds like it."""
	family, family_ar = drawn(LETTERS), drawn(ARABIC_LETTERS)
	names = {
		"head": (f"{family.title()} Saleh", f"{family_ar} صالح"),
		"member": (f"Saleh {family.title()}", f"صالح {family_ar}"),
		"apart": (f"Dela {family.title()}", f"نورة {family_ar}"),
	}
	customers = {
		who: host.call("customers.save_customer", values={"name": name, "name_ar": name_ar})["customer"]
		for who, (name, name_ar) in names.items()
	}
	for customer in customers.values():
		host.wait_until(
			lambda customer=customer: customer in [hit["customer"] for hit in find(host, family)],
			"indexing of a new customer",
		)
	return {"names": names, "customers": customers, "family": family, "family_ar": family_ar}


def find(host, query):
	return host.call("search.find", query=query, limit=10)["hits"]


@pytest.mark.parametrize("script", [0, 1])
def test_from_the_fourth_letter_on_the_stored_name_is_first_and_the_reason_is_the_name(host, stored, script):
	name = stored["names"]["head"][script]
	for length in (*range(4, len(name)), len(name)):
		hit = find(host, name[:length])[0]
		assert (hit["customer"], hit["reason"]) == (stored["customers"]["head"], "name"), name[:length]


@pytest.mark.parametrize("key", ["family", "family_ar"])
def test_who_begins_with_the_word_stands_before_who_only_has_it(host, stored, key):
	found = [
		hit["customer"] for hit in find(host, stored[key]) if hit["customer"] in stored["customers"].values()
	]
	assert found[0] == stored["customers"]["head"]
	assert set(found) == set(stored["customers"].values())


@pytest.mark.parametrize("query", ["dela{family}", "dela {family}", "نورة{family_ar}", "نورة {family_ar}"])
def test_a_blank_more_or_less_hides_nobody_and_the_place_is_marked(host, stored, query):
	hit = find(host, query.format(**stored))[0]
	assert (hit["customer"], hit["reason"]) == (stored["customers"]["apart"], "name")
	assert hit["spans"]


@pytest.mark.parametrize("values", [{"name": "Dela{family}"}, {"name_ar": "نورة{family_ar}"}])
def test_a_name_that_is_joined_is_a_likely_duplicate_of_the_one_apart(host, stored, values):
	written = {field: text.format(**stored) for field, text in values.items()}
	found = host.call("search.duplicates", values=written)["duplicates"]
	assert stored["customers"]["apart"] in [one["customer"] for one in found]


@pytest.mark.parametrize("typed", ["zzzzqqqq", "xxxxddddd", "aqdmzf shtzja", "خبجغطخسدغ"])
def test_letters_at_random_find_nobody(host, typed):
	assert find(host, typed) == []


@pytest.fixture(scope="module")
def company(host):
	"""A company behind its article, and someone whose name only begins like it."""
	word = drawn(ARABIC_LETTERS)
	names = {"company": f"شركة ال{word}", "person": f"{word}ة سالم"}
	customers = {
		who: host.call("customers.save_customer", values={"name": name})["customer"]
		for who, name in names.items()
	}
	for customer in customers.values():
		host.wait_until(
			lambda customer=customer: customer in [hit["customer"] for hit in find(host, word)],
			"indexing of a new customer",
		)
	return {"word": word, **customers}


@pytest.mark.parametrize("article", ["", "ال"])
def test_a_whole_word_stands_before_the_beginning_of_another_with_or_without_article(host, company, article):
	found = [hit["customer"] for hit in find(host, article + company["word"])]
	assert found[0] == company["company"]


@pytest.mark.parametrize("key", ["family", "family_ar"])
def test_a_name_is_marked_in_both_scripts(host, key):
	names = {"name": "Zulfiqar Barghash", "name_ar": "ذو الفقار برغش"}
	customer = host.call("customers.save_customer", values=names)["customer"]
	typed = {"family": "Barghash", "family_ar": "برغش"}[key]
	host.wait_until(
		lambda: customer in [hit["customer"] for hit in find(host, typed)], "indexing of a new customer"
	)
	(hit,) = [hit for hit in find(host, typed) if hit["customer"] == customer]
	assert {span["field"] for span in hit["spans"]} == {"name", "name_ar"}


def test_a_name_little_alike_across_scripts_is_a_likely_duplicate(host):
	name = f"Zulfiqar Ali {drawn(LETTERS).title()}"
	customer = host.call("customers.save_customer", values={"name": "ذو الفقار علي"})["customer"]
	host.wait_until(
		lambda: customer in [hit["customer"] for hit in find(host, "ذو الفقار علي")],
		"indexing of a new customer",
	)
	for written in ({"name": "Zulfiqar Ali"}, {"name": name, "name_ar": "ذو الفقار علي"}):
		told = host.call("search.duplicates", values=written)["duplicates"]
		assert customer in [one["customer"] for one in told], written
