"""Questions asked only after certain answers. The page's JavaScript is tested by the same table (survey_conditions.test.mjs)."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.answers import check_answers, read_answers
from workshop_crm.core.surveys.conditions import OPERATORS, Condition, is_met
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

TABLE = json.loads(Path(__file__).with_name("conditions.json").read_text(encoding="utf-8"))


def form_of(*questions: Question) -> SurveyForm:
	return SurveyForm("Chain", "T", "ت", "", "", "", "", questions)


RATING = Question("rating", "rating", "How was it?", "كيف كانت؟")
WHY = Question("why", "text", "Why?", "لماذا؟", required=True, show_if=Condition("rating", "at most", "3"))
CALL = Question("call", "yes_no", "A call?", "مكالمة؟", show_if=Condition("rating", "at most", "3"))
WHEN = Question("when", "text", "When?", "متى؟", required=True, show_if=Condition("call", "is", "yes"))
CHAIN = form_of(RATING, WHY, CALL, WHEN)


@pytest.mark.parametrize("row", TABLE, ids=lambda row: f"{row['given']} {row['operator']} {row['value']}")
def test_a_condition_is_met_as_the_table_says(row):
	condition = Condition("q", row["operator"], row["value"])
	assert is_met(condition, {"q": row["given"]}) is row["met"]


@pytest.mark.parametrize("operator", OPERATORS)
def test_a_question_that_was_not_answered_meets_nothing(operator):
	assert not is_met(Condition("q", operator, "1"), {})


def test_a_mandatory_question_that_was_not_asked_is_not_missed():
	assert check_answers(CHAIN, {"rating": 5}) == [Answer("rating", 5)]


def test_a_mandatory_question_that_was_asked_is_missed():
	with pytest.raises(InvalidInput, match="Please answer: Why"):
		check_answers(CHAIN, {"rating": 2})


def test_what_came_for_a_question_that_was_not_asked_is_dropped_however_wrong_it_is():
	raw = {"rating": 5, "why": "x" * 5000, "call": "perhaps", "when": "now"}
	assert check_answers(CHAIN, raw) == [Answer("rating", 5)]


def test_what_depends_on_a_dropped_answer_is_dropped_too():
	asked = check_answers(CHAIN, {"rating": 3, "why": "slow", "call": True, "when": "now"})
	assert [answer.question for answer in asked] == ["rating", "why", "call", "when"]
	assert check_answers(CHAIN, {"rating": 4, "why": "slow", "call": True, "when": "now"}) == [
		Answer("rating", 4)
	]


def test_all_that_is_wrong_is_said_at_once_by_question():
	checked = read_answers(CHAIN, {"rating": 2, "call": "perhaps"})
	assert list(checked.problems) == ["why", "call"]


@given(
	rating=st.none() | st.integers(1, 5),
	why=st.none() | st.text(max_size=3),
	call=st.none() | st.booleans(),
	when=st.none() | st.text(max_size=3),
)
def test_a_kept_answer_was_always_asked_for(rating, why, call, when):
	raw = {"rating": rating, "why": why, "call": call, "when": when}
	try:
		kept = {answer.question: answer.value for answer in check_answers(CHAIN, raw)}
	except InvalidInput:
		return
	assert ("why" in kept) == (kept.get("rating", 5) <= 3)
	assert not kept.keys() & {"call"} or kept["rating"] <= 3
	assert ("when" in kept) == (kept.get("call") is True)
