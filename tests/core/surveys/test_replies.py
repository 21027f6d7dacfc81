"""Which numbers that a customer writes back are answers."""

from dataclasses import replace

import pytest

from workshop_crm.core.surveys.defaults import DEFAULT_SURVEY
from workshop_crm.core.surveys.replies import answer_in_reply

FIRST, RECOMMEND, WORDS = DEFAULT_SURVEY.questions


def form_with(*questions):
	return replace(DEFAULT_SURVEY, questions=questions)


@pytest.mark.parametrize(
	("form", "value", "out_of", "answer"),
	[
		(DEFAULT_SURVEY, 4, None, ("rating", 4)),
		(DEFAULT_SURVEY, 4, 5, ("rating", 4)),
		(DEFAULT_SURVEY, 4, 10, None),
		(DEFAULT_SURVEY, 9, None, None),
		(DEFAULT_SURVEY, 0, None, None),
		(form_with(RECOMMEND, FIRST), 9, None, ("recommend", 9)),
		(form_with(RECOMMEND, FIRST), 4, 5, None),
		(form_with(WORDS, FIRST), 4, None, None),
		(form_with(), 4, None, None),
	],
)
def test_a_number_answers_the_first_question_where_it_is_on_its_scale(form, value, out_of, answer):
	found = [(one.question, one.value) for one in answer_in_reply(form, value, out_of, "en")]
	assert found == ([answer] if answer else [])
