"""What staff log about a customer: calls, visits and notes, added and taken away."""

import pytest

from hosts import CallFailed


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


@pytest.fixture
def entries(host, customer):
	def read() -> list[dict]:
		return host.call("messaging.history", customer=customer)["entries"]

	return read


@pytest.mark.parametrize(
	("kind", "direction"), [("Call", "Incoming"), ("Call", "Outgoing"), ("Visit", ""), ("Note", "")]
)
def test_an_interaction_comes_back_as_it_was_logged(customer, entries, log_interaction, kind, direction):
	made = log_interaction(
		customer, kind=kind, direction=direction, text="سألت عن السعر", happened_on="2026-03-01 10:20:00"
	)
	(entry,) = entries()
	assert entry["entry"] == made
	assert (entry["kind"], entry["direction"] or "", entry["text"]) == (kind, direction, "سألت عن السعر")
	assert entry["happened_on"].replace("T", " ") == "2026-03-01 10:20:00"
	assert isinstance(entry["author"], str)


def test_without_a_time_it_happened_now_and_comes_first(host, customer, entries, log_interaction):
	log_interaction(customer, happened_on="2026-03-01 10:20:00")
	latest = log_interaction(customer)
	assert entries()[0]["entry"] == latest
	assert entries()[0]["happened_on"][:10] == host.call("session.context")["today"]


def test_a_long_text_is_kept_and_shown_up_to_its_limit(customer, entries, log_interaction):
	log_interaction(customer, text="طويل " * 399 + "x")
	(entry,) = entries()
	assert entry["text"].startswith("طويل طويل")
	assert len(entry["text"]) <= 400


@pytest.mark.parametrize("text", ["said <b>no</b>", "oil < 5 litres & falling", '"{0}" %s {link'])
def test_markup_in_a_text_is_text(customer, entries, log_interaction, text):
	log_interaction(customer, text=text)
	(entry,) = entries()
	assert entry["text"] == text


@pytest.mark.parametrize(
	("values", "says"),
	[
		({}, "choose the kind"),
		({"text": "no kind is no call"}, "choose the kind"),
		({"kind": "Note"}, "enter the text"),
		({"kind": "Fax", "text": "x"}, "not one of Call, Visit and Note"),
	],
)
def test_what_is_missing_is_asked_for_and_never_guessed(host, customer, entries, values, says):
	with pytest.raises(CallFailed, match=says) as error:
		host.call("messaging.add_interaction", customer=customer, values=values)
	assert error.value.status == 417
	assert entries() == []


def test_a_deleted_entry_is_gone_and_the_others_stay(host, customer, entries, log_interaction):
	kept = log_interaction(customer, text="kept")
	wrong = log_interaction(customer, text="wrong")
	assert host.call("messaging.delete_interaction", entry=wrong) == {}
	assert [entry["entry"] for entry in entries()] == [kept]
	with pytest.raises(CallFailed) as error:
		host.call("messaging.delete_interaction", entry=wrong)
	assert error.value.status == 404


def test_a_message_that_went_out_cannot_be_taken_away(host, customer, entries, complete_service, survey_link):
	complete_service(customer)
	survey_link(customer)
	(message,) = entries()
	with pytest.raises(CallFailed) as error:
		host.call("messaging.delete_interaction", entry=message["entry"])
	assert error.value.status in (403, 404, 417)
	assert entries() == [message]
