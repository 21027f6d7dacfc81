import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.tokens import (
	derive_token,
	hash_to_find,
	hash_token,
	survey_link,
	way_of,
)

SECRET = "0123456789abcdef0123456789abcdef"


def test_a_token_is_128_bits_in_url_safe_letters():
	assert re.fullmatch(r"[A-Za-z0-9_-]{22}", derive_token(SECRET, "INV-1"))


def test_a_token_is_the_published_derivation_and_survives_a_new_release():
	assert derive_token(SECRET, "INV-1") == "jwz2q2ypQ858WEzAPhBcLA"


@given(st.text(max_size=30), st.text(max_size=30))
def test_two_invitations_never_share_a_token(one, other):
	assert (derive_token(SECRET, one) == derive_token(SECRET, other)) == (one == other)


def test_another_secret_gives_another_token():
	assert derive_token(SECRET, "INV-1") != derive_token(SECRET[::-1], "INV-1")


@pytest.mark.parametrize("secret", ["", "short", "x" * 15])
def test_no_token_is_made_from_a_missing_or_short_secret(secret):
	with pytest.raises(InvalidInput, match="secret"):
		derive_token(secret, "INV-1")


def test_the_stored_hash_is_sha256_of_the_token():
	assert hash_token("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


@given(st.text(alphabet=st.characters(), max_size=40))
def test_any_text_that_a_guest_puts_into_the_address_can_be_looked_up(text):
	assert re.fullmatch(r"[0-9a-f]{64}", hash_token(text))


@pytest.mark.parametrize(("way", "mark"), [(None, ""), ("Handover", ".h"), ("Print", ".p")])
def test_a_link_says_which_way_it_came_and_leads_to_the_same_invitation(way, mark):
	token = derive_token("s" * 32, "SVI-1")
	link = survey_link("https://crm.example.com/", token, way)
	assert link == f"https://crm.example.com/s/{token}{mark}"
	assert way_of(token + mark) == way
	assert hash_to_find(token + mark) == hash_token(token)


@pytest.mark.parametrize("mark", [".", ".x", ".hh", ".h.p", "..h"])
def test_a_mark_that_there_is_not_leads_nowhere(mark):
	assert hash_to_find(derive_token("s" * 32, "SVI-1") + mark) is None
