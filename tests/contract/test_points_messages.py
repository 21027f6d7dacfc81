"""A statement of points, sent by hand from the loyalty panel."""

import pytest

from hosts import CallFailed


@pytest.fixture
def member(create_customer, complete_service):
	def make(**customer) -> str:
		made = create_customer(**customer)["customer"]
		complete_service(made, rate=3000)
		return made

	return make


def text_of(host, customer: str, message: str) -> str:
	messages = host.call("messaging.messages", customer=customer)["messages"]
	return next(one["text"] for one in messages if one["message"] == message)


@pytest.mark.parametrize(("language", "digits"), [("en", "{:,}"), ("ar", "")])
def test_it_says_the_balance_and_opens_the_points_page(host, member, language, digits):
	customer = member(language=language)
	sent = host.call("loyalty.send_statement", customer=customer)
	text = text_of(host, customer, sent["message"])
	assert host.call("loyalty.points_link", customer=customer) in text
	assert "{" not in text
	if digits:
		assert digits.format(host.call("loyalty.account", customer=customer)["balance"]) in text


def test_pressed_twice_one_statement_is_written(host, member):
	customer = member()
	first = host.call("loyalty.send_statement", customer=customer)
	assert host.call("loyalty.send_statement", customer=customer) == first


def test_a_customer_without_consent_is_not_written_to_and_the_reason_is_said(host, member):
	with pytest.raises(CallFailed, match="no channel with"):
		host.call("loyalty.send_statement", customer=member(channels=[]))


def test_a_customer_who_never_had_points_gets_none(host, create_customer):
	with pytest.raises(CallFailed, match=r"nothing to send|in no loyalty program"):
		host.call("loyalty.send_statement", customer=create_customer()["customer"])


def test_a_new_link_goes_into_the_statement_and_the_old_one_opens_nothing(host, member):
	customer = member()
	old = host.call("loyalty.points_link", customer=customer)
	sent = host.call("loyalty.send_statement", customer=customer)
	new = host.call("loyalty.renew_points_link", customer=customer)
	assert new != old
	assert host.call("loyalty.points_link", customer=customer) == new
	assert new in text_of(host, customer, sent["message"])
	states = {}
	for link in (old, new):
		page = host.request("GET", "/p/" + link.rsplit("/p/", 1)[1], headers={})
		states[link] = 'data-state="open"' in page.text
	assert states == {old: False, new: True}


def test_a_customer_without_an_account_gets_no_new_link(host, create_customer):
	with pytest.raises(CallFailed, match="in no loyalty program"):
		host.call("loyalty.renew_points_link", customer=create_customer()["customer"])
