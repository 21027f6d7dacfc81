"""What answers are worth: a score, a rating, and the share of satisfied customers."""

from collections.abc import Iterable, Sequence
from decimal import ROUND_HALF_UP, Decimal
from math import sqrt
from typing import NamedTuple

from workshop_crm.core.surveys.answers import SCALES
from workshop_crm.core.surveys.model import Answer, SurveyForm

SATISFIED = 4
DISSATISFIED = 2
# Normal quantile of a two-sided 95 % interval.
Z_95 = 1.959963984540054


class Csat(NamedTuple):
	"""Share of satisfied customers (a rating of 4 or 5) with its 95 % interval, all 0..1; None without ratings."""

	share: float | None
	low: float | None
	high: float | None


def score(form: SurveyForm, answers: Iterable[Answer]) -> Decimal | None:
	"""Mean of the answers that have a value, 0 (worst) to 100 (best), two decimals; None when none has.

	Every scale is stretched to 0..100 and weighs the same; yes counts 100 and no 0; words do not count.
	"""
	kinds = {question.id: question.kind for question in form.questions}
	parts = [
		_points(kinds[answer.question], answer.value)
		for answer in answers
		if kinds.get(answer.question, "text") != "text"
	]
	if not parts:
		return None
	return (sum(parts, Decimal(0)) / len(parts)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rating(form: SurveyForm, answers: Iterable[Answer]) -> int | None:
	"""The answer to the form's first rating question, 1..5, or None."""
	values = {answer.question: answer.value for answer in answers}
	first = next((question.id for question in form.questions if question.kind == "rating"), None)
	return int(values[first]) if first in values else None


def is_low(score: Decimal | None, rating: int | None, threshold: Decimal) -> bool:
	"""Whether somebody should call the customer: a score under `threshold` (0..100) or a rating of 1 or 2.

	The rating counts by itself so that a kind answer to another question cannot hide a bad visit.
	"""
	return (score is not None and score < threshold) or (rating is not None and rating <= DISSATISFIED)


def csat(ratings: Sequence[int]) -> Csat:
	"""Customer satisfaction of a set of ratings (1..5)."""
	if not ratings:
		return Csat(None, None, None)
	satisfied = sum(rating >= SATISFIED for rating in ratings)
	low, high = wilson(satisfied, len(ratings))
	return Csat(satisfied / len(ratings), low, high)


def wilson(successes: int, total: int) -> tuple[float, float]:
	"""95 % score interval of a share; honest for small samples (Wilson 1927, JASA 22:209-212). `total` > 0."""
	share = successes / total
	spread = Z_95 * sqrt(share * (1 - share) / total + Z_95**2 / (4 * total**2))
	centre = share + Z_95**2 / (2 * total)
	scale = 1 + Z_95**2 / total
	# Rounding must not push an end past the share itself, as it would at 0 or 1.
	return min(max((centre - spread) / scale, 0.0), share), max(min((centre + spread) / scale, 1.0), share)


def _points(kind: str, value: int | bool | str) -> Decimal:
	if kind == "yes_no":
		return Decimal(100 if value else 0)
	lowest, highest = SCALES[kind]
	return Decimal(int(value) - lowest) * 100 / (highest - lowest)
