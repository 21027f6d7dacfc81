"""How many keys a clerk presses until the customer is in sight: among the first three."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import fmean

from benchmarks.search.quality import Question, Search, tied_places
from benchmarks.search.queries import beginnings

IN_SIGHT = 3


def keystrokes_to_top3(search: Search, questions: Sequence[Question]) -> float:
	"""The mean; a name that is never in sight costs one key more than it has."""
	return round(fmean([_keystrokes(search, question) for question in questions]), 2)


def _keystrokes(search: Search, question: Question) -> int:
	for typed in beginnings(question.text):
		places = tied_places(search(typed, 2 * IN_SIGHT), question.customer)
		if places and fmean(places) <= IN_SIGHT:
			return len(typed)
	return len(question.text) + 1
