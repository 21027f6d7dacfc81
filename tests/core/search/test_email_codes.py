import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.search.documents import CustomerDocument, candidate
from workshop_crm.core.search.email_codes import email_fit, looked_up, typed_email
from workshop_crm.core.search.query import understand
from workshop_crm.core.search.ranking import rank
from workshop_crm.core.search.records import decoded, encoded

REEM = CustomerDocument("CUST-1", "Reem Alward", emails=("R.Alward5@Example.com", "office77@alward.example"))
INFO = CustomerDocument("CUST-2", "Huda Salem", emails=("info@salem.example",))
MAJED = CustomerDocument("CUST-3", "Majed Info", emails=("majed@reem.example",))
ALL = [candidate(document) for document in (REEM, INFO, MAJED)]


def hits(typed: str):
	return rank(understand(typed), ALL, 10)


@pytest.mark.parametrize(
	("typed", "marked"),
	[
		("r.alward5@example.com", 21),
		("R.ALWARD5@EXAMPLE.COM", 21),
		("r.alward5@ex", 12),
		("r.alward5@", 10),
		("r.alward5", 9),
	],
)
def test_an_address_is_found_whole_by_its_beginning_and_by_the_part_before_the_at(typed, marked):
	first = hits(typed)[0]
	assert (first.customer, first.reason, first.matched) == ("CUST-1", "email", REEM.emails[0])
	assert [(span.field, span.start, span.end, span.number) for span in first.spans] == [
		("email", 0, marked, 0)
	]


def test_the_second_address_is_found_too():
	first = hits("office77")[0]
	assert (first.customer, first.matched, first.spans[0].number) == ("CUST-1", REEM.emails[1], 1)


def test_a_plain_word_is_a_name_first_and_an_address_only_as_all_before_the_at():
	found = hits("info")
	assert [(hit.customer, hit.reason) for hit in found] == [("CUST-3", "name"), ("CUST-2", "email")]
	assert [hit.reason for hit in hits("reem") if hit.customer == "CUST-1"] == ["name"]
	assert "CUST-3" not in [hit.customer for hit in hits("reem")]


def test_a_name_that_is_written_so_stands_before_an_address():
	assert hits("reem.alward")[0].reason == "name"


def test_a_name_may_stand_beside_the_address():
	first = hits("Reem r.alward5@example.com")[0]
	assert (first.customer, {span.field for span in first.spans}) == ("CUST-1", {"name", "email"})


@pytest.mark.parametrize("typed", ["@example.com", "example.com", "gmail.com"])
def test_a_domain_finds_nobody(typed):
	assert not [hit for hit in hits(typed) if hit.reason == "email"]


@given(st.emails())
def test_every_address_is_looked_up_by_each_of_its_beginnings(address):
	key = address.casefold()
	for length in range(3, len(key) + 1):
		typed = typed_email(key[:length])
		if typed and looked_up(typed):
			assert key.startswith(looked_up(typed))
			assert email_fit(typed, key) > 0


@given(st.text(st.characters()))
def test_any_text_may_be_typed(text):
	typed = typed_email(text)
	if typed:
		looked_up(typed)
		email_fit(typed, "reem@example.com")


def test_the_addresses_are_part_of_the_record():
	assert decoded([encoded(ALL[0])])[0].document.emails == REEM.emails
