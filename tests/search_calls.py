"""Filling an index from customers at hand."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import dropwhile, islice

from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.index import SearchIndex


@dataclass(frozen=True)
class AtHand:
	"""A source of customers in the order in which they are given."""

	documents: Iterable[CustomerDocument]

	def after(self, customer: str) -> Iterable[CustomerDocument]:
		if not customer:
			return self.documents
		return islice(dropwhile(lambda one: one.customer != customer, self.documents), 1, None)

	def of(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		return [one for one in self.documents if one.customer in customers]


def fill(index: SearchIndex, documents: Iterable[CustomerDocument], version: int | None = None) -> None:
	"""Make the index anew from these customers."""
	index.rebuild(AtHand(documents), version=version)
