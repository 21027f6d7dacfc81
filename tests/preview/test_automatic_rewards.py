"""The best reward in the checkout by itself; the program and the customer have no form in the preview."""

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.settings import read_settings

LINES = [{"item": "LAB-HOUR", "qty": 1, "rate": 400}]


@pytest.fixture
def member(new_customer, sell) -> str:
	customer = new_customer()
	sell(customer, rate=8000)
	return customer


@pytest.fixture
def let(workshop, clock):
	def change(doctype: str, name: str | None = None, **values) -> None:
		with workshop.writing() as connection:
			name = name or read_settings(connection).loyalty_program
			records.update(connection, doctype, name, values, clock.now)

	return change


def test_the_best_goes_on_where_the_program_says_so(call, member, let):
	let("Loyalty Program", rewards_by_itself=1)
	told = call("visits.quote", customer=member, lines=LINES, automatic=True)
	plain = call("visits.quote", customer=member, lines=LINES)
	best = plain["suggestion"]
	assert told["by_itself"] == {key: best[key] for key in ("reward", "reward_code", "points")}
	assert told["total"] == pytest.approx(plain["total"] - told["reward"]["amount"])
	assert told["redeem_points"] == best["points"]
	assert plain["by_itself"] is None


def test_what_was_chosen_stays(call, member, let):
	let("Loyalty Program", rewards_by_itself=1)
	told = call("visits.quote", customer=member, lines=LINES, redeem_points=3, automatic=True)
	assert (told["by_itself"], told["reward"], told["redeem_points"]) == (None, None, 3)


@pytest.mark.parametrize(("wish", "applied"), [("Always", True), ("Never", False)])
def test_the_customers_wish_goes_before_the_program(call, member, let, wish, applied):
	let("Loyalty Program", rewards_by_itself=int(not applied))
	let("Customer", member, reward_application=wish)
	told = call("visits.quote", customer=member, lines=LINES, automatic=True)
	assert bool(told["by_itself"]) == applied


def test_a_customer_without_points_gets_nothing(call, new_customer, let):
	let("Loyalty Program", rewards_by_itself=1)
	told = call("visits.quote", customer=new_customer(), lines=LINES, automatic=True)
	assert (told["by_itself"], told["suggestion"]) == (None, None)
