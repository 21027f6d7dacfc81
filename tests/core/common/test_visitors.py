"""Guests are limited by where they come from, and cannot say so themselves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.visitors import LOOPBACK, visitor

PROXIES = ("127.0.0.1", "10.0.0.0/8")


@given(st.text(max_size=60))
def test_without_a_proxy_no_header_changes_who_is_counted(forwarded):
	assert visitor("203.0.113.7", forwarded, PROXIES) == "203.0.113.7"
	assert visitor("127.0.0.1", forwarded, ()) == "127.0.0.1"


@given(st.lists(st.ip_addresses(v=4).map(str), max_size=4))
def test_behind_a_proxy_what_the_client_wrote_into_the_header_changes_nothing(forged):
	assert visitor("127.0.0.1", ",".join([*forged, "203.0.113.7"]), PROXIES) == "203.0.113.7"


@pytest.mark.parametrize(
	("peer", "forwarded", "counted"),
	[
		("127.0.0.1", "203.0.113.7", "203.0.113.7"),
		("127.0.0.1", "1.1.1.1, 203.0.113.7, 10.2.3.4", "203.0.113.7"),
		("127.0.0.1", "", "127.0.0.1"),
		("127.0.0.1", "nonsense", "127.0.0.1"),
		("127.0.0.1", "1.1.1.1, nonsense, 10.2.3.4", "127.0.0.1"),
		("::ffff:127.0.0.1", "203.0.113.7", "203.0.113.7"),
		("127.0.0.1", "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
		("2001:db8:1:2:ffff::1", "", "2001:db8:1:2::/64"),
		("", "", ""),
	],
)
def test_the_last_address_that_is_no_proxys_is_counted(peer, forwarded, counted):
	assert visitor(peer, forwarded, PROXIES) == counted


def test_a_misspelt_proxy_is_no_proxy():
	assert visitor("127.0.0.1", "203.0.113.7", ("localhost", "127.0.0.1/99", "")) == "127.0.0.1"


def test_loopback_means_both_versions():
	assert visitor("::1", "203.0.113.7", LOOPBACK) == "203.0.113.7"
	assert visitor("127.0.1.9", "203.0.113.7", LOOPBACK) == "203.0.113.7"
