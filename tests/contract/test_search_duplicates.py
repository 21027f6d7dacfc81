"""Whoever writes a new customer down is told who it may be already, across scripts and phones."""

import pytest

from factories import random_phone

NAME, NAME_AR = "Khudhair Albarqawi", "خضير البرقاوي"


@pytest.fixture(scope="module")
def known(host):
	phone = random_phone()
	values = {"name": NAME, "name_ar": NAME_AR, "phone": phone}
	customer = host.call("customers.save_customer", values=values)["customer"]

	def is_found() -> bool:
		hits = host.call("search.find", query=phone)["hits"]
		return customer in [hit["customer"] for hit in hits]

	host.wait_until(is_found, "indexing of a new customer")
	return {"customer": customer, "phone": phone}


def duplicates(host, **values):
	return host.call("search.duplicates", values=values)["duplicates"]


def same_as(host, customer: str, **values) -> str | None:
	"""What is the same about this customer, if he is told of at all."""
	return next((one["same"] for one in duplicates(host, **values) if one["customer"] == customer), None)


@pytest.mark.parametrize(
	"values",
	[
		{"name": NAME},
		{"name": NAME_AR},
		{"name": "Khodair Al Barqawy"},
		{"name_ar": NAME_AR},
		{"name_ar": "خضير البرقاوى"},
		{"name": "Khudhair Al-Barqawi", "phone": "0509999999"},
	],
)
def test_the_same_name_in_either_script_is_told(host, known, values):
	assert same_as(host, known["customer"], **values) == "name"


def test_the_same_phone_in_another_form_is_told_whatever_the_name(host, known):
	national = known["phone"][1:]
	for phone in (known["phone"], f"+966{national}", f"00966 {national[:2]} {national[2:]}"):
		assert same_as(host, known["customer"], name="Wholly Different", phone=phone) == "phone"


def test_the_same_name_and_phone_are_told_as_both_and_first(host, known):
	found = duplicates(host, name="Khodair Albarqawi", phone=known["phone"])
	assert (found[0]["customer"], found[0]["same"]) == (known["customer"], "both")


def test_a_duplicate_is_shown_as_a_hit_is(host, known):
	(one,) = [one for one in duplicates(host, phone=known["phone"]) if one["customer"] == known["customer"]]
	assert (one["name"], one["name_ar"]) == (NAME, NAME_AR)
	assert one["phones"][0]["e164"] == "+966" + known["phone"][1:]
	assert one["reason_label"]
	assert isinstance(one["may_merge"], bool)


def test_a_saved_customer_is_no_duplicate_of_himself(host, known):
	found = duplicates(host, customer=known["customer"], name=NAME, phone=known["phone"])
	assert known["customer"] not in [one["customer"] for one in found]


@pytest.mark.parametrize(
	"values",
	[
		{},
		{"name": "", "phone": ""},
		{"name": "Zzyzx Qwhjk"},
		{"name": "Khudhair Alsomebodyelse"},
		{"name": "Khu"},
		{"phone": "055"},
		{"phone": "no number at all"},
	],
)
def test_nobody_is_told_of_without_a_likeness(host, known, values):
	assert known["customer"] not in [one["customer"] for one in duplicates(host, **values)]


@pytest.mark.parametrize("text", ["'; drop table customer; --", "\ud800", "م" * 10_000, "*", "\x00", '"'])
def test_nothing_typed_breaks_the_look_for_duplicates(host, text):
	assert isinstance(duplicates(host, name=text, name_ar=text, phone=text), list)
