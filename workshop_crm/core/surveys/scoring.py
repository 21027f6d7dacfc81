"""What answers are worth: a score, a rating, and whether somebody should call."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from workshop_crm.core.common.ratings import RATINGS
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

MAX_DISSATISFIED = 2


def score(form: SurveyForm, answers: Iterable[Answer]) -> Decimal | None:
	"""Mean of the answers that have a value, 0 (worst) to 100 (best), two decimals; None when none has.

	Every scale is stretched to 0..100 and weighs the same; yes counts 100 and no 0; choices, words and photos do not count.
	"""
	parts = [
		points
		for answer in answers
		if (points := _points(form.question(answer.question), answer)) is not None
	]
	if not parts:
		return None
	return (sum(parts, Decimal(0)) / len(parts)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def rating(form: SurveyForm, answers: Iterable[Answer]) -> int | None:
	"""The answer to the form's first question with stars or smileys, 1..5, or None.

	More or fewer than five stars are stretched to five.
	"""
	values = {answer.question: answer.value for answer in answers}
	first = next((question for question in form.questions if question.kind in ("rating", "smileys")), None)
	if first is None or first.id not in values or first.scale is None:
		return None
	share = Decimal(int(str(values[first.id])) - 1) / (first.scale[1] - 1)
	return 1 + int((share * (RATINGS[-1] - 1)).quantize(Decimal(1), ROUND_HALF_UP))


def is_low(score: Decimal | None, rating: int | None, threshold: Decimal) -> bool:
	"""Whether somebody should call the customer: a score under `threshold` (0..100) or a rating of 1 or 2.

	The rating counts by itself so that a kind answer to another question cannot hide a bad visit.
	"""
	return (score is not None and score < threshold) or (rating is not None and rating <= MAX_DISSATISFIED)


def _points(question: Question | None, answer: Answer) -> Decimal | None:
	if isinstance(answer.value, bool):
		return Decimal(100 if answer.value else 0)
	if question is None or question.scale is None or not isinstance(answer.value, int):
		return None
	lowest, highest = question.scale
	return Decimal(answer.value - lowest) * 100 / (highest - lowest)
