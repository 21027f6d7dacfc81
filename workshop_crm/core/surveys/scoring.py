"""What answers are worth: a score, a rating, and whether somebody should call."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from workshop_crm.core.surveys.answers import SCALES
from workshop_crm.core.surveys.model import Answer, SurveyForm

MAX_DISSATISFIED = 2


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
	return (score is not None and score < threshold) or (rating is not None and rating <= MAX_DISSATISFIED)


def _points(kind: str, value: int | bool | str) -> Decimal:
	if kind == "yes_no":
		return Decimal(100 if value else 0)
	lowest, highest = SCALES[kind]
	return Decimal(int(value) - lowest) * 100 / (highest - lowest)
