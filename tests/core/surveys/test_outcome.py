"""What one answer adds to each measure, and whose work it is about."""

import pytest

from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.core.surveys.scores.outcome import outcome
from workshop_crm.core.surveys.visit_facts import NOTHING, visit_facts


def form(*questions):
	return SurveyForm("S", "", "", "", "", "", "", questions)


def asked(kind, **more):
	return Question(kind, kind, "?", "؟", **more)


@pytest.mark.parametrize(
	("question", "value", "two_best", "four_of_five"),
	[
		(asked("rating"), 5, True, True),
		(asked("rating"), 4, True, True),
		(asked("rating"), 3, False, False),
		(asked("rating", highest=10), 9, True, True),
		(asked("rating", highest=10), 8, False, True),
		(asked("rating", highest=10), 7, False, False),
		(asked("rating", highest=3), 2, True, False),
		(asked("smileys"), 4, True, True),
		(asked("scale", lowest=0, highest=10), 8, False, True),
		(asked("scale", lowest=1, highest=7), 6, True, True),
	],
)
def test_satisfied_is_the_top_of_any_scale_by_the_setting(question, value, two_best, four_of_five):
	answers = [Answer(question.id, value)]
	found = [
		outcome(form(question), answers, setting)["satisfaction"] == "Satisfied"
		for setting in ("Two best values", "Four of five or better")
	]
	assert found == [two_best, four_of_five]


def test_stars_count_before_a_scale_and_a_question_that_was_not_answered_says_nothing():
	both = form(asked("scale", highest=10), asked("rating"))
	assert outcome(both, [Answer("rating", 5), Answer("scale", 1)])["satisfaction"] == "Satisfied"
	assert outcome(both, [Answer("scale", 10)])["satisfaction"] == ""


@pytest.mark.parametrize(
	("value", "group"),
	[(10, "Promoter"), (9, "Promoter"), (8, "Passive"), (7, "Passive"), (6, "Detractor"), (0, "Detractor")],
)
def test_who_recommends_is_a_promoter_from_nine_on(value, group):
	assert outcome(form(asked("nps")), [Answer("nps", value)])["nps_group"] == group


def test_words_alone_add_nothing_to_any_measure():
	found = outcome(
		form(asked("rating"), asked("nps"), asked("ces"), asked("text")), [Answer("text", "fine")]
	)
	assert found == {
		"has_score": 0,
		"score": None,
		"rating": 0,
		"satisfaction": "",
		"nps_group": "",
		"effort": 0,
	}


def test_yes_is_no_number_of_stars():
	assert outcome(form(asked("yes_no")), [Answer("yes_no", True)])["satisfaction"] == ""


@pytest.mark.parametrize(
	("document", "expected"),
	[
		({}, NOTHING),
		({"technician": "Omar"}, {"technician": "Omar"}),
		({"purposes": [{"service_person": None}, {"service_person": "Ali"}]}, {"technician": "Ali"}),
		({"company": "W"}, {"branch_doctype": "Company", "branch": "W"}),
		({"company": "W", "cost_center": "N"}, {"branch_doctype": "Cost Center", "branch": "N"}),
		({"branch": "B", "cost_center": "N"}, {"branch_doctype": "Branch", "branch": "B"}),
		(
			{
				"sales_team": [
					{"sales_person": "Sami", "allocated_percentage": 40},
					{"sales_person": "Huda", "allocated_percentage": 60},
				]
			},
			{"adviser": "Huda"},
		),
		(
			{"sales_team": [{"sales_person": "Sami"}, {"sales_person": "Huda", "allocated_percentage": 0}]},
			{"adviser": "Sami"},
		),
	],
)
def test_a_document_says_whose_work_it_was(document, expected):
	assert visit_facts(document) == {**NOTHING, **expected}
