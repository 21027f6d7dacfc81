"""Messages about points that the daily job writes; their rule stands in the settings, which have no form in the preview."""

from datetime import date, datetime, time, timedelta

import pytest

from workshop_crm.preview.loyalty import points_messages
from workshop_crm.preview.settings import change_settings

MESSAGES = """SELECT purpose, status, text, date(creation) AS day FROM "tabCustomer Message"
	WHERE reference_doctype = 'Customer Loyalty Points' ORDER BY creation, name"""


@pytest.fixture
def rule(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			change_settings(connection, **values)

	return change


@pytest.fixture
def days_until(clock, workshop, rows):
	"""Lets the days pass, each with its job twice, and returns the messages."""

	def live(day: date) -> list[dict]:
		clock.now = max(clock.now, datetime.combine(day - timedelta(days=40), time(9)))
		while clock.now.date() < day:
			clock.pass_time(days=1)
			for _ in range(2):
				points_messages.tell_members(workshop)
		return rows(MESSAGES)

	return live


def test_nobody_is_written_to_while_the_rule_is_off(new_customer, sell, days_until):
	sell(new_customer(), rate=20_000)
	assert days_until(date(2026, 4, 10)) == []


def test_one_statement_a_month_while_points_change(rule, new_customer, sell, days_until):
	rule(points_statements=True, statement_day=3)
	customer = new_customer()
	sell(customer)
	assert days_until(date(2026, 4, 2)) == []
	(first,) = days_until(date(2026, 4, 30))
	assert (first["purpose"], first["day"], first["status"]) == ("Points Statement", "2026-04-03", "Outbox")
	assert len(days_until(date(2026, 5, 30))) == 1
	sell(customer)
	assert [one["day"] for one in days_until(date(2026, 7, 1))] == ["2026-04-03", "2026-06-03"]


def test_points_about_to_expire_are_told_of_once(rule, new_customer, sell, days_until):
	rule(points_expiry_messages=True, points_expiry_days=14)
	sell(new_customer())
	assert days_until(date(2027, 2, 23)) == []
	(told,) = days_until(date(2027, 4, 1))
	assert (told["purpose"], told["day"]) == ("Points Expiring", "2027-02-24")


def test_points_that_were_spent_are_told_of_no_more(rule, new_customer, sell, days_until, call):
	rule(points_expiry_messages=True, points_expiry_days=14)
	customer = new_customer()
	sell(customer)
	days_until(date(2027, 2, 24))
	balance = call("loyalty.account", customer=customer)["balance"]
	call(
		"loyalty.adjust",
		customer=customer,
		points=-balance,
		kind="Correction",
		reason="spent elsewhere",
		idempotency_key="spent",
	)
	(told,) = days_until(date(2027, 2, 25))
	assert told["status"] == "Withdrawn"


def test_who_reaches_a_tier_is_told_by_the_next_job(rule, new_customer, sell, worker, rows):
	rule(tier_messages=True)
	customer = new_customer()
	sell(customer)
	worker.run_due()
	assert rows(MESSAGES) == []
	sell(customer, rate=20_000)
	worker.run_due()
	worker.run_due()
	(told,) = rows(MESSAGES)
	assert told["purpose"] == "Tier Reached"


def test_each_day_begins_with_the_job(rule, new_customer, sell, worker, clock, rows):
	rule(points_statements=True, statement_day=1)
	sell(new_customer())
	clock.now = datetime(2026, 4, 1, 9)
	worker.begin_day()
	worker.run_due()
	assert len(rows(MESSAGES)) == 1
