"""The rows of a long list that somebody has chosen: some by name, or all that its filters name."""

from __future__ import annotations

from collections.abc import Sequence

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_CHOSEN = 10_000
MAX_NAME = 140
NOBODY_CHOSEN = N_("Nobody is chosen. Choose rows of the list first.")
TOO_MANY_CHOSEN = N_("At most {most} can be chosen at once. Narrow the list down, and do it in parts.")


def chosen_names(argument: str, values: Sequence[object] | None) -> tuple[str, ...]:
	"""The names that a request lists, each once; none for None, which stands for all.

	Raises InvalidInput for an empty list, for too many, and for what is no name of a record.
	"""
	if values is None:
		return ()
	known = [one for one in values if isinstance(one, str) and 0 < len(one) <= MAX_NAME]
	if len(known) < len(values):
		raise InvalidInput(N_("{argument} must be a list of names."), argument=argument).at(argument)
	names = tuple(dict.fromkeys(known))
	check_chosen(names)
	return names


def check_chosen(names: Sequence[str]) -> None:
	"""Raises InvalidInput when nobody is chosen, or too many."""
	if not names:
		raise InvalidInput(NOBODY_CHOSEN)
	check_number(names)


def check_number(names: Sequence[str]) -> None:
	"""Raises InvalidInput for too many."""
	if len(names) > MAX_CHOSEN:
		raise InvalidInput(TOO_MANY_CHOSEN, most=MAX_CHOSEN)
