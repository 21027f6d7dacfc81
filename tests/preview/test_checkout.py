"""A sale whose points cannot be settled, whose points expire or whose program does not run.

No request can break a part, turn the clock or change the settings of a site.
"""

from datetime import datetime

import pytest

from hosts import CallFailed
from workshop_crm.preview import records
from workshop_crm.preview.jobs import kinds
from workshop_crm.preview.loyalty import posting
from workshop_crm.preview.settings import change_settings


def balance(call, customer: str) -> int:
	return call("loyalty.account", customer=customer)["balance"]


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


def test_who_did_the_work_stands_on_the_invoice_and_an_unknown_name_is_refused(
	call, new_customer, sell, workshop
):
	with workshop.writing() as connection:
		for person in ("Huda", "Omar"):
			records.insert(connection, "Sales Person", {"sales_person_name": person}, datetime.now())
	assert call("visits.options")["people"] == ["Huda", "Omar"]
	customer = new_customer()
	invoice = sell(customer, technician="Omar", adviser="Huda")["invoice"]
	with workshop.open() as connection:
		assert records.get(connection, "Sales Invoice", invoice)["technician"] == "Omar"
		(adviser,) = records.rows_of(connection, "Sales Invoice", invoice, "sales_team")
	assert (adviser["sales_person"], adviser["allocated_percentage"]) == ("Huda", 100)
	with pytest.raises(CallFailed, match="Nobody"):
		sell(customer, technician="Nobody")
