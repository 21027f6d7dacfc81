"""A message on its way: what a claim, an answer, a refusal and a report change, in every order of reports."""

from datetime import datetime, timedelta
from decimal import Decimal
from itertools import permutations

import pytest

from workshop_crm.core.messaging.going import UNWANTED, No, OtherChannel, Wait
from workshop_crm.core.messaging.progress import (
	MINUTES_BETWEEN_TRIES,
	claimed,
	next_try,
	not_now,
	refused,
	reported,
	taken,
)
from workshop_crm.core.messaging.reports import StatusReport
from workshop_crm.core.messaging.sender import Receipt, SendingFailed

NOW = datetime(2026, 3, 1, 10)
NEW = {
	"status": "Queued", "attempts": 0, "wanted_until": None, "sent_on": None, "error": None, "error_code": None,
	"send_after": None, "price": 0, "currency": None, "unwanted": 0,
}  # fmt: skip


def sending(**changes: object) -> dict:
	return {**NEW, **claimed(NEW, "+966551234567", "Twilio", NOW), **changes}


def test_a_claimed_message_is_sending_and_counts_its_try():
	assert (sending()["status"], sending()["attempts"], sending()["sending_since"]) == ("Sending", 1, NOW)
	assert claimed({**NEW, "attempts": 3}, "", "", NOW)["attempts"] == 4


def test_a_report_that_overtakes_the_answer_is_not_undone_by_it():
	ahead = sending(status="Delivered")
	assert taken(ahead, Receipt("SM1"), NOW).changes["status"] == "Delivered"
	assert taken(sending(), Receipt("SM1", Decimal("-0.04"), "USD"), NOW).changes == {
		"status": "Sent", "sent_on": NOW, "provider_id": "SM1", "sending_since": None, "price": Decimal("0.04"), "currency": "USD",
	}  # fmt: skip


@pytest.mark.parametrize(
	("remedy", "status", "after"),
	[
		("retry", "Queued", ""),
		("other_channel", "Failed", "fall_back"),
		("template", "Failed", "fall_back"),
		("opted_out", "Failed", "opt_out"),
		("settings", "Failed", "tell_manager"),
		("unknown", "Doubtful", ""),
	],
)
def test_each_remedy_has_its_state_and_what_follows(remedy, status, after):
	outcome = refused(sending(), SendingFailed(remedy, "Why", "21610"), NOW)
	assert (outcome.changes["status"], outcome.next) == (status, after)
	assert outcome.changes["error_code"] == "21610"


def test_what_is_not_wanted_any_more_has_neither_a_retry_nor_a_fallback():
	asked = sending(unwanted=1)
	again = refused(asked, SendingFailed("retry", "Away"), NOW)
	assert (again.changes["status"], again.changes["error"], again.next) == ("Withdrawn", UNWANTED, "")
	assert refused(asked, SendingFailed("other_channel", "Off"), NOW).next == ""
	assert refused(asked, SendingFailed("opted_out", "Stop"), NOW).next == "opt_out"
	failed = reported({**asked, "status": "Sent", "sent_on": NOW}, REPORTS[1], NOW)
	assert (failed.changes["status"], failed.next) == ("Failed", "")


def test_a_gateway_that_is_away_is_asked_for_a_day_with_growing_pauses():
	pauses = [
		next_try({**NEW, "attempts": tries}, NOW) - NOW for tries in range(1, len(MINUTES_BETWEEN_TRIES) + 1)
	]
	assert pauses == sorted(pauses)
	assert timedelta(hours=20) < sum(pauses, timedelta()) < timedelta(hours=26)
	assert next_try({**NEW, "attempts": len(MINUTES_BETWEEN_TRIES) + 1}, NOW) is None
	worn_out = sending(attempts=len(MINUTES_BETWEEN_TRIES) + 1)
	assert refused(worn_out, SendingFailed("retry", "Away"), NOW).next == "fall_back"


def test_nothing_is_tried_again_after_the_time_for_which_it_was_meant():
	assert next_try({**NEW, "attempts": 1, "wanted_until": NOW + timedelta(minutes=1)}, NOW) is None


@pytest.mark.parametrize(
	("decision", "status", "after"),
	[(OtherChannel("Why"), "Withdrawn", "fall_back"), (No("Why"), "Withdrawn", "")],
)
def test_what_may_not_go_is_withdrawn_with_the_reason(decision, status, after):
	outcome = not_now(decision, None)
	assert (outcome.changes, outcome.next) == ({"status": status, "error": "Why"}, after)


def test_what_has_to_wait_stays_in_the_queue():
	assert not_now(Wait(NOW, "Night"), NOW).changes == {"send_after": NOW, "error": "Night"}


REPORTS = (
	StatusReport("SM1", "Sent"),
	StatusReport("SM1", "Failed", "30003", "other_channel", "Off"),
	StatusReport("SM1", "Delivered", price=Decimal("0.05"), currency="USD"),
	StatusReport("SM1", "Read"),
	StatusReport("SM1", "Delivered"),
)


@pytest.mark.parametrize("order", list(permutations(REPORTS)))
def test_every_order_of_the_same_reports_ends_the_same(order):
	message = sending(status="Sent", sent_on=NOW)
	for report in order:
		message |= reported(message, report, NOW).changes
	assert (message["status"], message["error"], message["price"]) == ("Read", None, Decimal("0.05"))
	assert all(reported(message, report, NOW).changes.keys() <= {"price", "currency"} for report in REPORTS)


@pytest.mark.parametrize(
	("before", "report", "after"),
	[("Failed", "Read", "drop_fallbacks"), ("Failed", "Delivered", "drop_fallbacks"), ("Sent", "Read", "")],
)
def test_what_arrives_after_all_needs_nothing_in_its_place(before, report, after):
	message = sending(status=before, sent_on=NOW)
	assert reported(message, StatusReport("SM1", report), NOW).next == after


def test_a_failure_that_is_reported_twice_has_one_consequence():
	message = sending(status="Sent", sent_on=NOW)
	first = reported(message, REPORTS[1], NOW)
	assert (first.next, first.changes["error_code"]) == ("fall_back", "30003")
	assert reported({**message, **first.changes}, REPORTS[1], NOW).next == ""
