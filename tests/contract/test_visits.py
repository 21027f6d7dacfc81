"""A completed visit: opened with its lines, paid afterwards, sent to the customer, and every one of them reachable."""

import re

import pytest

from factories import random_phone
from hosts import CallFailed


def visit(host, invoice: str) -> dict:
	return host.call("visits.get_visit", invoice=invoice)


def test_a_visit_opens_with_what_was_sold_and_what_it_did(
	host, create_customer, create_vehicle, complete_service
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer)["vehicle"]
	done = complete_service(customer, rate=400, vehicle=car, odometer=1500)
	opened = visit(host, done["invoice"])
	(line,) = opened["lines"]
	assert (line["qty"], line["rate"], line["amount"]) == (1, 400, 400)
	assert line["name"]
	assert (opened["customer"], opened["vehicle"], opened["odometer"]) == (customer, car, 1500)
	assert (opened["total"], opened["outstanding"], opened["paid"]) == (done["total"], done["total"], 0)
	assert opened["subtotal"] - opened["discount"] + opened["tax"] == pytest.approx(opened["total"])
	assert opened["points_earned"] == done["points_earned"]
	assert opened["acts"] == done["acts"] == {"pay": True, "return": True, "cancel": True, "send": True}


def test_an_unknown_visit_is_not_found(host):
	with pytest.raises(CallFailed) as refused:
		visit(host, "no such invoice")
	assert refused.value.status == 404


def test_the_payment_is_taken_afterwards_in_parts(host, create_customer, complete_service):
	done = complete_service(create_customer()["customer"], rate=300)
	due, invoice = done["outstanding"], done["invoice"]
	part = host.call(
		"visits.pay", invoice=invoice, payments=[{"mode": "Cash", "amount": 100}], outstanding=due
	)
	assert (part["paid"], part["outstanding"]) == (100, pytest.approx(due - 100))
	(cash, *others) = part["modes"]
	assert cash["is_cash"]
	split = [
		{"mode": cash["mode"], "amount": 45},
		*({"mode": one["mode"], "amount": due - 145} for one in others[:1]),
	]
	rest = split if others else [{"mode": cash["mode"], "amount": due - 100}]
	whole = host.call("visits.pay", invoice=invoice, payments=rest, outstanding=part["outstanding"])
	assert (whole["paid"], whole["outstanding"]) == (due, 0)
	assert sum(one["amount"] for one in whole["payments"]) == pytest.approx(due)
	assert len({one["mode"] for one in whole["payments"]}) == len(whole["payments"])
	assert not whole["acts"]["pay"]
	assert whole["modes"] == []


def test_the_same_payment_sent_twice_is_taken_once(host, create_customer, complete_service):
	done = complete_service(create_customer()["customer"], rate=300)
	payment = {
		"invoice": done["invoice"],
		"payments": [{"mode": "Cash", "amount": 100}],
		"outstanding": done["outstanding"],
	}
	host.call("visits.pay", **payment)
	with pytest.raises(CallFailed) as refused:
		host.call("visits.pay", **payment)
	assert refused.value.status == 409
	assert f"{done['outstanding'] - 100:g}" in str(refused.value)
	assert visit(host, done["invoice"])["paid"] == 100


@pytest.mark.parametrize(
	"payments",
	[
		[],
		[{"mode": "Cash", "amount": 10_000}],
		[{"mode": "Cash", "amount": -1}],
		[{"mode": "No", "amount": 1}],
	],
)
def test_a_payment_that_cannot_be_is_refused_and_nothing_is_booked(
	host, create_customer, complete_service, payments
):
	done = complete_service(create_customer()["customer"], rate=300)
	with pytest.raises(CallFailed) as refused:
		host.call("visits.pay", invoice=done["invoice"], payments=payments, outstanding=done["outstanding"])
	assert refused.value.status == 417
	assert visit(host, done["invoice"])["outstanding"] == done["outstanding"]


def test_a_cancelled_visit_takes_no_payment_and_offers_nothing(host, create_customer, complete_service):
	done = complete_service(create_customer()["customer"], rate=300)
	host.call("visits.cancel", invoice=done["invoice"])
	assert set(visit(host, done["invoice"])["acts"].values()) == {False}
	with pytest.raises(CallFailed):
		host.call(
			"visits.pay",
			invoice=done["invoice"],
			payments=[{"mode": "Cash", "amount": 1}],
			outstanding=done["outstanding"],
		)


def test_a_returned_visit_says_so_and_is_open_no_more(host, create_customer, complete_service):
	done = complete_service(create_customer()["customer"], rate=300)
	note = host.call("visits.return_invoice", invoice=done["invoice"])["invoice"]
	opened = visit(host, done["invoice"])
	assert (opened["is_returned"], opened["acts"]["return"], opened["acts"]["pay"]) == (True, False, False)
	assert visit(host, note)["status"] == "Return"
	rows = host.call("visits.of_customer", customer=opened["customer"])["visits"]
	assert {row["outstanding"] for row in rows if row["status"] == "Submitted"} == {0}


def test_all_visits_of_a_customer_are_reached_page_by_page(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	made = [complete_service(customer, rate=100 + n)["invoice"] for n in range(5)]
	host.call("visits.cancel", invoice=made[0])
	pages = [
		host.call("visits.of_customer", customer=customer, limit=2, offset=offset) for offset in (0, 2, 4, 6)
	]
	assert [page["total"] for page in pages] == [5] * 4
	listed = [one["invoice"] for page in pages for one in page["visits"]]
	assert sorted(listed) == sorted(made)
	assert len(pages[0]["visits"]) == 2
	(cancelled,) = [one for page in pages for one in page["visits"] if one["status"] == "Cancelled"]
	assert cancelled["acts"] == {"return": False, "cancel": False}


def test_the_profile_says_what_is_open(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	done = complete_service(customer, rate=300)
	(row,) = host.call("profile.get_profile", customer=customer)["visits"]
	assert row["outstanding"] == done["outstanding"]
	assert row["acts"] == {"return": True, "cancel": True}


def send(host, invoice: str, **values) -> dict:
	return host.call("visits.send_invoice", invoice=invoice, **values)


def messages_of(host, customer: str) -> list[dict]:
	return host.call("messaging.messages", customer=customer)["messages"]


@pytest.fixture
def reachable(create_customer):
	"""A customer who has agreed to WhatsApp."""
	consents = [{"channel": "WhatsApp", "consent_date": "2026-01-01"}]
	return create_customer(channels=consents)["customer"]


def test_the_invoice_is_sent_with_a_link_that_shows_it(host, reachable, complete_service):
	done = complete_service(reachable, rate=300)
	invoice, total = done["invoice"], f"{done['total']:g}"
	sent = send(host, invoice, channel="WhatsApp")
	assert (sent["channel"], sent["status"]) == ("WhatsApp", "Outbox")
	assert send(host, invoice, channel="WhatsApp")["message"] == sent["message"]
	(message,) = [one for one in messages_of(host, reachable) if one["message"] == sent["message"]]
	assert invoice in message["text"]
	assert total in message["text"].translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))
	path = re.search(r"/i/\S+", message["link"])[0]
	shown = host.request("GET", f"{path}?_lang=en", headers={})
	assert 'data-state="open"' in shown.text
	assert invoice in shown.text
	assert f"{total}.00" in shown.text
	assert shown.headers["Cache-Control"] == "no-store"
	assert shown.headers["Referrer-Policy"] == "no-referrer"


def move(host, customer: str) -> str:
	"""The customer has another number from now on: that number."""
	host.call("customers.save_customer", customer=customer, values={"phone": random_phone()})
	return host.call("profile.get_profile", customer=customer)["phone"]["e164"]


def test_an_invoice_that_has_not_left_goes_to_the_present_number(host, reachable, complete_service):
	invoice = complete_service(reachable)["invoice"]
	first = send(host, invoice, channel="WhatsApp")
	phone = move(host, reachable)
	assert send(host, invoice, channel="WhatsApp") == first
	(message,) = [one for one in messages_of(host, reachable) if invoice in one["text"]]
	assert message["recipient"] == phone


def test_an_invoice_that_has_left_is_written_anew_for_another_number_alone(host, reachable, complete_service):
	invoice = complete_service(reachable)["invoice"]
	first = send(host, invoice)["message"]
	host.call("messaging.mark_sent", message=first)
	again = send(host, invoice)
	assert (again["message"], again["status"]) == (first, "Sent")
	phone = move(host, reachable)
	other = send(host, invoice)
	assert (other["message"] != first, other["status"]) == (True, "Outbox")
	assert send(host, invoice) == other
	recipients = {one["message"]: one["recipient"] for one in messages_of(host, reachable)}
	assert recipients[other["message"]] == phone != recipients[first]


def test_a_link_with_another_token_shows_nothing(host, reachable, complete_service):
	first, second = (complete_service(reachable, rate=rate)["invoice"] for rate in (300, 310))
	links = []
	for invoice in (first, second):
		sent = send(host, invoice, channel="WhatsApp")["message"]
		(message,) = [one for one in messages_of(host, reachable) if one["message"] == sent]
		links.append(message["link"].rsplit("/i/", 1)[1])
	name, _dot, _proof = links[0].partition(".")
	_name, _dot, proof = links[1].partition(".")
	for token in (f"{name}.{proof}", name, f"{name}.", "x", "%00", "\u0623", "A" * 400):
		shown = host.request("GET", f"/i/{token}?_lang=en", headers={})
		assert 'data-state="unknown"' in shown.text, token
		assert first not in shown.text


def test_nobody_is_written_to_without_consent(host, create_customer, complete_service):
	invoice = complete_service(create_customer(channels=[])["customer"])["invoice"]
	with pytest.raises(CallFailed) as refused:
		send(host, invoice, channel="WhatsApp")
	assert refused.value.status == 417


def test_a_cancelled_invoice_is_not_sent(host, reachable, complete_service):
	invoice = complete_service(reachable)["invoice"]
	host.call("visits.cancel", invoice=invoice)
	with pytest.raises(CallFailed):
		send(host, invoice)


def test_an_invoice_that_waits_to_be_sent_is_taken_back_when_it_is_cancelled(
	host, reachable, complete_service
):
	invoice = complete_service(reachable)["invoice"]
	sent = send(host, invoice)["message"]
	host.call("visits.cancel", invoice=invoice)
	(message,) = [one for one in messages_of(host, reachable) if one["message"] == sent]
	assert message["status"] == "Withdrawn"


def test_the_visits_of_a_car_are_read_page_by_page(host, create_customer, create_vehicle, complete_service):
	customer = create_customer()["customer"]
	car = create_vehicle(customer)["vehicle"]
	made = {complete_service(customer, rate=100 + n, vehicle=car)["invoice"] for n in range(3)}
	pages = [
		host.call("profile.vehicle_history", vehicle=car, limit=2, offset=offset) for offset in (0, 2, 4)
	]
	assert [page["visit_count"] for page in pages] == [3, 3, 3]
	assert [len(page["visits"]) for page in pages] == [2, 1, 0]
	assert {one["invoice"] for page in pages for one in page["visits"]} == made
