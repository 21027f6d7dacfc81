"""Questions that are only asked after certain answers to an earlier one.

The page's JavaScript decides the same from the same data (`survey_conditions.test.mjs` and the tests of this module share a table),
so an answer is compared as the page knows it: as the texts of what was chosen.
"""

from collections.abc import Mapping, Sequence
from typing import Literal, NamedTuple, get_args

Operator = Literal["is", "is not", "at most", "at least"]

OPERATORS: tuple[Operator, ...] = get_args(Operator)


class Condition(NamedTuple):
	"""`value` is a number, "yes" or "no", or the key of an option."""

	question: str
	operator: Operator
	value: str


def is_met(condition: Condition, given: Mapping[str, Sequence[str]]) -> bool:
	"""Whether the answers call for the question. `given` has what was chosen, by the question's id.

	A question without an answer meets nothing, not even "is not": it is not known what the customer would have said.
	"""
	chosen = given.get(condition.question, ())
	if not chosen:
		return False
	if condition.operator == "is":
		return condition.value in chosen
	if condition.operator == "is not":
		return condition.value not in chosen
	number, limit = _number(chosen[0]), _number(condition.value)
	if number is None or limit is None:
		return False
	return number <= limit if condition.operator == "at most" else number >= limit


def _number(text: str) -> int | None:
	return int(text) if text.isascii() and text.isdigit() else None
