"""Where the right customer stands in the answers, and how long they took."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from statistics import fmean, quantiles
from time import perf_counter

from workshop_crm.core.search.documents import Hit

# Answers are asked for beyond the tenth, so that customers who tie with the tenth are seen.
LIMIT = 30

Search = Callable[[str, int], list[Hit]]


@dataclass(frozen=True, slots=True)
class Question:
	"""What is typed, and the id of the customer who is meant."""

	text: str
	customer: str


@dataclass(slots=True)
class Places:
	"""The places of the right customers, and times in milliseconds."""

	first: list[float] = field(default_factory=list)
	tenth: list[float] = field(default_factory=list)
	reciprocal: list[float] = field(default_factory=list)
	milliseconds: list[float] = field(default_factory=list)

	def add(self, hits: Sequence[Hit], customer: str, milliseconds: float) -> None:
		"""Count one answer. Customers who tie share their places: each has every one of them in part."""
		places = tied_places(hits, customer)
		self.first.append(fmean([place == 1 for place in places]) if places else 0.0)
		self.tenth.append(fmean([place <= 10 for place in places]) if places else 0.0)
		self.reciprocal.append(fmean([1 / place for place in places]) if places else 0.0)
		self.milliseconds.append(milliseconds)

	def summary(self) -> dict[str, float]:
		"""Recall at 1 and 10, mean reciprocal rank, and the times that half and nineteen of twenty stay below."""
		return {
			"r1": round(fmean(self.first), 4),
			"r10": round(fmean(self.tenth), 4),
			"mrr": round(fmean(self.reciprocal), 4),
			**times(self.milliseconds),
		}


def tied_places(hits: Sequence[Hit], customer: str) -> list[int]:
	"""The places, from 1, of all hits as likely as this customer; none when the customer is not among the hits."""
	found = next((hit.likeness for hit in hits if hit.customer == customer), None)
	return (
		[] if found is None else [place for place, hit in enumerate(hits, start=1) if hit.likeness == found]
	)


def times(milliseconds: Sequence[float]) -> dict[str, float]:
	"""The middle value and the one that nineteen of twenty stay below."""
	if len(milliseconds) < 2:
		return {"p50_ms": round(milliseconds[0], 2), "p95_ms": round(milliseconds[0], 2)}
	cuts = quantiles(milliseconds, n=20, method="inclusive")
	return {"p50_ms": round(cuts[9], 2), "p95_ms": round(cuts[18], 2)}


def measure(search: Search, questions: Iterable[Question]) -> dict[str, float]:
	"""Ask everything and sum up."""
	places = Places()
	for question in questions:
		started = perf_counter()
		hits = search(question.text, LIMIT)
		places.add(hits, question.customer, 1000 * (perf_counter() - started))
	return places.summary()
