"""How a customer likes to be served: every field there and back, and each wrong value refused by name."""

import json

import pytest

from hosts import CallFailed
from workshop_crm.tests.some import some

ALL = {
	"oil": "Mobil 1 5W-30",
	"parts": "genuine",
	"waiting": "drop_off",
	"contact_time": "evening",
	"advisor": "سالم",
	"approval_limit": 500,
	"keep_old_parts": True,
	"wash": True,
	"remarks": "Calls before the price goes up.",
}


@pytest.fixture(scope="module")
def fields(host):
	return {field["key"]: field for field in host.call("profile.form_options")["preference_fields"]}


def test_the_form_is_told_the_fields_in_order_with_their_kinds(fields):
	assert list(fields) == list(ALL)
	assert {key: field["kind"] for key, field in fields.items()} == {
		"oil": "text",
		"parts": "choice",
		"waiting": "choice",
		"contact_time": "choice",
		"advisor": "text",
		"approval_limit": "number",
		"keep_old_parts": "flag",
		"wash": "flag",
		"remarks": "text",
	}
	choices = {key: [option["value"] for option in fields[key]["options"]] for key in fields}
	assert choices["parts"] == ["genuine", "aftermarket", "ask"]
	assert choices["waiting"] == ["waits", "drop_off", "collection"]
	assert choices["contact_time"] == ["morning", "afternoon", "evening"]


@pytest.mark.parametrize("as_sent", [dict, json.dumps], ids=["object", "text"])
def test_every_preference_comes_back_and_is_shown_in_words(create_customer, profile_of, fields, as_sent):
	made = create_customer(service_preferences=as_sent(ALL))
	shown = profile_of(made["customer"])["preferences"]
	assert shown["values"] == ALL
	assert [line["key"] for line in shown["lines"]] == list(ALL)
	assert {line["key"]: line["label"] for line in shown["lines"]} == {
		key: field["label"] for key, field in fields.items()
	}
	words = {line["key"]: line["text"] for line in shown["lines"]}
	assert words["oil"] == ALL["oil"]
	assert words["parts"] == label_of(fields, "parts", "genuine")
	assert words["waiting"] == label_of(fields, "waiting", "drop_off")
	assert "500" in words["approval_limit"]
	assert words["wash"]


@pytest.mark.parametrize("key", ["parts", "waiting", "contact_time"])
def test_every_choice_on_offer_is_accepted(host, create_customer, profile_of, fields, key):
	customer = create_customer()["customer"]
	for option in some(fields[key]["options"]):
		host.call(
			"customers.save_customer",
			customer=customer,
			values={"service_preferences": {key: option["value"]}},
		)
		(line,) = profile_of(customer)["preferences"]["lines"]
		assert line["text"] == option["label"]


@pytest.mark.parametrize("empty", [{}, {"oil": "", "wash": False}, "", "{}", None])
def test_preferences_can_be_emptied(host, create_customer, profile_of, empty):
	customer = create_customer(service_preferences={"oil": "5W-30"})["customer"]
	host.call("customers.save_customer", customer=customer, values={"service_preferences": empty})
	assert profile_of(customer)["preferences"] == {"values": {}, "lines": []}


@pytest.mark.parametrize(
	("preferences", "word"),
	[
		('{"oil": ', "preferences"),
		('["oil"]', "preferences"),
		({"colour": "red"}, "colour"),
		({"parts": "stolen"}, "stolen"),
		({"waiting": "sleeps"}, "sleeps"),
		({"contact_time": "midnight"}, "midnight"),
		({"approval_limit": "plenty"}, "plenty"),
		({"approval_limit": -5}, "-5"),
		({"keep_old_parts": "perhaps"}, "perhaps"),
		({"wash": 7}, "7"),
		({"remarks": "x" * 281}, "280"),
	],
)
def test_a_preference_that_cannot_be_read_is_refused_and_the_old_one_stays(
	host, create_customer, profile_of, preferences, word
):
	customer = create_customer(service_preferences={"oil": "5W-30"})["customer"]
	with pytest.raises(CallFailed) as error:
		host.call("customers.save_customer", customer=customer, values={"service_preferences": preferences})
	assert error.value.status == 417
	assert word in str(error.value)
	assert profile_of(customer)["preferences"]["values"] == {"oil": "5W-30"}


def label_of(fields: dict, key: str, value: str) -> str:
	return next(option["label"] for option in fields[key]["options"] if option["value"] == value)
