"""Whom a user may see, where that is not everybody: asked about those who are found, not read for every search.

Who sees hardly any of those who are found sees few customers: then these are read, and searched alone.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypeVar

# Who is given ids and returns those that the user may see.
Ask = Callable[[Sequence[str]], Collection[str]]
# For an engine: the ids of all whom the user may see, or whom to ask; None for all customers.
Allowed = Collection[str] | Ask

# So many must have been asked about before it is said that the user sees few, and less than this share of them be seen.
MIN_ASKED = 200
FEW_OF_THEM = 0.1
# As many ids are read in a few milliseconds.
MAX_FEW = 2_000

Found = TypeVar("Found")


@dataclass(frozen=True, slots=True)
class Restricted:
	"""A user who sees some customers only: `among` of given ones; `first` at most so many of all whom the user may see."""

	among: Ask
	first: Callable[[int], Collection[str]]


Visible = Allowed | Restricted


def within(visible: Visible | None, question: Callable[[Allowed | None], list[Found]]) -> list[Found]:
	"""The answer to a question that takes whom the user may see in the form that serves it best."""
	if not isinstance(visible, Restricted):
		return question(visible)
	try:
		return question(_Asking(visible))
	except _SeesFew as few:
		return question(few.customers)


class _SeesFew(Exception):
	def __init__(self, customers: Collection[str]) -> None:
		super().__init__()
		self.customers = customers


class _Asking:
	"""Asks about each customer once. Raises _SeesFew when asking would go on for long and reading is short."""

	def __init__(self, visible: Restricted) -> None:
		self._visible = visible
		self._known: dict[str, bool] = {}
		self._seen = 0
		self._may_be_few = True

	def __call__(self, customers: Sequence[str]) -> set[str]:
		if new := [customer for customer in customers if customer not in self._known]:
			self._ask(new)
		return {customer for customer in customers if self._known[customer]}

	def _ask(self, customers: Sequence[str]) -> None:
		seen = set(self._visible.among(customers))
		self._known.update((customer, customer in seen) for customer in customers)
		self._seen += len(seen)
		asked = len(self._known)
		if self._may_be_few and asked >= MIN_ASKED and self._seen < FEW_OF_THEM * asked:
			few = self._visible.first(MAX_FEW + 1)
			if len(few) <= MAX_FEW:
				raise _SeesFew(frozenset(few))
			self._may_be_few = False
