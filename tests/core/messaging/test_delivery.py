"""Reports come late, twice and in any order; what becomes of a message is the same."""

from functools import reduce
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.messaging.delivery import Delivery, after

STATES = ["Outbox", "Queued", "Sending", "Doubtful", "Sent", "Delivered", "Read", "Failed", "Withdrawn"]
reports = st.tuples(st.sampled_from(["Sent", "Delivered", "Read"]), st.just("")) | st.tuples(
	st.just("Failed"), st.sampled_from(["30003", "131026"])
)


def end(state, told):
	return reduce(lambda delivery, report: after(delivery, *report), told, Delivery(state))


@given(st.sampled_from(STATES), st.lists(reports, max_size=6), st.randoms())
def test_every_order_and_repetition_of_reports_ends_in_the_same_state(state, told, random):
	again = [*told, *random.choices(told, k=5)] if told else []
	mixed = random.sample(again, len(again))
	assert end(state, told).state == end(state, mixed).state


@given(st.sampled_from(STATES), st.lists(reports, max_size=6))
def test_a_report_never_takes_a_message_back(state, told):
	delivery = Delivery(state)
	reached = False
	for report in told:
		delivery = after(delivery, *report)
		reached = reached or delivery.state in ("Delivered", "Read")
		assert not reached or delivery.state in ("Delivered", "Read")
		assert (delivery.state == "Failed" and delivery.error_code != "") or delivery.error_code == ""
		assert after(delivery, *report) == delivery or delivery.state == "Failed"


@pytest.mark.parametrize("order", list(permutations([("Sent", ""), ("Delivered", ""), ("Read", "")])))
def test_a_message_that_was_read_stays_so(order):
	assert end("Sending", order) == Delivery("Read")


def test_a_failure_counts_until_it_turns_out_to_have_been_delivered():
	failed = end("Sent", [("Failed", "30003")])
	assert failed == Delivery("Failed", "30003")
	assert after(failed, "Sent") == failed
	assert after(failed, "Delivered") == Delivery("Delivered")
	assert after(Delivery("Read"), "Failed", "30003") == Delivery("Read")


def test_a_withdrawn_message_that_was_sent_after_all_is_shown_as_what_became_of_it():
	assert after(Delivery("Withdrawn"), "Sent") == Delivery("Withdrawn")
	assert after(Delivery("Withdrawn"), "Delivered") == Delivery("Delivered")
