"""What was said to and by a customer, newest first, a page at a time."""

import re
from collections import Counter

import pytest

ENTRY = {"entry", "kind", "happened_on", "channel", "direction", "status", "text", "author"}


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


@pytest.fixture
def pages(host, customer):
	"""All pages of the history, by following `next`."""

	def read(**arguments) -> list[list[dict]]:
		found, before = [], None
		for _page in range(100):
			answer = host.call("messaging.history", customer=customer, before=before, **arguments)
			found.append(answer["entries"])
			before = answer["next"]
			if before is None:
				return found
		pytest.fail("the history has no end")

	return read


def test_a_customer_without_history_has_an_empty_page(host, customer):
	assert host.call("messaging.history", customer=customer) == {"entries": [], "next": None, "total": 0}


def test_many_entries_are_paged_without_loss_or_doubles(host, pages, profile_of, customer, log_interaction):
	"""Several entries share each minute, as an import leaves them."""
	made = [
		log_interaction(customer, text=f"Entry {number}", happened_on=f"2026-03-01 10:{number // 4:02}:00")
		for number in range(43)
	]
	found = pages(limit=10)
	assert [len(page) for page in found] == [10, 10, 10, 10, 3]
	entries = [entry for page in found for entry in page]
	assert Counter(entry["entry"] for entry in entries) == Counter(made)
	times = [entry["happened_on"] for entry in entries]
	assert times == sorted(times, reverse=True)
	assert [entry["entry"] for page in pages(limit=43) for entry in page] == [
		entry["entry"] for entry in entries
	]
	shown = profile_of(customer)["history"]
	assert shown["entries"] == entries[:5]
	assert shown["next"]
	assert shown["total"] == len(entries)
	calls = host.call("messaging.history", customer=customer, kinds=["Call"], limit=2)
	assert calls["total"] == sum(entry["kind"] == "Call" for entry in entries)


def test_the_page_after_the_profile_goes_on_where_it_ended(host, profile_of, customer, log_interaction):
	made = [log_interaction(customer, happened_on=f"2026-03-{day:02} 09:00:00") for day in range(1, 9)]
	shown = profile_of(customer)["history"]
	rest = host.call("messaging.history", customer=customer, before=shown["next"])
	assert rest["next"] is None
	assert [entry["entry"] for entry in [*shown["entries"], *rest["entries"]]] == made[::-1]


def test_an_entry_made_while_somebody_reads_moves_no_page(host, customer, log_interaction):
	made = [log_interaction(customer, happened_on=f"2026-03-{day:02} 09:00:00") for day in range(1, 7)]
	first = host.call("messaging.history", customer=customer, limit=3)
	log_interaction(customer)
	second = host.call("messaging.history", customer=customer, limit=3, before=first["next"])
	assert [entry["entry"] for entry in second["entries"]] == made[:3][::-1]


def test_messages_and_what_staff_logged_stand_in_one_history(
	host, pages, customer, complete_service, log_interaction, survey_link
):
	complete_service(customer)
	survey_link(customer)
	noted = log_interaction(customer, kind="Note", direction="", text="Prefers the morning.")
	(entries,) = pages()
	assert [entry["kind"] for entry in entries] == ["Note", "Message"]
	assert all(set(entry) >= ENTRY for entry in entries)
	message = entries[1]
	assert (message["channel"], message["direction"]) == ("WhatsApp", "Outgoing")
	assert message["status"]
	assert "{link}" not in message["text"]
	assert "/s/" not in message["text"]
	assert [entry["entry"] for entry in pages(kinds=["Note"])[0]] == [noted]
	assert [entry["entry"] for entry in pages(kinds=["Message"])[0]] == [message["entry"]]
	assert pages(kinds=["Call", "Visit"]) == [[]]


def test_a_filter_is_paged_too(pages, customer, log_interaction):
	kinds = ["Call", "Visit", "Note"] * 5
	made = [
		log_interaction(customer, kind=kind, direction="", happened_on=f"2026-03-{number + 1:02} 09:00:00")
		for number, kind in enumerate(kinds)
	]
	found = pages(kinds=["Visit"], limit=2)
	assert [entry["entry"] for page in found for entry in page] == made[1::3][::-1]


def test_the_history_of_one_customer_is_not_anothers(host, create_customer, customer, log_interaction):
	log_interaction(customer)
	other = create_customer()["customer"]
	assert host.call("messaging.history", customer=other)["entries"] == []


def test_a_time_is_told_to_the_second(host, customer, log_interaction):
	log_interaction(customer, happened_on="2026-03-01 10:20:30")
	(entry,) = host.call("messaging.history", customer=customer)["entries"]
	assert re.fullmatch(r"2026-03-01[ T]10:20:30", entry["happened_on"])
