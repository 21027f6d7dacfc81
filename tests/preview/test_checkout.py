"""A sale is one transaction: it happens as a whole, once, and whatever else is broken."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from hosts import CallFailed
from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.loyalty import posting
from workshop_crm.preview.settings import change_settings

LINE = {"item": "LAB-HOUR", "qty": 1, "rate": 400}


def balance(call, customer: str) -> int:
	return call("loyalty.account", customer=customer)["balance"]


def test_two_tills_cannot_spend_the_same_points(call, new_customer, sell):
	customer = new_customer()
	earned = sell(customer, rate=2000)["balance"]
	start = threading.Barrier(8)

	def redeem(number: int) -> str:
		start.wait()
		try:
			call(
				"visits.complete",
				customer=customer,
				lines=[LINE],
				idempotency_key=f"till-{number}",
				redeem_points=earned,
			)
		except CallFailed as error:
			return str(error.status)
		return "sold"

	with ThreadPoolExecutor(8) as tills:
		outcomes = sorted(tills.map(redeem, range(8)))
	assert outcomes == ["417"] * 7 + ["sold"]
	account = call("loyalty.account", customer=customer)
	redeemed = [entry["points"] for entry in account["entries"] if entry["kind"] == "Redeem"]
	assert sum(redeemed) == -earned
	assert account["balance"] >= 0
	assert call("profile.get_profile", customer=customer)["visit_count"] == 2


def test_one_request_sent_eight_times_at_once_is_one_sale(call, new_customer):
	customer = new_customer()
	start = threading.Barrier(8)

	def send(_number: int) -> str:
		start.wait()
		return call("visits.complete", customer=customer, lines=[LINE], idempotency_key="the-same")["invoice"]

	with ThreadPoolExecutor(8) as tills:
		assert len(set(tills.map(send, range(8)))) == 1
	assert call("profile.get_profile", customer=customer)["visit_count"] == 1
	assert len(call("loyalty.account", customer=customer)["entries"]) == 1


def test_the_key_of_another_customers_sale_is_a_conflict(call, new_customer, sell):
	first, second = new_customer(), new_customer(name="Majed Alsadhan", phone="0557654321")
	sell(first, idempotency_key="key")
	with pytest.raises(CallFailed) as refused:
		sell(second, idempotency_key="key")
	assert refused.value.status == 409


def test_prices_are_rounded_line_by_line_and_taxed_once(call, new_customer):
	customer = new_customer()
	lines = [{"item": "OIL-5W30", "qty": 2.5, "rate": 10.01}, {"item": "OIL-FILTER", "qty": 1, "rate": 0.335}]
	quote = call("visits.quote", customer=customer, lines=lines)
	assert (quote["subtotal"], quote["tax"], quote["total"]) == (25.36, 3.8, 29.16)


@pytest.mark.parametrize(
	"line",
	[
		{"item": "LAB-HOUR", "qty": 0},
		{"item": "LAB-HOUR", "qty": -1},
		{"item": "LAB-HOUR", "rate": -5},
		{"item": "LAB-HOUR", "rate": "NaN"},
		{"item": "LAB-HOUR", "qty": "Infinity"},
		{"item": "LAB-HOUR", "qty": True},
		{"item": "LAB-HOUR", "qty": "1; DROP TABLE invoice"},
		{"item": "LAB-HOUR", "rate": 1e300},
		{"item": 5},
		{},
		"LAB-HOUR",
		None,
	],
)
def test_a_line_that_cannot_be_sold_is_refused_and_nothing_is_posted(call, new_customer, rows, line):
	customer = new_customer()
	with pytest.raises(CallFailed) as refused:
		call("visits.complete", customer=customer, lines=[LINE, line], idempotency_key="key")
	assert refused.value.status == 417
	assert rows('SELECT * FROM "tabSales Invoice"') == []


def test_a_car_of_somebody_else_cannot_be_on_the_invoice(call, new_customer, sell, rows):
	owner, other = new_customer(), new_customer(name="Majed Alsadhan", phone="0557654321")
	car = call("vehicles.add_vehicle", customer=owner, values={"plate": "ABJ 1234"})["vehicle"]
	with pytest.raises(CallFailed):
		sell(other, vehicle=car)
	assert rows('SELECT * FROM "tabSales Invoice"') == []


def test_points_that_cannot_be_settled_do_not_stop_the_sale_and_come_later(
	call, new_customer, sell, worker, rows, monkeypatch
):
	customer = new_customer()
	with monkeypatch.context() as broken:
		broken.setattr(posting, "settle", lambda *arguments: 1 / 0)
		sold = sell(customer, rate=1000)
	assert sold["points_earned"] == 0
	assert rows('SELECT subject FROM "tabBackground Job" WHERE kind = ?', kinds.SETTLE_POINTS) == [
		{"subject": sold["invoice"]}
	]
	worker.run_due()
	assert balance(call, customer) == 115


def test_half_settled_points_are_undone_with_their_error(call, new_customer, sell, rows, monkeypatch):
	customer = new_customer()
	append = posting.ledger.append

	def append_and_fail(*arguments):
		append(*arguments)
		raise OSError

	monkeypatch.setattr(posting.ledger, "append", append_and_fail)
	sell(customer)
	assert rows('SELECT * FROM "tabLoyalty Point Entry"') == []
	assert len(rows('SELECT * FROM "tabSales Invoice"')) == 1


def test_settling_again_adds_nothing(workshop, call, new_customer, sell):
	customer = new_customer()
	first = sell(customer, rate=2000)
	sold = sell(customer, redeem_points=first["balance"])
	from workshop_crm.preview.settings import read_settings

	with workshop.writing() as connection:
		for invoice in (first["invoice"], sold["invoice"]):
			posting.settle(connection, read_settings(connection), invoice, workshop.clock())
	assert balance(call, customer) == sold["balance"]


def test_expired_points_are_gone(call, new_customer, sell, clock):
	customer = new_customer()
	assert sell(customer)["balance"] > 0
	clock.pass_time(days=366)
	assert balance(call, customer) == 0


def test_a_cancelled_credit_note_gives_the_points_again(call, new_customer, sell):
	customer = new_customer()
	sold = sell(customer, rate=1000)
	note = call("visits.return_invoice", invoice=sold["invoice"])
	assert note["balance"] == 0
	assert call("visits.cancel", invoice=note["invoice"])["balance"] == sold["balance"]


@pytest.mark.parametrize("second", ["visits.return_invoice", "visits.cancel"])
def test_a_returned_invoice_is_neither_returned_nor_cancelled_again(call, new_customer, sell, second):
	customer = new_customer()
	sold = sell(customer)
	call("visits.return_invoice", invoice=sold["invoice"])
	with pytest.raises(CallFailed):
		call(second, invoice=sold["invoice"])


def test_a_cancelled_invoice_and_a_credit_note_cannot_be_returned(call, new_customer, sell):
	customer = new_customer()
	cancelled, sold = sell(customer), sell(customer)
	call("visits.cancel", invoice=cancelled["invoice"])
	note = call("visits.return_invoice", invoice=sold["invoice"])
	for invoice in (cancelled["invoice"], note["invoice"]):
		with pytest.raises(CallFailed):
			call("visits.return_invoice", invoice=invoice)


def test_without_a_program_a_sale_works_and_earns_nothing(workshop, call, new_customer, sell):
	with workshop.writing() as connection:
		change_settings(connection, loyalty_program="")
	customer = new_customer()
	sold = sell(customer)
	assert (sold["points_earned"], sold["balance"], sold["tier"]) == (0, 0, None)
	assert call("loyalty.program") is None
	assert call("loyalty.account", customer=customer) is None
	with pytest.raises(CallFailed, match="no loyalty program"):
		sell(customer, redeem_points=1)


def test_outside_the_days_of_the_program_points_stay_and_nothing_is_earned_or_redeemed(
	workshop, call, new_customer, sell, clock
):
	customer = new_customer()
	first = sell(customer)
	with workshop.writing() as connection:
		program = records.find(connection, "Loyalty Program")[0]["name"]
		records.update(connection, "Loyalty Program", program, {"to_date": clock().date()}, clock())
	assert sell(customer)["points_earned"] > 0
	clock.pass_time(days=1)
	after = sell(customer)
	assert (after["points_earned"], after["balance"]) == (0, 2 * first["points_earned"])
	with pytest.raises(CallFailed, match="does not run on"):
		sell(customer, redeem_points=1)
	assert call("visits.return_invoice", invoice=first["invoice"])["balance"] == first["points_earned"]


def test_a_sale_without_a_key_is_refused(sell, new_customer):
	customer = new_customer()
	for key in ("", "k" * 141):
		with pytest.raises(CallFailed):
			sell(customer, idempotency_key=key)
