"""What answers become: a response, and for a bad one a follow-up that somebody closes once."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import Conflict
from workshop_crm.core.surveys.answers import check_answers
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.follow_up import MAX_SUBJECT, closing, follow_up_view, new_follow_up
from workshop_crm.core.surveys.response import csat_view, new_response, response_view

NOW = datetime(2026, 3, 1, 10, 0)
NAMES = {"customer_name": "Huda", "customer_name_ar": "هدى"}
INVITATION = {
	"name": "INV-1",
	"survey": "After your visit",
	"version": "SVV-1",
	"customer": "CUST-1",
	"company": "Palm Workshop",
	"reference_doctype": "Sales Invoice",
	"reference_name": "SINV-1",
	"vehicle": "VEH-1",
	"service_type": "Oil service",
}


def english(text: str) -> str:
	return text


def answered(**answers: object) -> dict:
	checked = check_answers(DEFAULT_SURVEY, answers, "en")
	return new_response(INVITATION, DEFAULT_SURVEY, checked, "en", Decimal(60), NOW)


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


def test_a_low_score_asks_for_a_follow_up():
	assert answered(rating=2)["is_low"] == 1
	assert answered(rating=3, recommend=5)["is_low"] == 1
	assert answered(rating=4)["is_low"] == 0


def test_a_response_is_shown_by_the_name_in_the_readers_language():
	stored = {**answered(rating=5), **NAMES, "name": "RES-1", "follow_up": None}
	view = response_view(stored, "ar")
	assert (view["name"], view["date"], view["score"], view["low"]) == ("هدى", "2026-03-01", 100.0, False)
	assert response_view(stored, "en")["name"] == "Huda"


def test_satisfied_customers_gave_four_or_five():
	view = csat_view([5, 4, 4, 5, 3])
	assert (view["share"], view["n"]) == (0.8, 5)
	assert csat_view([]) == {"share": None, "low": None, "high": None, "n": 0}


def test_a_follow_up_names_the_customer_and_shows_what_was_written_as_plain_text():
	response = answered(rating=1, comment='<script>x</script>\nsee www.evil.example "now"')
	follow_up = new_follow_up(response, 'Huda <img src="//evil/x">', english)
	assert follow_up["subject"] == "Low survey score from Huda "
	assert follow_up["opening_date"] == date(2026, 3, 1)
	assert "<p>Score: 0 of 100</p>" in follow_up["description"]
	assert "<script" not in follow_up["description"]
	assert "www.evil" not in follow_up["description"]
	assert "<br>" in follow_up["description"]


def test_the_subject_of_a_follow_up_fits_its_field_whatever_the_name():
	assert len(new_follow_up(answered(rating=1), "x" * 300, english)["subject"]) == MAX_SUBJECT


@pytest.mark.parametrize("status", ["Closed", "Resolved"])
def test_a_follow_up_is_closed_once(status):
	assert closing("ISS-1", "Replied") == {"status": "Closed"}
	with pytest.raises(Conflict, match="ISS-1 is closed already"):
		closing("ISS-1", status)


def test_an_open_follow_up_is_shown_with_its_answer():
	follow_up = {
		**new_follow_up(answered(rating=1, comment="slow"), "Huda", english),
		**NAMES,
		"name": "ISS-1",
		"score": "25.00",
		"comment": "slow",
		"assigned_to": "",
	}
	view = follow_up_view(follow_up, "ar")
	assert (view["name"], view["score"], view["opened_on"], view["assigned_to"]) == (
		"هدى",
		25.0,
		"2026-03-01",
		None,
	)
