"""The account beside the ledger says what the ledger says, on every day, and keeps each move to another tier."""

import pytest

from workshop_crm.core.loyalty.ledger import Books
from workshop_crm.core.loyalty.rows import account_totals
from workshop_crm.core.loyalty.tier_changes import JOINED, REACHED, TAKEN_BACK, TIME_PASSED
from workshop_crm.preview import records
from workshop_crm.preview.jobs.worker import Worker
from workshop_crm.preview.loyalty import ledger
from workshop_crm.preview.loyalty.accounts import ACCOUNT, CHANGE
from workshop_crm.preview.settings import read_settings


@pytest.fixture
def program(workshop, clock):
	"""Change the program in use."""

	def change(**values):
		with workshop.writing() as connection:
			name = read_settings(connection).loyalty_program
			records.update(connection, "Loyalty Program", name, values, clock.now)

	return change


@pytest.fixture
def account(workshop, clock):
	"""The account's record, which is what its rows add up to."""

	def read(customer):
		with workshop.open() as connection:
			settings = read_settings(connection)
			rows = ledger.entries(connection, settings.loyalty_program, customer)
			sums = account_totals(ledger.read_program(connection, settings), Books(rows, clock.now.date()))
			row = records.first(connection, ACCOUNT, {"customer": customer})
		assert (row["balance"], row["pending"], row["tier"]) == (sums.balance, sums.pending, sums.tier)
		return row

	return read


@pytest.fixture
def moves(workshop):
	def read(customer):
		with workshop.open() as connection:
			rows = records.find(connection, CHANGE, {"customer": customer})
		return [(row["from_tier"], row["to_tier"], row["reason"]) for row in rows]

	return read


def test_an_account_moves_up_with_a_visit_and_down_when_it_counts_no_more(
	workshop, new_customer, sell, clock, program, account, moves
):
	program(tier_window_months=1, tier_grace_days=2)
	customer = new_customer()
	sell(customer, rate=100)
	sell(customer, rate=5000)
	assert account(customer)["tier_until"].isoformat() == "2026-04-11"
	clock.pass_time(days=33)
	for _time in range(2):
		Worker(workshop).begin_day()
	assert account(customer)["tier"] == "Silver"
	assert moves(customer) == [
		("", "Silver", JOINED),
		("Silver", "Gold", REACHED),
		("Gold", "Silver", TIME_PASSED),
	]


def test_a_cancelled_visit_takes_its_tier_along(call, new_customer, sell, moves, account):
	customer = new_customer()
	sell(customer, rate=100)
	call("visits.cancel", invoice=sell(customer, rate=5000)["invoice"])
	assert account(customer)["tier"] == "Silver"
	assert moves(customer)[-1] == ("Gold", "Silver", TAKEN_BACK)


def test_points_wait_and_can_be_spent_on_their_day(
	workshop, call, new_customer, sell, clock, program, account
):
	program(pending_days=7)
	customer = new_customer()
	before = call("loyalty.program")["points_outstanding"]
	earned = sell(customer)["points_earned"]
	assert call("loyalty.account", customer=customer)["pending"] == earned
	assert call("loyalty.program")["points_outstanding"] == before + earned
	assert (account(customer)["balance"], account(customer)["pending"]) == (0, earned)
	clock.pass_time(days=7)
	Worker(workshop).begin_day()
	assert (account(customer)["balance"], account(customer)["pending"]) == (earned, 0)


def test_a_file_from_before_there_were_accounts_gets_them_at_its_next_start(
	workshop, new_customer, sell, account, call
):
	customer = new_customer()
	sell(customer)
	with workshop.writing() as connection:
		records.delete_where(connection, ACCOUNT, {"customer": customer})
	Worker(workshop).begin_day()
	assert account(customer)["balance"] > 0
	assert call("loyalty.program")["members"] == 1
