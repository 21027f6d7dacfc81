"""A service is completed: prices, points earned and spent, and everything taken back."""

import secrets

import pytest

from hosts import CallFailed


def balance(host, customer: str) -> int:
	return host.call("loyalty.account", customer=customer)["balance"]


def test_completing_a_service_earns_the_points_that_the_quote_promised(
	host, create_customer, a_line, complete_service
):
	customer = create_customer()["customer"]
	quote = host.call("visits.quote", customer=customer, lines=[a_line(400)])
	assert quote["points_to_earn"] > 0
	assert quote["balance"] == 0
	done = complete_service(customer, rate=400)
	assert done["points_earned"] == quote["points_to_earn"]
	assert done["because"] == quote["because"]
	assert str(quote["points_to_earn"]) in quote["because"]
	assert done["total"] == quote["total"]
	assert done["balance"] == balance(host, customer) == quote["points_to_earn"]


def test_the_sale_that_reaches_a_tier_earns_in_it_and_a_return_takes_exactly_that_back(
	host, create_customer, complete_service, a_line
):
	customer = create_customer()["customer"]
	_lowest, second, *_others = host.call("loyalty.program")["tiers"]
	quote = host.call("visits.quote", customer=customer, lines=[a_line(second["needed"])])
	done = complete_service(customer, rate=second["needed"])
	assert done["tier"] == second["name"]
	assert done["points_earned"] == quote["points_to_earn"] == done["total"] // second["spend_per_point"]
	host.call("visits.return_invoice", invoice=done["invoice"])
	assert balance(host, customer) == 0


def test_the_visit_stands_in_the_profile_with_its_car(
	host, create_customer, create_vehicle, complete_service
):
	customer = create_customer()["customer"]
	car = create_vehicle(customer)
	done = complete_service(customer, vehicle=car["vehicle"], odometer=1500)
	profile = host.call("profile.get_profile", customer=customer)
	(visit,) = profile["visits"]
	assert visit["invoice"] == done["invoice"]
	assert visit["vehicle"] == car["vehicle"]
	assert visit["amount"] == done["total"]
	assert profile["vehicles"][0]["odometer"] == 1500


def test_an_odometer_that_runs_backwards_is_refused(host, create_customer, create_vehicle, complete_service):
	customer = create_customer()["customer"]
	car = create_vehicle(customer, odometer=50_000)
	with pytest.raises(CallFailed) as error:
		complete_service(customer, vehicle=car["vehicle"], odometer=49_000)
	assert error.value.status == 417
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_points_are_redeemed_on_the_next_visit(host, create_customer, a_line, complete_service):
	customer = create_customer()["customer"]
	earned = complete_service(customer, rate=2000)["balance"]
	quote = host.call("visits.quote", customer=customer, lines=[a_line(500)], redeem_points=earned)
	assert 0 < quote["redeem_points"] <= quote["max_redeem_points"] <= earned
	assert quote["to_pay"] == pytest.approx(quote["total"] - quote["redeem_amount"])
	done = complete_service(customer, rate=500, redeem_points=quote["redeem_points"])
	assert done["points_redeemed"] == quote["redeem_points"]
	for figure in ("total", "redeem_amount", "to_pay"):
		assert done[figure] == quote[figure], figure
	assert done["points_earned"] == quote["points_to_earn"]
	assert (
		done["balance"] == earned - quote["redeem_points"] + done["points_earned"] == balance(host, customer)
	)


def test_more_points_than_there_are_cannot_be_spent_and_nothing_is_booked(
	host, create_customer, complete_service
):
	customer = create_customer()["customer"]
	earned = complete_service(customer, rate=300)["balance"]
	with pytest.raises(CallFailed) as error:
		complete_service(customer, rate=300, redeem_points=earned + 1)
	assert error.value.status == 417
	assert balance(host, customer) == earned
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 1


def test_the_same_request_twice_is_one_sale(host, create_customer, a_line):
	customer = create_customer()["customer"]
	request = {"customer": customer, "lines": [a_line(320)], "idempotency_key": secrets.token_hex(12)}
	first = host.call("visits.complete", **request)
	second = host.call("visits.complete", **request)
	assert first["invoice"] == second["invoice"]
	assert first["balance"] == second["balance"] == balance(host, customer)
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 1


@pytest.mark.parametrize("key", ["", " ", "a b", "مفتاح", "a" * 141, "line\nbreak"])
def test_a_key_that_hosts_cannot_compare_alike_is_refused_in_the_same_words(
	host, create_customer, a_line, key
):
	customer = create_customer()["customer"]
	with pytest.raises(CallFailed) as refused:
		host.call("visits.complete", customer=customer, lines=[a_line()], idempotency_key=key)
	assert refused.value.status == 417
	assert refused.value.messages == [
		"A sale needs a key of its own: 1 to 140 letters from A to Z, digits, hyphens, underscores, dots or colons."
	]
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_a_key_means_the_same_sale_in_capital_letters_too(host, create_customer, complete_service):
	customer, key = create_customer()["customer"], secrets.token_hex(12)
	first = complete_service(customer, idempotency_key=f"till-{key}")
	assert complete_service(customer, idempotency_key=f"TILL-{key.upper()}") == first
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 1


@pytest.mark.parametrize("change", ["customer", "rate", "quantity", "points", "odometer"])
def test_a_key_that_comes_with_another_sale_is_a_conflict_and_nothing_is_booked(
	host, create_customer, a_line, complete_service, change
):
	customer, other = create_customer()["customer"], create_customer()["customer"]
	complete_service(customer, rate=2000)
	request = {"customer": customer, "lines": [a_line(300)], "idempotency_key": secrets.token_hex(12)}
	done = host.call("visits.complete", **request)
	changed = {
		"customer": {"customer": other},
		"rate": {"lines": [a_line(301)]},
		"quantity": {"lines": [a_line(300, qty=2)]},
		"points": {"redeem_points": 1},
		"odometer": {"odometer": 12},
	}[change]
	with pytest.raises(CallFailed) as refused:
		host.call("visits.complete", **{**request, **changed})
	assert refused.value.status == 409
	assert balance(host, customer) == done["balance"]
	visits = [host.call("profile.get_profile", customer=name)["visit_count"] for name in (customer, other)]
	assert visits == [2, 0]


def test_a_sale_that_was_cancelled_is_not_reported_as_completed_when_it_is_sent_again(
	host, create_customer, a_line
):
	customer = create_customer()["customer"]
	request = {"customer": customer, "lines": [a_line(320)], "idempotency_key": secrets.token_hex(12)}
	invoice = host.call("visits.complete", **request)["invoice"]
	host.call("visits.cancel", invoice=invoice)
	with pytest.raises(CallFailed, match=f"{invoice}, which is cancelled") as refused:
		host.call("visits.complete", **request)
	assert refused.value.status == 409


@pytest.mark.parametrize("odometer", [-1, 10_000_000])
def test_a_reading_that_no_odometer_shows_is_refused_with_or_without_a_car(
	host, create_customer, create_vehicle, complete_service, odometer
):
	customer = create_customer()["customer"]
	for vehicle in (None, create_vehicle(customer)["vehicle"]):
		with pytest.raises(CallFailed, match="from 0 to 9999999"):
			complete_service(customer, vehicle=vehicle, odometer=odometer)
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_a_reason_for_a_lower_reading_is_one_line_of_at_most_140_characters(
	host, create_customer, create_vehicle, complete_service
):
	customer = create_customer()["customer"]
	vehicle = create_vehicle(customer, odometer=5000)["vehicle"]
	with pytest.raises(CallFailed, match="at most 140 characters"):
		complete_service(customer, vehicle=vehicle, odometer=10, odometer_reason="x" * 141)


def test_a_car_that_is_not_there_is_not_found(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	with pytest.raises(CallFailed, match="NO CAR was not found") as refused:
		complete_service(customer, vehicle="NO CAR")
	assert refused.value.status == 404


def test_points_worth_more_than_the_sale_are_refused_in_the_same_words_by_quote_and_sale(
	host, create_customer, a_line, complete_service
):
	customer = create_customer()["customer"]
	complete_service(customer, rate=2000)
	request = {"customer": customer, "lines": [a_line(1)], "redeem_points": 100}
	for method, more in (("quote", {}), ("complete", {"idempotency_key": secrets.token_hex(12)})):
		with pytest.raises(CallFailed, match="This invoice takes at most 4 points") as refused:
			host.call(f"visits.{method}", **request, **more)
		assert refused.value.status == 417


def test_a_returned_invoice_is_cancelled_only_after_its_credit_note(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	done = complete_service(customer, rate=800)
	note = host.call("visits.return_invoice", invoice=done["invoice"])["invoice"]
	with pytest.raises(CallFailed) as refused:
		host.call("visits.cancel", invoice=done["invoice"])
	assert refused.value.status == 417
	assert refused.value.messages == [f"{done['invoice']} was returned. Cancel the credit note first."]
	assert balance(host, customer) == 0
	assert host.call("visits.cancel", invoice=note)["balance"] == done["points_earned"]
	assert host.call("visits.cancel", invoice=done["invoice"])["balance"] == 0


@pytest.mark.parametrize("rate", [0, 800])
def test_an_invoice_is_returned_once_even_when_it_is_worth_nothing(
	host, create_customer, complete_service, rate
):
	invoice = complete_service(create_customer()["customer"], rate=rate)["invoice"]
	note = host.call("visits.return_invoice", invoice=invoice)["invoice"]
	for name, words in (
		(invoice, f"{invoice} was returned already."),
		(note, f"{note} is a credit note, so it cannot be returned. Cancel it instead."),
	):
		with pytest.raises(CallFailed) as refused:
			host.call("visits.return_invoice", invoice=name)
		assert refused.value.messages == [words]
	with pytest.raises(CallFailed, match="Cancel the credit note first"):
		host.call("visits.cancel", invoice=invoice)


def test_a_cancelled_invoice_cannot_be_returned(host, create_customer, complete_service):
	invoice = complete_service(create_customer()["customer"])["invoice"]
	host.call("visits.cancel", invoice=invoice)
	with pytest.raises(CallFailed) as refused:
		host.call("visits.return_invoice", invoice=invoice)
	assert refused.value.messages == [f"{invoice} is cancelled, so it cannot be returned."]


def test_a_receipt_shown_again_after_a_cancelled_credit_note_says_what_the_sale_earned_once(
	host, create_customer, a_line
):
	customer = create_customer()["customer"]
	request = {"customer": customer, "lines": [a_line(500)], "idempotency_key": secrets.token_hex(12)}
	done = host.call("visits.complete", **request)
	note = host.call("visits.return_invoice", invoice=done["invoice"])["invoice"]
	host.call("visits.cancel", invoice=note)
	assert host.call("visits.complete", **request) == done


@pytest.mark.parametrize(
	("rate", "qty", "subtotal"), [(0.125, 1, 0.12), (0.135, 1, 0.14), (33.33, 0.5, 16.66)]
)
def test_half_of_the_smallest_coin_is_rounded_to_the_even_one(
	host, create_customer, a_line, rate, qty, subtotal
):
	customer = create_customer()["customer"]
	quote = host.call("visits.quote", customer=customer, lines=[a_line(rate, qty=qty)])
	assert quote["subtotal"] == subtotal


def test_prices_are_rounded_line_by_line_and_taxed_together(host, create_customer, a_line):
	customer = create_customer()["customer"]
	lines = [a_line(10.01, qty=2.5), a_line(0.335)]
	quote = host.call("visits.quote", customer=customer, lines=lines)
	assert quote["subtotal"] == 25.36
	whole = host.call("visits.quote", customer=customer, lines=[a_line(25.36)])
	assert (quote["tax"], quote["total"]) == (whole["tax"], whole["total"])


def test_a_cancelled_visit_is_shown_as_cancelled_and_not_counted(
	host, create_customer, complete_service, profile_of
):
	customer = create_customer()["customer"]
	kept, cancelled = (complete_service(customer)["invoice"] for _visit in range(2))
	host.call("visits.cancel", invoice=cancelled)
	profile = profile_of(customer)
	assert profile["visit_count"] == 1
	assert {visit["invoice"]: visit["status"] for visit in profile["visits"]} == {
		kept: "Submitted",
		cancelled: "Cancelled",
	}


def test_cancelling_takes_the_earned_points_back_and_returns_the_spent_ones(
	host, create_customer, complete_service
):
	customer = create_customer()["customer"]
	earned = complete_service(customer, rate=2000)["balance"]
	spent = complete_service(customer, rate=500, redeem_points=earned // 2)
	cancelled = host.call("visits.cancel", invoice=spent["invoice"])
	assert cancelled["balance"] == earned == balance(host, customer)
	kinds = [entry["kind"] for entry in host.call("loyalty.account", customer=customer)["entries"]]
	assert {"Earn", "Redeem", "Reverse", "Restore"} <= set(kinds)


def test_a_return_takes_the_earned_points_back(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	done = complete_service(customer, rate=800)
	assert done["points_earned"] > 0
	returned = host.call("visits.return_invoice", invoice=done["invoice"])
	assert returned["invoice"] != done["invoice"]
	assert returned["balance"] == 0 == balance(host, customer)


@pytest.mark.parametrize(
	("look", "act"),
	[
		("visits.before_cancelling", "visits.cancel"),
		("visits.before_returning", "visits.return_invoice"),
	],
)
def test_what_taking_back_would_do_is_said_before_and_is_what_it_does(
	host, create_customer, complete_service, look, act
):
	customer = create_customer()["customer"]
	earned = complete_service(customer, rate=2000)["balance"]
	done = complete_service(customer, rate=500, redeem_points=earned // 2)
	said = host.call(look, invoice=done["invoice"])
	assert balance(host, customer) == done["balance"]
	assert (said["given_back"], said["taken"]) == (earned // 2, done["points_earned"])
	assert said["balance"] == host.call(act, invoice=done["invoice"])["balance"] == earned
	with pytest.raises(CallFailed):
		host.call(look, invoice=done["invoice"])


def test_an_invoice_is_cancelled_only_once(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	done = complete_service(customer)
	host.call("visits.cancel", invoice=done["invoice"])
	with pytest.raises(CallFailed):
		host.call("visits.cancel", invoice=done["invoice"])
	assert balance(host, customer) == 0


@pytest.mark.parametrize("lines", [[], [{"item": "NO-SUCH-ITEM", "qty": 1, "rate": 5}]])
def test_a_sale_without_real_lines_is_refused(host, create_customer, lines):
	customer = create_customer()["customer"]
	with pytest.raises(CallFailed):
		host.call("visits.complete", customer=customer, lines=lines, idempotency_key=secrets.token_hex(12))
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_negative_points_and_amounts_are_refused(host, create_customer, a_line, complete_service):
	customer = create_customer()["customer"]
	with pytest.raises(CallFailed):
		complete_service(customer, redeem_points=-5)
	with pytest.raises(CallFailed):
		host.call(
			"visits.complete",
			customer=customer,
			lines=[{**a_line(), "qty": -1}],
			idempotency_key=secrets.token_hex(12),
		)
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0


def test_the_program_shows_its_tiers_and_what_the_points_are_worth(host):
	program = host.call("loyalty.program")
	assert len(program["tiers"]) >= 2
	spends = [tier["needed"] for tier in program["tiers"]]
	assert spends == sorted(spends)
	assert program["liability"] == pytest.approx(
		program["points_outstanding"] * program["point_value"], abs=0.01
	)


def test_a_lower_reading_needs_a_reason_and_then_counts(
	host, create_customer, create_vehicle, complete_service, profile_of
):
	customer = create_customer()["customer"]
	vehicle = create_vehicle(customer, odometer=50_000)["vehicle"]
	with pytest.raises(CallFailed) as refused:
		complete_service(customer, vehicle=vehicle, odometer=49_000)
	assert refused.value.status == 417
	assert "50000" in str(refused.value).replace(",", "")
	complete_service(customer, vehicle=vehicle, odometer=49_000, odometer_reason="The cluster was replaced")
	profile = profile_of(customer)
	assert [car["odometer"] for car in profile["vehicles"]] == [49_000]
	assert [visit["odometer"] for visit in profile["visits"]] == [49_000]


def test_a_payment_is_taken_with_the_sale_and_the_rest_stays_open(
	host, create_customer, complete_service, a_line
):
	customer = create_customer()["customer"]
	(cash, *_others) = host.call("visits.options")["modes"]
	assert cash["is_cash"]
	due = host.call("visits.quote", customer=customer, lines=[a_line(300)])["to_pay"]
	part = complete_service(customer, rate=300, payments=[{"mode": cash["mode"], "amount": 100}])
	assert (part["paid"], part["outstanding"]) == (100, pytest.approx(due - 100))
	whole = complete_service(customer, rate=300, payments=[{"mode": cash["mode"], "amount": due}])
	assert (whole["paid"], whole["outstanding"]) == (due, 0)
	later = complete_service(customer, rate=300)
	assert (later["paid"], later["outstanding"]) == (0, due)


def test_points_pay_first_and_money_the_rest(host, create_customer, complete_service, a_line):
	customer = create_customer()["customer"]
	points = complete_service(customer, rate=2000)["balance"]
	(cash, *_others) = host.call("visits.options")["modes"]
	due = host.call("visits.quote", customer=customer, lines=[a_line(300)], redeem_points=points)["to_pay"]
	done = complete_service(
		customer, rate=300, redeem_points=points, payments=[{"mode": cash["mode"], "amount": due}]
	)
	assert (done["paid"], done["outstanding"]) == (due, 0)


@pytest.mark.parametrize(("mode", "amount"), [("Cash", 10_000), ("Cash", 0.0000001), ("No such way", 1)])
def test_a_payment_that_cannot_be_is_refused_and_nothing_is_sold(
	host, create_customer, complete_service, mode, amount
):
	customer = create_customer()["customer"]
	with pytest.raises(CallFailed) as refused:
		complete_service(customer, rate=300, payments=[{"mode": mode, "amount": amount}])
	assert refused.value.status == 417
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 0
	assert balance(host, customer) == 0


def test_the_same_sale_with_its_payment_sent_twice_is_paid_once(host, create_customer, a_line):
	customer = create_customer()["customer"]
	request = {"customer": customer, "lines": [a_line(320)], "idempotency_key": secrets.token_hex(12)}
	request["payments"] = [{"mode": "Cash", "amount": 50}]
	assert host.call("visits.complete", **request) == host.call("visits.complete", **request)
