"""What answers become."""

from datetime import datetime

import pytest

from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.response import Judged, csat_view, new_response, response_view
from workshop_crm.core.surveys.visit_facts import visit_facts

NOW = datetime(2026, 3, 1, 10, 0)
NAMES = {"customer_name": "Huda", "customer_name_ar": "هدى"}
INVITATION = {
	"name": "INV-1",
	"survey": "After your visit",
	"version": "SVV-1",
	"customer": "CUST-1",
	"company": "Palm Workshop",
	"channel": "WhatsApp",
	"reference_doctype": "Sales Invoice",
	"reference_name": "SINV-1",
	"vehicle": "VEH-1",
	"service_type": "Oil service",
}


PLAIN = Judged()


def answered(judged: Judged = PLAIN, invited: dict | None = None, **answers: object) -> dict:
	checked = check_answers(DEFAULT_SURVEY, answers, "en")
	return new_response({**INVITATION, **(invited or {})}, DEFAULT_SURVEY, checked, "en", judged, NOW)


def test_a_response_keeps_the_visit_the_score_and_each_question_as_it_was_asked():
	response = answered(rating=5, recommend=9, comment="Good")
	assert (response["invitation"], response["reference_name"], response["vehicle"]) == (
		"INV-1",
		"SINV-1",
		"VEH-1",
	)
	assert (response["score"], response["rating"], response["is_low"]) == (95.0, 5, 0)
	assert (response["comment"], response["version"]) == ("Good", "SVV-1")
	assert response["answers"][0] == {
		"question_id": "rating",
		"question": "How satisfied are you with this visit?",
		"kind": "rating",
		"value": "5",
	}


def test_a_response_is_low_when_a_rule_was_met():
	assert answered(Judged(needs_follow_up=True), rating=5)["is_low"] == 1


@pytest.mark.parametrize(
	("invited", "channel"),
	[
		({}, "WhatsApp"),
		({"answered_by": "2", "answered_channel": "SMS"}, "SMS"),
		({"answered_by": "Handover", "answered_channel": ""}, "Handover"),
		({"channel": None}, ""),
	],
)
def test_a_response_says_by_which_way_it_came(invited, channel):
	assert answered(invited=invited, rating=5)["channel"] == channel


def test_a_response_names_who_did_the_work_and_where():
	visit = visit_facts({"technician": "Omar", "cost_center": "North - W", "company": "W"})
	response = answered(Judged(visit=visit), rating=5)
	assert (response["technician"], response["adviser"]) == ("Omar", None)
	assert (response["branch_doctype"], response["branch"]) == ("Cost Center", "North - W")


def test_a_response_is_shown_by_the_name_in_the_readers_language():
	stored = {**answered(rating=5), **NAMES, "name": "RES-1", "follow_up": None}
	view = response_view(stored, "ar")
	assert (view["name"], view["date"], view["score"], view["low"]) == ("هدى", "2026-03-01", 100.0, False)
	assert response_view(stored, "en")["name"] == "Huda"


def test_an_answer_in_words_alone_is_never_shown_as_nothing_of_a_hundred():
	"""ERPNext keeps 0 where there is no number."""
	stored = {**answered(rating=5), **NAMES, "name": "RES-1", "follow_up": None}
	assert response_view({**stored, "has_score": 0, "score": 0.0}, "en")["score"] is None
	assert response_view({**stored, "has_score": 1, "score": 0.0}, "en")["score"] == 0


def test_satisfied_customers_gave_four_or_five():
	view = csat_view({5: 2, 4: 2, 3: 1})
	assert (view["share"], view["n"]) == (0.8, 5)
	assert csat_view({}) == {"share": None, "low": None, "high": None, "n": 0}
