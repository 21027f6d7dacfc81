"""Requests that want the same records at once: each is done or refused with a sentence, and none ends in an error."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from threading import Barrier
from typing import Any
from urllib.parse import quote
from uuid import uuid4

import pytest

from factories import random_plate
from hosts import CallFailed, unpack
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.preview import records
from workshop_crm.preview.workshop import Workshop

ROUNDS = 3
DONE, REFUSED = 200, 409
# A reward that a customer gets once in 90 days.
ONCE = "10 % off this visit"


def at_once(*actions: Callable[[], Any]) -> list[int]:
	"""The HTTP status of each action, all begun in the same moment."""
	barrier = Barrier(len(actions))

	def run(action: Callable[[], Any]) -> CallFailed | None:
		barrier.wait(30)
		try:
			action()
		except CallFailed as refusal:
			return refusal
		return None

	with ThreadPoolExecutor(len(actions)) as pool:
		refusals = list(pool.map(run, actions))
	assert all(refusal.messages for refusal in refusals if refusal), refusals
	return [refusal.status if refusal else DONE for refusal in refusals]


@pytest.fixture
def last_one(host) -> str:
	"""A reward of one point, of which there is one."""
	name = f"Last one {uuid4().hex}"
	record = {"reward_name": name, "loyalty_program": DEFAULT_PROGRAM.name, "kind": "Fixed Amount"}
	record |= {"points": 1, "amount": 10, "stock": 1}
	if host.name == "erpnext":
		assert host.request("POST", "/api/resource/Rewards Catalog", json=record).ok
		return name
	with Workshop(host.data).writing() as connection:
		records.insert(connection, "Rewards Catalog", record, datetime.now())
	return name


@pytest.fixture
def free_car(host, create_customer, create_vehicle) -> Callable[[], tuple[str, str]]:
	"""A car of nobody, and its plate."""

	def make() -> tuple[str, str]:
		plate = random_plate()
		vehicle = create_vehicle(create_customer()["customer"], plate=plate)["vehicle"]
		host.call("vehicles.end_ownership", vehicle=vehicle)
		return vehicle, plate

	return make


@pytest.fixture
def owners_of(host) -> Callable[[str], list[str]]:
	def read(vehicle: str) -> list[str]:
		owners = host.call("profile.vehicle_history", vehicle=vehicle)["owners"]
		return [owner["customer"] for owner in owners if owner["is_current"]]

	return read


def test_a_free_car_that_several_clerks_take_at_once_has_one_owner(
	host, create_customer, free_car, owners_of
):
	for _round in range(ROUNDS):
		(vehicle, plate), customers = free_car(), [create_customer()["customer"] for _ in range(4)]
		statuses = at_once(*(_adding(host, customer, plate) for customer in customers))
		assert sorted(statuses) == [DONE, REFUSED, REFUSED, REFUSED]
		assert owners_of(vehicle) == [customers[statuses.index(DONE)]]


def test_a_car_that_is_sold_to_several_at_once_is_sold_and_can_be_sold_again(
	host, create_customer, create_vehicle, owners_of
):
	seller, *buyers = (create_customer()["customer"] for _ in range(4))
	vehicle = create_vehicle(seller)["vehicle"]
	statuses = at_once(*(_selling(host, vehicle, buyer) for buyer in buyers))
	# Who comes second may also buy from the first buyer, one after the other.
	assert set(statuses) <= {DONE, REFUSED}
	assert DONE in statuses
	(owner,) = owners_of(vehicle)
	assert owner in buyers
	host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=seller)
	assert owners_of(vehicle) == [seller]


def test_a_person_is_erased_while_a_service_is_completed(host, create_customer, line_of):
	for _round in range(ROUNDS):
		customer, lines = create_customer()["customer"], [line_of("Oil Change")]
		statuses = at_once(
			lambda customer=customer: host.call("privacy.erase", customer=customer, confirm=customer),
			lambda customer=customer, lines=lines: host.call(
				"visits.complete", customer=customer, lines=lines, idempotency_key=uuid4().hex
			),
		)
		# The sale of a customer whose record has another name by then finds nobody.
		assert statuses[0] in (DONE, REFUSED)
		assert statuses[1] in (DONE, REFUSED, 404)


def test_a_car_that_several_clerks_sell_to_one_buyer_at_once_is_sold_once(
	host, create_customer, create_vehicle, owners_of
):
	seller, buyer = create_customer()["customer"], create_customer()["customer"]
	vehicle = create_vehicle(seller)["vehicle"]
	statuses = at_once(*(_selling(host, vehicle, buyer) for _clerk in range(4)))
	assert statuses.count(DONE) == 1
	assert set(statuses) <= {DONE, REFUSED, 417}
	assert owners_of(vehicle) == [buyer]
	assert len(host.call("profile.vehicle_history", vehicle=vehicle)["owners"]) == 2


def test_points_that_several_tills_spend_at_once_are_spent_once(
	host, create_customer, complete_service, a_line, profile_of
):
	customer, lines = create_customer()["customer"], [a_line(400)]
	earned = complete_service(customer, rate=2000)["balance"]
	statuses = at_once(*(_spending(host, customer, lines, earned) for _till in range(4)))
	assert statuses.count(DONE) == 1
	assert set(statuses) <= {DONE, REFUSED, 417}
	account = host.call("loyalty.account", customer=customer)
	spent = [entry["points"] for entry in account["entries"] if entry["kind"] == "Redeem"]
	assert sum(spent) == -earned
	assert account["balance"] >= 0
	assert profile_of(customer)["visit_count"] == 2


def test_the_last_piece_of_a_reward_goes_to_one_of_several_tills(
	host, create_customer, complete_service, a_line, last_one
):
	customers = [create_customer()["customer"] for _till in range(4)]
	for customer in customers:
		complete_service(customer, rate=1000)
	before = [host.call("loyalty.account", customer=customer)["balance"] for customer in customers]
	lines = [a_line(400)]
	statuses = at_once(*(_rewarding(host, customer, lines, last_one) for customer in customers))
	assert statuses.count(DONE) == 1
	assert set(statuses) <= {DONE, REFUSED, 417}
	accounts = [host.call("loyalty.account", customer=customer) for customer in customers]
	took = [any(entry["kind"] == "Redeem" for entry in account["entries"]) for account in accounts]
	assert took == [status == DONE for status in statuses]
	for had, account, has_won in zip(before, accounts, took, strict=True):
		assert has_won or account["balance"] == had


def test_a_reward_that_a_customer_gets_once_is_had_at_one_of_several_tills(
	host, create_customer, complete_service, a_line
):
	customer, lines = create_customer()["customer"], [a_line(400)]
	complete_service(customer, rate=8000)
	statuses = at_once(*(_rewarding(host, customer, lines, ONCE) for _till in range(4)))
	assert statuses.count(DONE) == 1
	assert set(statuses) <= {DONE, REFUSED, 417}


def test_a_code_that_several_tills_take_at_once_is_used_once(host, create_customer, complete_service, a_line):
	customer, lines = create_customer()["customer"], [a_line(400)]
	complete_service(customer, rate=8000)
	reserving = {"customer": customer, "reward": "100 off", "idempotency_key": uuid4().hex}
	code = host.call("loyalty.reserve_reward", **reserving)["code"]
	left = host.call("loyalty.account", customer=customer)["balance"]
	statuses = at_once(*(_rewarding(host, customer, lines, code=code) for _till in range(4)))
	assert statuses.count(DONE) == 1
	assert set(statuses) <= {DONE, REFUSED, 404, 417}
	entries = host.call("loyalty.account", customer=customer)["entries"]
	assert entries[0]["kind"] == "Earn"
	assert host.call("loyalty.account", customer=customer)["balance"] == left + entries[0]["points"]


@pytest.mark.parametrize("is_kept", [False, True])
def test_a_sale_that_is_sent_several_times_at_once_is_booked_once(
	host, create_customer, a_line, profile_of, is_kept
):
	customer, lines = create_customer()["customer"], [a_line()]
	request = {"customer": customer, "lines": lines, "idempotency_key": uuid4().hex}
	if is_kept:
		own = {"draft": uuid4().hex, "screen": uuid4().hex}
		host.call("visits.save_basket", **own, customer=customer, basket={"lines": lines}, is_new=True)
		request |= {**own, "is_new": False}
	invoices = []
	statuses = at_once(*[lambda: invoices.append(host.call("visits.complete", **request)["invoice"])] * 4)
	assert statuses == [DONE] * 4
	assert len(set(invoices)) == 1
	assert profile_of(customer)["visit_count"] == 1
	assert len(host.call("loyalty.account", customer=customer)["entries"]) == 1


def test_a_payment_that_several_tills_take_at_once_is_taken_once(host, create_customer, complete_service):
	for _round in range(ROUNDS):
		done = complete_service(create_customer()["customer"])
		statuses = at_once(*(_paying(host, done) for _till in range(4)))
		assert sorted(statuses) == [DONE, REFUSED, REFUSED, REFUSED]
		opened = host.call("visits.get_visit", invoice=done["invoice"])
		assert [payment["amount"] for payment in opened["payments"]] == [done["outstanding"]]
		assert opened["outstanding"] == 0


def test_an_invoice_that_several_tills_return_at_once_is_returned_once(
	host, create_customer, complete_service
):
	for _round in range(ROUNDS):
		customer = create_customer()["customer"]
		invoice = complete_service(customer)["invoice"]
		statuses = at_once(*[lambda name=invoice: host.call("visits.return_invoice", invoice=name)] * 3)
		assert statuses.count(DONE) == 1
		assert set(statuses) <= {DONE, REFUSED, 417}
		assert host.call("visits.of_customer", customer=customer)["total"] == 2


def test_forms_of_erpnext_that_take_a_free_car_at_once_leave_one_owner(
	host, create_customer, free_car, owners_of
):
	if host.name != "erpnext":
		pytest.skip("the preview has no forms of ERPNext")
	for _round in range(ROUNDS):
		(vehicle, _plate), customers = free_car(), [create_customer()["customer"] for _ in range(4)]
		statuses = at_once(*(_saving_form(host, customer, [vehicle]) for customer in customers))
		assert set(statuses) == {DONE, REFUSED}
		assert statuses.count(DONE) == 1
		assert owners_of(vehicle) == [customers[statuses.index(DONE)]]


def test_a_form_of_erpnext_that_is_saved_while_its_car_is_sold_leaves_one_owner(
	host, create_customer, create_vehicle, owners_of
):
	if host.name != "erpnext":
		pytest.skip("the preview has no forms of ERPNext")
	for _round in range(2 * ROUNDS):
		seller, buyer = create_customer()["customer"], create_customer()["customer"]
		vehicle = create_vehicle(seller)["vehicle"]
		statuses = at_once(_saving_form(host, seller, [vehicle]), _selling(host, vehicle, buyer))
		assert set(statuses) <= {DONE, REFUSED}
		(owner,) = owners_of(vehicle)
		other = buyer if owner == seller else seller
		host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=other)
		host.call("customers.save_customer", customer=other, values={"name_ar": "هدى"})
		assert owners_of(vehicle) == [other]


def _adding(host: Any, customer: str, plate: str) -> Callable[[], Any]:
	return lambda: host.call("vehicles.add_vehicle", customer=customer, values={"plate": plate})


def _selling(host: Any, vehicle: str, customer: str) -> Callable[[], Any]:
	return lambda: host.call("vehicles.sell_vehicle", vehicle=vehicle, customer=customer)


def _rewarding(host, customer: str, lines: list, reward: str = "", code: str = "") -> Callable[[], Any]:
	request = {"customer": customer, "lines": lines, "reward": reward, "reward_code": code}
	return lambda: host.call("visits.complete", **request, idempotency_key=uuid4().hex)


def _paying(host: Any, done: dict[str, Any]) -> Callable[[], Any]:
	payments = [{"mode": "Cash", "amount": done["outstanding"]}]
	request = {"invoice": done["invoice"], "payments": payments, "outstanding": done["outstanding"]}
	return lambda: host.call("visits.pay", **request)


def _spending(host: Any, customer: str, lines: list[dict[str, Any]], points: int) -> Callable[[], Any]:
	sale = {"customer": customer, "lines": lines, "redeem_points": points}
	return lambda: host.call("visits.complete", **sale, idempotency_key=uuid4().hex)


def _saving_form(host: Any, customer: str, vehicles: Sequence[str]) -> Callable[[], Any]:
	"""What a REST client sends: rows without the names of those that are stored."""
	rows = [{"vehicle": vehicle, "is_current": 1} for vehicle in vehicles]

	def save() -> None:
		path = f"/api/resource/Customer/{quote(customer)}"
		unpack(host.request("PUT", path, json={"vehicle_ownership": rows}))

	return save
