"""A number that a customer writes back instead of opening the link: the answer to the first question, where it can be one.

The page takes the rest afterwards, into the same response.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from workshop_crm.core.common.languages import Language
from workshop_crm.core.surveys.answers import read_answers
from workshop_crm.core.surveys.model import Answer, SurveyForm


def answer_in_reply(form: SurveyForm, value: int, out_of: int | None, language: Language) -> list[Answer]:
	"""The answer that a bare number gives; none when the first question is not answered by such a number.

	`out_of` is the scale that the customer named ("4 of 5"), if one was: it must be that of the question.
	"""
	if not form.questions or (scale := form.questions[0].scale) is None or out_of not in (None, scale[1]):
		return []
	question = form.questions[0].id
	checked = read_answers(form, {question: value}, language)
	return [answer for answer in checked.answers if answer.question == question]


def given_before(rows: Iterable[Mapping[str, Any]]) -> tuple[Answer, ...]:
	"""The answers that a number in a message gave, from the rows of its Survey Response: numbers alone."""
	return tuple(Answer(row["question_id"], int(json.loads(row["value"]))) for row in rows)


def as_typed(answers: Sequence[Answer]) -> dict[str, list[str]]:
	"""What was given before, as `Submission.typed` has it."""
	return {answer.question: [str(answer.value)] for answer in answers}


def completed(form: SurveyForm, before: Sequence[Answer], now: Sequence[Answer]) -> list[Answer]:
	"""All answers of a response whose rest has come, in the order of the form; what is answered anew counts as it is now."""
	known = {answer.question: answer for answer in (*before, *now)}
	return [known[question.id] for question in form.questions if question.id in known]
