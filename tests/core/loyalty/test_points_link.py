import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty.points_link import claimed_account, is_token_of, points_link, points_token

SECRET = "0123456789abcdef0123456789abcdef"
TOKEN = points_token(SECRET, "a1b2c3d4e5")


def account_of(secret: str, token: str, number: int = 0) -> str | None:
	account = claimed_account(token)
	return account if account and is_token_of(secret, token, account, number) else None


def test_a_token_leads_to_its_account_and_survives_a_new_release():
	assert TOKEN == "a1b2c3d4e5.X4crC1za2qOKT9XfPk12iA"
	assert account_of(SECRET, TOKEN) == "a1b2c3d4e5"


def test_another_secret_makes_a_token_unknown():
	assert account_of(SECRET[::-1], TOKEN) is None


@given(st.integers(0, 50), st.integers(0, 50))
def test_a_new_link_makes_all_other_links_of_the_account_unknown(number, other):
	token = points_token(SECRET, "a1b2c3d4e5", number)
	assert (account_of(SECRET, token, other) is not None) == (number == other)


@given(st.text(st.characters(), max_size=120))
def test_whatever_else_is_in_the_address_is_nobodys(token):
	assert (account_of(SECRET, token) is None) == (token != TOKEN)


@pytest.mark.parametrize(
	"token", [TOKEN + ".", TOKEN[:-1], TOKEN.upper(), f" {TOKEN}", TOKEN.replace("a1", "a2")]
)
def test_a_token_that_was_changed_is_nobodys(token):
	assert account_of(SECRET, token) is None


def test_no_token_is_made_from_a_short_secret():
	with pytest.raises(InvalidInput, match="secret"):
		points_token("short", "a1b2c3d4e5")


def test_the_link_is_on_the_site():
	assert points_link("https://crm.example.com/", "a.b") == "https://crm.example.com/p/a.b"
