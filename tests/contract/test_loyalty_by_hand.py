"""Points given and taken by hand, on both hosts."""

import secrets

import pytest

from hosts import CallFailed


@pytest.fixture
def adjust(host):
	def call(customer, points, key="", **changes):
		values = {"kind": "Goodwill", "reason": "A long wait", **changes}
		return host.call(
			"loyalty.adjust",
			customer=customer,
			points=points,
			idempotency_key=key or secrets.token_hex(8),
			**values,
		)

	return call


def test_points_by_hand_are_in_the_balance_and_say_why(host, create_customer, adjust):
	customer = create_customer()["customer"]
	assert adjust(customer, 40)["balance"] == 40
	assert adjust(customer, -15, kind="Correction", reason="Given twice")["balance"] == 25
	account = host.call("loyalty.account", customer=customer)
	assert account["balance"] == 25
	told = [(entry["kind"], entry["points"], entry["reason"]) for entry in account["entries"]]
	assert told == [("Adjust", -15, "Given twice"), ("Adjust", 40, "A long wait")]


def test_a_request_that_is_sent_twice_is_one_adjustment(create_customer, adjust):
	customer, key = create_customer()["customer"], secrets.token_hex(8)
	assert adjust(customer, 40, key) == adjust(customer, 40, key)
	assert adjust(customer, 40, key.upper())["balance"] == 40
	with pytest.raises(CallFailed, match="Start again"):
		adjust(create_customer()["customer"], 40, key)


@pytest.mark.parametrize(
	("field", "value", "said"),
	[("points", 0, "how many points"), ("kind", "Gift", "goodwill"), ("reason", " ", "say why")],
)
def test_what_cannot_be_done_is_refused(create_customer, adjust, field, value, said):
	customer = create_customer()["customer"]
	values = {"points": 5, field: value}
	with pytest.raises(CallFailed, match=said):
		adjust(customer, values.pop("points"), **values)


def test_given_points_can_be_redeemed(create_customer, adjust, complete_service):
	customer = create_customer()["customer"]
	adjust(customer, 40)
	assert complete_service(customer, rate=100, redeem_points=40)["points_redeemed"] == 40
