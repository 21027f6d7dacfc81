"""The front desk's day on one page, on both hosts."""

import secrets

import pytest

from hosts import CallFailed

MANY = 100


def section(host, name: str) -> dict:
	return host.call("today.show", section=name, limit=MANY)["sections"][name]


def row_of(host, name: str, customer: str) -> dict | None:
	return next((row for row in section(host, name)["rows"] if row["customer"] == customer), None)


@pytest.fixture
def sell(host):
	"""A sale at the till of which so much is paid now."""

	def sold(customer: str, paid: float = 0) -> dict:
		item = host.call("visits.options")["items"][0]["item"]
		payments = {"payments": [{"mode": "Cash", "amount": paid}]} if paid else {}
		return host.call(
			"visits.complete",
			customer=customer,
			lines=[{"item": item, "qty": 1, "rate": 200}],
			idempotency_key=secrets.token_hex(8),
			**payments,
		)

	return sold


def test_the_page_has_all_sections_with_their_first_rows(host):
	day = host.call("today.show")
	assert list(day["sections"]) == [
		"visits",
		"baskets",
		"unpaid",
		"follow_ups",
		"due",
		"at_risk",
		"messages",
	]
	for name, one in day["sections"].items():
		assert len(one["rows"]) == min(5, one["total"]), name
		assert one["is_more"] is False or one["total"] == 1000, name
	assert day["today"] == host.call("session.context")["today"]


def test_todays_visit_says_what_is_open_and_how_the_survey_stands(host, create_customer, sell):
	customer = create_customer()
	before = section(host, "visits")["total"]
	sold = sell(customer["customer"], paid=50)
	row = row_of(host, "visits", customer["customer"])
	assert (row["invoice"], row["invoice_type"], row["days"]) == (sold["invoice"], "Sales Invoice", 0)
	assert row["phone"]["e164"].startswith("+")
	assert row["time"]
	assert row["outstanding"] == pytest.approx(row["amount"] - 50)
	assert section(host, "visits")["total"] == before + 1
	host.wait_until(lambda: row_of(host, "visits", customer["customer"])["asked"], "the survey's invitation")


@pytest.fixture
def unpaid_total(host):
	"""How many invoices are unpaid, as long as all of them are counted: a site of many tests has more."""

	def total() -> int:
		unpaid = section(host, "unpaid")
		if unpaid["is_more"]:
			pytest.skip("more invoices are unpaid than are counted")
		return unpaid["total"]

	return total


def test_an_unpaid_invoice_is_counted_until_it_is_taken_back(host, create_customer, sell, unpaid_total):
	customer, before = create_customer()["customer"], unpaid_total()
	invoice = sell(customer)["invoice"]
	assert unpaid_total() == before + 1
	host.call("visits.return_invoice", invoice=invoice)
	assert unpaid_total() == before
	assert row_of(host, "unpaid", customer) is None


def test_what_is_paid_is_not_unpaid(host, create_customer, sell, unpaid_total):
	customer = create_customer()["customer"]
	sell(customer)
	due, before = row_of(host, "visits", customer)["amount"], unpaid_total()
	paid_by = create_customer()["customer"]
	sell(paid_by, paid=due)
	assert unpaid_total() == before
	assert row_of(host, "visits", paid_by)["outstanding"] == 0


def test_an_unpaid_row_says_how_much_is_open(host):
	rows = section(host, "unpaid")["rows"]
	assert all(0 < row["outstanding"] <= row["amount"] + 0.01 for row in rows)


def test_unpaid_invoices_come_oldest_first(host, create_customer, sell):
	for _sale in range(2):
		sell(create_customer()["customer"])
	days = [row["days"] for row in section(host, "unpaid")["rows"]]
	assert days == sorted(days, reverse=True)


def test_due_services_are_those_of_their_screen(host):
	due = host.call("vehicles.due", limit=5)
	shown = host.call("today.show", section="due")["sections"]["due"]
	assert [row["vehicle"] for row in shown["rows"]] == [row["vehicle"] for row in due["rows"]]
	assert shown["total"] == min(1000, due["total"])


def test_an_open_basket_is_there_until_it_is_discarded(host, create_customer):
	customer, draft = create_customer()["customer"], secrets.token_hex(6)
	item = host.call("visits.options")["items"][0]["item"]
	basket = {"lines": [{"item": item, "qty": 1, "rate": 10}]}
	host.call("visits.save_basket", draft=draft, screen="x", customer=customer, basket=basket, is_new=True)
	assert row_of(host, "baskets", customer)["draft"] == draft
	host.call("visits.discard_basket", draft=draft)
	assert row_of(host, "baskets", customer) is None


def test_an_unhappy_customer_is_to_be_called_with_the_rows_own_steps(
	host, create_customer, complete_service, complain
):
	customer = create_customer()["customer"]
	complete_service(customer)
	case = complain(customer)
	day = section(host, "follow_ups")
	assert day["total"] == host.call("surveys.follow_ups")["total"]
	assert {row["follow_up"]: row for row in day["rows"]}.get(case["follow_up"], case) == case
	assert day["overdue"] <= day["total"]


def test_messages_that_wait_are_those_of_the_outbox(host):
	waiting = host.call("messaging.messages", state="outbox", limit=5)
	shown = host.call("today.show", section="messages")["sections"]["messages"]
	assert [row["message"] for row in shown["rows"]] == [row["message"] for row in waiting["messages"]]
	assert shown["total"] == min(1000, waiting["total"])


def test_an_unknown_section_and_an_unknown_branch(host):
	with pytest.raises(CallFailed, match="no such part") as error:
		host.call("today.show", section="yesterday")
	assert error.value.status == 417
	assert host.call("today.show", branch="Nowhere")["branch"] == ""
