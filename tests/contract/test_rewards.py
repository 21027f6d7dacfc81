"""What points buy: rewards on a sale, codes for later, and everything given back."""

import secrets

import pytest

from hosts import CallFailed

PERCENT, FIXED, VOUCHER, FREE_OIL = "10 % off this visit", "100 off", "Car wash", "Free oil change"


def account(host, customer):
	return host.call("loyalty.account", customer=customer)


def balance(host, customer) -> int:
	return account(host, customer)["balance"]


def quote(host, customer, lines, **more):
	return host.call("visits.quote", customer=customer, lines=lines, **more)


def reserve(host, customer, reward=FIXED, key=None):
	arguments = {"customer": customer, "reward": reward, "idempotency_key": key or secrets.token_hex(12)}
	return host.call("loyalty.reserve_reward", **arguments)


def refused(call, *arguments, **named) -> str:
	with pytest.raises(CallFailed) as failure:
		call(*arguments, **named)
	assert failure.value.status in (404, 409, 417)
	return failure.value.messages[0]


@pytest.fixture
def member(host, create_customer, complete_service) -> str:
	"""A customer with some 1,100 points."""
	customer = create_customer()["customer"]
	complete_service(customer, rate=8000)
	assert balance(host, customer) >= 1000
	return customer


def test_the_till_says_what_can_be_had_and_why_the_rest_cannot(
	host, create_customer, complete_service, a_line
):
	customer = create_customer()["customer"]
	complete_service(customer, rate=1200)
	told = {one["reward"]: one for one in quote(host, customer, [a_line(400)])["rewards"]}
	assert told[PERCENT]["worth"] > 0
	assert not told[PERCENT]["why_not"]
	missing = 320 - balance(host, customer)
	assert told[FIXED]["why_not"] == f"This reward needs {missing} points more."
	assert told[FREE_OIL]["why_not"] == "This reward is for customers from the tier Gold."
	assert told[VOUCHER]["worth"] is None
	assert told[PERCENT]["title_ar"] == "خصم ١٠٪ على هذه الزيارة"


def test_a_reward_takes_its_worth_off_and_its_points_from_the_account(host, member, a_line, complete_service):
	before = balance(host, member)
	plain = quote(host, member, [a_line(500)])
	asked = quote(host, member, [a_line(500)], reward=FIXED)
	assert asked["reward"]["amount"] == 100
	assert asked["total"] == pytest.approx(plain["total"] - 100)
	assert asked["subtotal"] - asked["discount"] + asked["tax"] == pytest.approx(asked["total"])
	assert asked["points_to_earn"] < plain["points_to_earn"]
	done = complete_service(member, rate=500, reward=FIXED)
	assert done["total"] == asked["total"]
	assert done["points_earned"] == asked["points_to_earn"]
	assert done["balance"] == before - 320 + done["points_earned"] == balance(host, member)
	(taken,) = [entry for entry in account(host, member)["entries"] if entry["kind"] == "Redeem"]
	assert FIXED in taken["reason"]


def test_points_pay_what_the_reward_leaves_and_never_the_points_that_it_costs(
	host, member, a_line, complete_service
):
	most = quote(host, member, [a_line(5000)], reward=FIXED)["max_redeem_points"]
	assert most == balance(host, member) - 320
	assert refused(complete_service, member, rate=5000, reward=FIXED, redeem_points=most + 1)
	before = balance(host, member)
	done = complete_service(member, rate=5000, reward=FIXED, redeem_points=most)
	assert done["balance"] == done["points_earned"]
	assert done["points_redeemed"] == most == before - 320


def test_the_suggestion_is_what_takes_the_most_off(host, member, a_line):
	told = quote(host, member, [a_line(500)])
	best = told["suggestion"]
	asked = quote(host, member, [a_line(500)], reward=best["reward"], redeem_points=best["points"])
	assert told["total"] - asked["to_pay"] == pytest.approx(best["amount"])
	for reward in ("", PERCENT, FIXED):
		most = quote(host, member, [a_line(500)], reward=reward)["max_redeem_points"]
		other = quote(host, member, [a_line(500)], reward=reward, redeem_points=most)
		assert other["to_pay"] >= asked["to_pay"], reward


def test_the_same_sale_twice_takes_the_reward_once(host, member, a_line):
	request = {
		"customer": member,
		"lines": [a_line(500)],
		"reward": FIXED,
		"idempotency_key": secrets.token_hex(9),
	}
	first = host.call("visits.complete", **request)
	assert host.call("visits.complete", **request) == first
	assert balance(host, member) == first["balance"]
	assert refused(host.call, "visits.complete", **{**request, "reward": PERCENT})


@pytest.mark.parametrize("undo", ["cancel", "return_invoice"])
def test_what_is_cancelled_or_returned_gives_the_reward_back(host, member, complete_service, undo):
	before = balance(host, member)
	done = complete_service(member, rate=500, reward=FIXED)
	look = {"cancel": "before_cancelling", "return_invoice": "before_returning"}[undo]
	said = host.call(f"visits.{look}", invoice=done["invoice"])
	undone = host.call(f"visits.{undo}", invoice=done["invoice"])
	assert undone["balance"] == said["balance"] == before == balance(host, member)
	if undo == "return_invoice":
		said = host.call("visits.before_cancelling", invoice=undone["invoice"])
		after = host.call("visits.cancel", invoice=undone["invoice"])
		assert after["balance"] == done["balance"]
		assert -said["taken"] == done["points_earned"]


def test_a_limit_for_each_customer_is_kept_and_counts_again_once_it_is_given_back(
	host, member, complete_service
):
	first = complete_service(member, rate=500, reward=PERCENT)
	assert "again from" in refused(complete_service, member, rate=500, reward=PERCENT)
	host.call("visits.cancel", invoice=first["invoice"])
	assert complete_service(member, rate=500, reward=PERCENT)["total"] == first["total"]


def test_a_free_service_is_free_up_to_its_limit_and_only_where_it_is_done(host, member, line_of, a_line):
	oil = {**line_of("Oil Change"), "rate": 200}
	asked = quote(host, member, [oil], reward=FREE_OIL)
	assert asked["to_pay"] == 0
	assert asked["reward"]["amount"] == asked["total"] + asked["reward"]["amount"]
	capped = quote(host, member, [{**oil, "rate": 900}], reward=FREE_OIL)
	assert capped["reward"]["amount"] == 350
	other = {**line_of("Brakes"), "rate": 200}
	assert "is not on this sale" in refused(quote, host, member, [other], reward=FREE_OIL)


def test_a_code_is_paid_now_and_used_later_once(host, member, a_line, complete_service):
	before = balance(host, member)
	code = reserve(host, member)["code"]
	assert balance(host, member) == before - 320
	(waiting,) = quote(host, member, [a_line(500)])["codes"]
	assert (waiting["code"], waiting["worth"]) == (code, 100)
	typed = code.replace("-", " ").lower()
	done = complete_service(member, rate=500, reward_code=typed)
	assert done["balance"] == before - 320 + done["points_earned"]
	assert refused(complete_service, member, rate=500, reward_code=code)
	host.call("visits.cancel", invoice=done["invoice"])
	assert balance(host, member) == before - 320
	assert complete_service(member, rate=500, reward_code=code)["total"] == done["total"]


def test_a_code_of_somebody_else_is_worth_nothing(host, member, create_customer, complete_service):
	code = reserve(host, member)["code"]
	other = create_customer()["customer"]
	assert refused(complete_service, other, rate=500, reward_code=code)


def test_codes_cannot_be_guessed_from_each_other(host, member):
	codes = {reserve(host, member, VOUCHER)["code"] for _ in range(3)}
	assert len(codes) == 3
	assert all(len(code) == 14 for code in codes)


def test_a_voucher_is_handed_over_once_and_is_on_no_invoice(host, member, complete_service):
	before = balance(host, member)
	assert "handed over" in refused(complete_service, member, rate=500, reward=VOUCHER)
	key = secrets.token_hex(9)
	voucher = reserve(host, member, VOUCHER, key)
	assert reserve(host, member, VOUCHER, key) == voucher
	assert balance(host, member) == before - 60
	used = host.call("loyalty.use_reward", redemption=voucher["redemption"])
	assert used["state"] == "Used"
	assert refused(host.call, "loyalty.use_reward", redemption=voucher["redemption"])
	assert host.call("loyalty.rewards", customer=member)["codes"] == []


def test_a_reserved_reward_that_is_cancelled_gives_its_points_back_once(host, member):
	before = balance(host, member)
	reserved = reserve(host, member)
	cancelled = host.call("loyalty.cancel_reward", redemption=reserved["redemption"], note="Changed her mind")
	assert cancelled["state"] == "Cancelled"
	assert refused(host.call, "loyalty.cancel_reward", redemption=reserved["redemption"])
	assert balance(host, member) == before


def test_a_customer_without_points_gets_none(host, create_customer, a_line):
	customer = create_customer()["customer"]
	told = host.call("loyalty.rewards", customer=customer)
	assert all(one["why_not"] for one in told["rewards"])
	assert refused(reserve, host, customer, VOUCHER)
	assert quote(host, customer, [a_line()])["suggestion"] is None
	assert refused(quote, host, customer, [a_line()], reward="No such reward")


def test_nothing_goes_on_by_itself_unless_the_program_or_the_customer_says_so(host, member, a_line):
	told = quote(host, member, [a_line(400)], automatic=True)
	assert told["suggestion"]
	assert (told["by_itself"], told["reward"], told["redeem_points"]) == (None, None, 0)


def test_one_redemption_is_one_row_of_the_history_and_of_the_guest_s_page(
	host, create_customer, complete_service, a_line
):
	customer = create_customer()["customer"]
	for _lot in range(2):
		complete_service(customer, rate=800)
	points = balance(host, customer)
	complete_service(customer, lines=[a_line(4000)], redeem_points=points)
	spent = [row for row in account(host, customer)["entries"] if row["kind"] == "Redeem"]
	assert [row["points"] for row in spent] == [-points]
	link = host.call("loyalty.points_link", customer=customer)
	page = host.request("GET", "/p/" + link.rsplit("/p/", 1)[1] + "?_lang=en", headers={})
	assert page.text.count("Redeemed") == 1
	assert f"−{points:,}" in page.text


def test_the_account_says_when_the_tier_changed_and_why(host, create_customer, complete_service):
	customer = create_customer()["customer"]
	complete_service(customer, rate=100)
	complete_service(customer, rate=9000)
	changes = account(host, customer)["tier_changes"]
	assert [(one["reason"], one["from_tier"]) for one in changes] == [
		("Reached what the tier needs", "Silver"),
		("Joined the program", ""),
	]
	assert changes[0]["to_tier"] == account(host, customer)["tier"]
	assert changes[0]["to_tier_ar"]
