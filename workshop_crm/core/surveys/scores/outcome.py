"""What one answer adds to each measure: stored with it, so that a million answers are counted without their questions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.ratings import TWO_BEST
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm
from workshop_crm.core.surveys.scores.measures import MIN_PASSIVE, MIN_PROMOTER
from workshop_crm.core.surveys.scoring import rating, score

SATISFIED, NOT_SATISFIED = "Satisfied", "Not satisfied"
PROMOTER, PASSIVE, DETRACTOR = "Promoter", "Passive", "Detractor"
# As far up a scale as 4 is from 1 to 5.
SATISFIED_SHARE = Decimal("0.75")
# The questions whose answer says how satisfied somebody is; the first of the first kind that the form has counts.
RATINGS = (("rating", "smileys"), ("scale",))


def outcome(form: SurveyForm, answers: Sequence[Answer], satisfied_is: str = TWO_BEST) -> dict[str, Any]:
	"""The fields of a Survey Response that its figures are made of. An answer without a scored question has no score."""
	points, stars = score(form, answers), rating(form, answers)
	return {
		"has_score": int(points is not None),
		"score": None if points is None else float(points),
		"rating": stars or 0,
		"satisfaction": _satisfaction(form, answers, satisfied_is),
		"nps_group": _nps_group(_number(_first(form, ("nps",)), answers)),
		"effort": _number(_first(form, ("ces",)), answers) or 0,
	}


def stored_score(response: Mapping[str, Any]) -> float | None:
	"""The score of a stored response; ERPNext keeps 0 where there is none, so `has_score` says whether there is."""
	return float(response["score"]) if response["has_score"] else None


def _satisfaction(form: SurveyForm, answers: Sequence[Answer], satisfied_is: str) -> str:
	question = next(filter(None, (_first(form, kinds) for kinds in RATINGS)), None)
	value = _number(question, answers)
	if question is None or value is None or question.scale is None:
		return ""
	lowest, highest = question.scale
	if satisfied_is == TWO_BEST:
		return SATISFIED if value >= highest - 1 else NOT_SATISFIED
	is_satisfied = Decimal(value - lowest) >= SATISFIED_SHARE * (highest - lowest)
	return SATISFIED if is_satisfied else NOT_SATISFIED


def _nps_group(value: int | None) -> str:
	if value is None:
		return ""
	if value >= MIN_PROMOTER:
		return PROMOTER
	return PASSIVE if value >= MIN_PASSIVE else DETRACTOR


def _first(form: SurveyForm, kinds: tuple[str, ...]) -> Question | None:
	return next((question for question in form.questions if question.kind in kinds), None)


def _number(question: Question | None, answers: Iterable[Answer]) -> int | None:
	values = (answer.value for answer in answers if question and answer.question == question.id)
	return next((value for value in values if isinstance(value, int)), None)
