"""What answers are worth: a score and a rating."""

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

from workshop_crm.core.common.ratings import RATINGS
from workshop_crm.core.surveys.model import Answer, Question, SurveyForm

MAX_DISSATISFIED = 2


def score(form: SurveyForm, answers: Iterable[Answer]) -> Decimal | None:
	"""Mean of the answers that have a value by their questions' weights, 0 (worst) to 100 (best), two decimals.

	Every scale is stretched to 0..100; yes counts 100 and no 0; choices, words and photos do not count. None when no
	answer counts, or all have the weight 0.
	"""
	parts = [
		(points, question.weight)
		for answer in answers
		if (question := form.question(answer.question)) is not None
		and (points := _points(question, answer)) is not None
	]
	weights = sum((weight for _value, weight in parts), Decimal(0))
	if not weights:
		return None
	total = sum((points * weight for points, weight in parts), Decimal(0))
	return (total / weights).quantize(Decimal("0.01"), ROUND_HALF_UP)


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


def _points(question: Question, answer: Answer) -> Decimal | None:
	if isinstance(answer.value, bool):
		return Decimal(100 if answer.value else 0)
	if question.scale is None or not isinstance(answer.value, int):
		return None
	lowest, highest = question.scale
	return Decimal(answer.value - lowest) * 100 / (highest - lowest)
