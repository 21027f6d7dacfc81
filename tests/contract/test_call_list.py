"""A valuable customer who was not satisfied is called, on both hosts."""

import csv
import io
from datetime import date, timedelta

import pytest

from hosts import CallFailed

LOW = "Valuable Customer Gives Low Score"
TOP = 900_000
"""Worth more than anybody else."""


def rows_of(host, customer, **filters) -> list[dict]:
	found = host.call("analytics.call_list", limit=500, **filters)["actions"]
	return [row for row in found if row["customer"] == customer]


@pytest.fixture
def unhappy(host, create_customer, complete_service, survey_link, profile_of):
	"""A customer who spent a lot, came again, gave the worst answer, and is on the list because of that."""
	customer = create_customer()["customer"]
	for _visit in range(2):
		complete_service(customer, rate=TOP)
	token = survey_link(customer)
	form = host.call_as_guest("surveys.form", token=token)
	questions = form["survey"]["en"]["questions"]
	rating = next(one for one in questions if one["kind"] == "rating")
	host.call_as_guest("surveys.answer", token=token, answers={rating["id"]: 1})
	host.call("analytics.refresh")
	host.wait_until(lambda: (profile_of(customer)["value"] or {}).get("clv"), "the customer's value")
	host.call("analytics.find_actions")
	host.wait_until(lambda: rows_of(host, customer), "the call")
	return customer


def test_a_low_score_is_a_call_that_ends_in_the_customers_history(host, unhappy, profile_of):
	(row,) = rows_of(host, unhappy, trigger=LOW)
	assert row["reason"].startswith("Gave 1 of 5 on ")
	assert row["follow_up"]
	assert row["phone"]["e164"].startswith("+")
	assert row["clv"] > 0
	with pytest.raises(CallFailed, match="how the call ended"):
		host.call("analytics.finish_action", action=row["action"], result="")
	done = host.call("analytics.finish_action", action=row["action"], result="Booked", note="On Monday")
	assert done == {"action": row["action"], "status": "Done"}
	assert rows_of(host, unhappy) == []
	(closed,) = rows_of(host, unhappy, state="done")
	assert closed["result"] == "Booked"
	(entry, *_others) = host.call("messaging.history", customer=unhappy)["entries"]
	assert (entry["kind"], entry["direction"]) == ("Call", "Outgoing")
	assert "On Monday" in entry["text"]
	with pytest.raises(CallFailed, match="closed already"):
		host.call("analytics.finish_action", action=row["action"], result="Reached")


def test_a_call_is_put_off_given_to_somebody_dismissed_and_put_back(host, unhappy):
	(row,) = rows_of(host, unhappy)
	action = {"action": row["action"]}
	today = date.fromisoformat(host.call("session.context")["today"])
	later = (today + timedelta(days=7)).isoformat()
	assert host.call("analytics.snooze_action", **action, until=later)["status"] == "Snoozed"
	assert rows_of(host, unhappy) == []
	assert rows_of(host, unhappy, state="later")[0]["snoozed_until"] == later
	with pytest.raises(CallFailed, match="later day"):
		host.call("analytics.snooze_action", **action, until=today.isoformat())
	host.call("analytics.reopen_action", **action)
	person = host.call("analytics.call_list", limit=1)["people"][0]["user"]
	host.call("analytics.assign_action", **action, user=person)
	assert rows_of(host, unhappy, assignee=person) != []
	assert rows_of(host, unhappy, assignee="nobody") == []
	with pytest.raises(CallFailed, match="is not one of the workshop's staff"):
		host.call("analytics.assign_action", **action, user="nobody@example.com")
	assert host.call("analytics.dismiss_action", **action)["status"] == "Dismissed"
	assert rows_of(host, unhappy) == []
	host.call("analytics.reopen_action", **action)
	assert len(rows_of(host, unhappy)) == 1


def test_looking_again_makes_nothing_twice(host, unhappy):
	before = rows_of(host, unhappy)
	host.call("analytics.find_actions")
	host.call("analytics.find_actions")
	assert rows_of(host, unhappy) == before


def test_the_count_is_that_of_the_rows_and_the_file_has_all_of_them(host, unhappy):
	answer = host.call("analytics.call_list", limit=500)
	assert answer["total"] == len(answer["actions"]) == sum(answer["counts"].values())
	response = host.request("GET", "/api/method/workshop_crm.api.analytics.export_call_list")
	header, *lines = csv.reader(io.StringIO(response.content.decode("utf-8-sig")))
	assert header[0] == "Customer"
	assert sorted(line[0] for line in lines) == sorted(row["customer"] for row in answer["actions"])


def test_the_reason_is_said_in_the_readers_language(host, unhappy):
	cookies = {"preferred_language": "ar"}
	if host.logins:
		response = host.request("POST", "/api/method/login", data=host.logins["ar"], headers={})
		cookies = response.cookies.get_dict()
	address = "/api/method/workshop_crm.api.analytics.call_list?limit=500"
	reply = host.request("GET", address, headers={}, cookies=cookies).json()["message"]
	(row,) = [one for one in reply["actions"] if one["customer"] == unhappy]
	assert row["reason"].startswith("أعطى ١ من ٥ في ")


def test_every_rule_says_how_many_are_still_counted(host, unhappy):
	rules = host.call("analytics.action_measures")["rules"]
	low = next(rule for rule in rules if rule["trigger"] == LOW and rule["running"])
	assert low["verdict"] == "too_few"
	behind = host.call("analytics.action_customers", rule=low["rule"])
	assert behind["total"] == low["treated"]["customers"]
	with pytest.raises(CallFailed):
		host.call("analytics.action_customers", rule="no such rule")
	with pytest.raises(CallFailed):
		host.call("analytics.action_customers", rule=low["rule"], side="nobody")


def test_unknown_parts_of_the_list_are_refused(host):
	for filters in ({"state": "lost"}, {"trigger": "Rain"}):
		with pytest.raises(CallFailed):
			host.call("analytics.call_list", **filters)


def test_the_export_of_a_person_has_their_calls_and_erasing_takes_the_reason(host, unhappy):
	exported = host.call("privacy.export", customer=unhappy)["call_list"]
	assert [(one["reason"], one["status"]) for one in exported] == [(LOW, "Open")]
	erased = host.call("privacy.erase", customer=unhappy, confirm=unhappy)["customer"]
	assert rows_of(host, erased) == []
	(row,) = rows_of(host, erased, state="dismissed")
	assert row["reason"] == "The reason was erased."
