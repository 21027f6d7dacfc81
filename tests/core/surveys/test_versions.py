"""What was sent stays as it was sent, and what was answered keeps its meaning."""

from dataclasses import replace
from datetime import datetime

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.options import Option
from workshop_crm.core.surveys.records import dump_form, load_form
from workshop_crm.core.surveys.versions import check_answered, next_version

NOW = datetime(2026, 3, 1, 10, 0)
OPTIONS = (Option("wait", "The wait", "الانتظار"), Option("price", "The price", "السعر"))
PLACE = Question("place", "single", "What?", "ماذا؟", options=OPTIONS)
STARS = Question("stars", "rating", "How?", "كيف؟", highest=5)


def form(*questions: Question) -> SurveyForm:
	return replace(DEFAULT_SURVEY, questions=questions)


def test_the_first_version_is_one_and_keeps_the_whole_form():
	made = next_version(DEFAULT_SURVEY, 0, "", NOW)
	assert (made["survey"], made["version"], made["made_on"]) == (DEFAULT_SURVEY.name, 1, NOW)
	assert load_form(made["form"], DEFAULT_SURVEY.name) == DEFAULT_SURVEY


@pytest.mark.parametrize(
	("changed", "is_new"),
	[
		(DEFAULT_SURVEY, False),
		(replace(DEFAULT_SURVEY, name="Renamed"), False),
		(replace(DEFAULT_SURVEY, thanks_en="Thanks!"), True),
		(replace(DEFAULT_SURVEY, questions=DEFAULT_SURVEY.questions[::-1]), True),
		(replace(DEFAULT_SURVEY, questions=DEFAULT_SURVEY.questions[:2]), True),
	],
)
def test_a_version_is_made_when_the_latest_says_something_else(changed, is_new):
	made = next_version(changed, 3, dump_form(DEFAULT_SURVEY), NOW)
	assert (made is not None) == is_new
	assert made is None or made["version"] == 4


@pytest.mark.parametrize(
	"changed",
	[
		form(PLACE, STARS),
		form(STARS),
		form(replace(PLACE, text_en="What now?"), replace(STARS, required=True)),
		form(replace(PLACE, options=(*OPTIONS, Option("staff", "Staff", "الموظفون")))),
		form(replace(PLACE, options=(Option("wait", "Waiting", "الانتظار"), OPTIONS[1]))),
		form(replace(STARS, highest=0)),
	],
)
def test_what_keeps_the_meaning_of_answers_may_change(changed):
	check_answered(changed, [form(STARS, PLACE)])


@pytest.mark.parametrize(
	("changed", "says"),
	[
		(replace(STARS, kind="nps"), "answered stars as rating. .*new ID, such as stars_2"),
		(replace(STARS, highest=10), "answered stars from 1 to 5"),
		(replace(PLACE, kind="multiple"), "answered place as single"),
		(replace(PLACE, options=OPTIONS[1:]), "could choose wait in place"),
	],
)
def test_what_changes_the_meaning_of_answers_is_refused_with_a_way_out(changed, says):
	with pytest.raises(InvalidInput, match=says):
		check_answered(form(changed), [DEFAULT_SURVEY, form(STARS, PLACE)])
