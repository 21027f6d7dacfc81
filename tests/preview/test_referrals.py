"""Points for recommending, in the transaction of the sale; *Recommended By* has no field on the preview's forms."""

import pytest

from workshop_crm.preview import records
from workshop_crm.preview.settings import read_settings


@pytest.fixture
def balance(call):
	def of(customer: str) -> int:
		account = call("loyalty.account", customer=customer)
		return account["balance"] if account else 0

	return of


@pytest.fixture
def recommended(workshop, clock, new_customer):
	"""Who recommended, and a new customer who says so; the program gives 50 points."""
	names = iter(range(100))

	def make(by: str | None = None, most: int = 0) -> tuple[str, str]:
		by = by or new_customer(name=f"Huda {next(names)}", phone="", channels=[])
		customer = new_customer(name=f"Reem {next(names)}", phone="", channels=[])
		with workshop.writing() as connection:
			program = read_settings(connection).loyalty_program
			rule = {"referral_points": 50, "referral_month_most": most}
			records.update(connection, "Loyalty Program", program, rule, clock.now)
			records.update(connection, "Customer", customer, {"recommended_by": by}, clock.now)
		return by, customer

	return make


def test_the_first_visit_brings_points_once_and_all_of_it_returned_takes_them_back(
	call, sell, recommended, balance
):
	huda, reem = recommended()
	first = sell(reem)["invoice"]
	assert balance(huda) == 50
	sell(reem)
	assert balance(huda) == 50
	(entry,) = call("loyalty.account", customer=huda)["entries"]
	assert (entry["reason"], entry["invoice"]) == ("Recommended a customer", None)
	note = call("visits.return_invoice", invoice=first)["invoice"]
	assert balance(huda) == 0
	call("visits.cancel", invoice=note)
	assert balance(huda) == 50
	call("visits.cancel", invoice=first)
	assert balance(huda) == 0


def test_the_limit_of_a_month(sell, recommended, balance):
	huda, first = recommended(most=1)
	_same, second = recommended(by=huda, most=1)
	sell(first)
	sell(second)
	assert balance(huda) == 50


def test_who_was_a_customer_long_before_brings_nothing(
	sell, recommended, balance, clock, new_customer, workshop
):
	huda, reem = recommended()
	with workshop.writing() as connection:
		records.update(connection, "Customer", reem, {"recommended_by": None}, clock.now)
	sell(reem)
	clock.pass_time(days=60)
	with workshop.writing() as connection:
		records.update(connection, "Customer", reem, {"recommended_by": huda}, clock.now)
	sell(reem)
	assert balance(huda) == 0


def test_a_code_that_waits_is_cancelled_when_its_customer_is_erased(call, new_customer, sell, rows):
	customer = new_customer()
	sell(customer, rate=8000)
	call("loyalty.reserve_reward", customer=customer, reward="100 off", idempotency_key="code")
	call("privacy.erase", customer=customer, confirm=customer)
	assert [row["status"] for row in rows('SELECT status FROM "tabReward Redemption"')] == ["Cancelled"]
