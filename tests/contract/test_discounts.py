"""Discounts, work that is on no list, and people of single lines: quoted as they are sold, and kept in an open basket."""

import secrets
from collections.abc import Callable

import pytest

from hosts import CallFailed


@pytest.fixture
def customer(create_customer) -> str:
	return create_customer()["customer"]


@pytest.fixture
def with_tax(host, customer, a_line) -> Callable[[float], float]:
	"""An amount before tax as it is to be paid here."""
	rate = host.call("visits.quote", customer=customer, lines=[a_line(1000)])["total"] / 1000
	return lambda amount: amount * rate


def people(host) -> list[str]:
	return host.call("visits.options")["people"]


def test_a_customer_without_a_price_list_pays_what_the_tiles_show_to_all(host, customer):
	assert host.call("visits.prices", customer=customer) == {"rates": {}}
	with pytest.raises(CallFailed, match="CUST-NOBODY"):
		host.call("visits.prices", customer="CUST-NOBODY")


@pytest.mark.parametrize(
	("line", "whole", "net", "off"),
	[
		({}, {}, 200, 0),
		({"discount_percent": 10}, {}, 180, 0),
		({"discount_amount": 10}, {}, 180, 0),
		({}, {"discount_percent": 10}, 180, 0),
		({}, {"discount_amount": 23}, 200, 23),
		({"discount_percent": 10}, {"discount_percent": 10}, 162, 0),
		({"discount_percent": 100}, {}, 0, 0),
	],
)
def test_a_discount_is_quoted_as_it_is_sold_and_points_come_from_what_is_paid(
	host, customer, a_line, complete_service, with_tax, line, whole, net, off
):
	total = with_tax(net) - off
	lines = [{**a_line(100, qty=2), **line}]
	quote = host.call("visits.quote", customer=customer, lines=lines, **whole)
	assert quote["total"] == pytest.approx(total)
	assert quote["subtotal"] - quote["by_hand"] - quote["discount"] + quote["tax"] == pytest.approx(total)
	done = complete_service(customer, lines=lines, **whole)
	assert done["total"] == quote["total"]
	assert done["points_earned"] == quote["points_to_earn"]
	plain = host.call("visits.quote", customer=customer, lines=[a_line(total / with_tax(1))])
	assert plain["total"] == pytest.approx(total)
	assert abs(quote["points_to_earn"] - plain["points_to_earn"]) <= 1
	opened = host.call("visits.get_visit", invoice=done["invoice"])
	assert opened["total"] == done["total"]
	assert opened["lines"][0]["full_rate"] == 100
	assert opened["subtotal"] - opened["discount"] + opened["tax"] == pytest.approx(total)


def test_a_discount_and_a_reward_go_together(host, customer, a_line, complete_service):
	complete_service(customer, rate=5000)
	lines = [a_line(500)]
	before = host.call("visits.quote", customer=customer, lines=lines, discount_percent=10)
	reward = before["suggestion"]["reward"]
	assert reward
	asked = {"lines": lines, "reward": reward, "discount_percent": 10}
	quote = host.call("visits.quote", customer=customer, **asked)
	assert quote["by_hand"] == pytest.approx(50)
	assert quote["total"] == pytest.approx(before["total"] - quote["reward"]["amount"], abs=0.011)
	assert complete_service(customer, **asked)["total"] == quote["total"]


@pytest.mark.parametrize(
	("line", "whole"),
	[
		({"discount_percent": 101}, {}),
		({"discount_amount": 101}, {}),
		({"discount_amount": -1}, {}),
		({"discount_percent": 5, "discount_amount": 5}, {}),
		({}, {"discount_amount": 1_000}),
		({}, {"discount_percent": -5}),
	],
)
def test_what_is_no_discount_is_refused_and_nothing_is_sold(
	host, customer, a_line, complete_service, line, whole
):
	lines = [{**a_line(100), **line}]
	for call in (
		lambda: host.call("visits.quote", customer=customer, lines=lines, **whole),
		lambda: complete_service(customer, lines=lines, **whole),
	):
		with pytest.raises(CallFailed) as refused:
			call()
		assert refused.value.status == 417
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_a_key_that_comes_with_another_discount_is_another_sale(host, customer, a_line):
	request = {"customer": customer, "lines": [a_line(100)], "idempotency_key": secrets.token_hex(12)}
	done = host.call("visits.complete", **request, discount_percent=5)
	assert host.call("visits.complete", **request, discount_percent=5)["invoice"] == done["invoice"]
	with pytest.raises(CallFailed) as refused:
		host.call("visits.complete", **request, discount_percent=6)
	assert refused.value.status == 409


def test_work_that_is_on_no_list_is_sold_under_its_own_words(host, customer, complete_service, with_tax):
	options = host.call("visits.options")
	other = options["other_work"]
	assert other not in [item["item"] for item in options["items"]]
	lines = [
		{"item": other, "qty": 2, "rate": 60, "description": "Straightened the bumper"},
		{"item": other, "qty": 1, "rate": 20, "description": "تنظيف المصابيح"},
	]
	done = complete_service(customer, lines=lines)
	assert done["total"] == pytest.approx(with_tax(140))
	opened = host.call("visits.get_visit", invoice=done["invoice"])
	assert [(line["name"], line["name_ar"]) for line in opened["lines"]] == [
		("Straightened the bumper", ""),
		("تنظيف المصابيح", ""),
	]


def test_other_work_is_sold_by_parts_and_kept_by_parts(host, customer, complete_service, with_tax):
	other = host.call("visits.options")["other_work"]
	lines = [{"item": other, "qty": 1.5, "rate": 90, "description": "Welding"}]
	draft, screen = secrets.token_hex(8), secrets.token_hex(8)
	saved = {
		"draft": draft,
		"screen": screen,
		"customer": customer,
		"basket": {"lines": lines},
		"is_new": True,
	}
	host.call("visits.save_basket", **saved)
	assert host.call("visits.take_basket", draft=draft, screen=screen)["lines"] == lines
	assert host.call("visits.quote", customer=customer, lines=lines)["subtotal"] == 135
	done = complete_service(customer, lines=lines)
	assert done["total"] == pytest.approx(with_tax(135))
	(line,) = host.call("visits.get_visit", invoice=done["invoice"])["lines"]
	assert (line["qty"], line["amount"]) == (1.5, 135)


def test_a_quote_says_what_each_line_costs_without_a_typed_price(host, customer):
	sold = next(item for item in host.call("visits.options")["items"] if item["rate"] > 0)
	own = {"item": sold["item"], "qty": 1, "rate": sold["rate"], "is_listed": True}
	typed = {"item": sold["item"], "qty": 1, "rate": sold["rate"] / 2, "discount_percent": 10}
	quote = host.call("visits.quote", customer=customer, lines=[own, typed])
	first, second = quote["lines"]
	assert (first["rate"], first["listed"], first["percent_off"]) == (sold["rate"], sold["rate"], 0)
	assert (second["rate"], second["listed"]) == (pytest.approx(sold["rate"] / 2), sold["rate"])
	assert not quote["is_beyond"]
	assert quote["limit_percent"] == 100


def test_a_price_that_the_list_no_longer_has_is_said_and_not_sold(host, customer, complete_service):
	sold = next(item for item in host.call("visits.options")["items"] if item["rate"] > 0)
	stale = [{"item": sold["item"], "qty": 1, "rate": sold["rate"] + 5, "is_listed": True}]
	assert host.call("visits.quote", customer=customer, lines=stale)["lines"][0]["rate"] == sold["rate"]
	with pytest.raises(CallFailed) as refused:
		complete_service(customer, lines=stale)
	assert refused.value.status == 417
	assert "now instead of" in str(refused.value)
	shown = [{**stale[0], "rate": sold["rate"]}]
	assert complete_service(customer, lines=shown)["invoice"]


def test_who_did_the_most_did_the_visit_and_the_others_stand_on_their_lines(
	host, customer, a_line, complete_service
):
	first, second, *_others = people(host)
	lines = [
		{**a_line(100), "technician": first, "adviser": second},
		{**a_line(300), "technician": second, "adviser": first},
		a_line(10),
	]
	done = complete_service(customer, lines=lines, technician=first)
	opened = host.call("visits.get_visit", invoice=done["invoice"])
	assert opened["technician"] == second
	assert opened["adviser"] == first
	assert [line["technician"] for line in opened["lines"]] == [first, second, ""]
	assert [line["adviser"] for line in opened["lines"]] == [second, first, ""]


def test_somebody_who_does_not_work_here_is_not_found(customer, a_line, complete_service):
	with pytest.raises(CallFailed) as refused:
		complete_service(customer, lines=[{**a_line(100), "technician": "Nobody at all"}])
	assert refused.value.status == 404


def test_an_open_basket_keeps_discounts_words_and_people(host, customer, a_line):
	first = people(host)[0]
	lines = [
		{**a_line(100), "discount_percent": 7.5, "technician": first},
		{"item": host.call("visits.options")["other_work"], "qty": 2, "rate": 15, "description": "Washed"},
	]
	draft, screen = secrets.token_hex(8), secrets.token_hex(8)
	basket = {"lines": lines, "discount_amount": 3}
	host.call("visits.save_basket", draft=draft, screen=screen, customer=customer, basket=basket, is_new=True)
	kept = host.call("visits.take_basket", draft=draft, screen=screen)
	assert kept["lines"] == lines
	assert (kept["discount_percent"], kept["discount_amount"]) == (0, 3)
