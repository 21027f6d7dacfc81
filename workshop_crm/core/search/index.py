"""What the app asks of a search engine. An engine brings candidates; `finding` asks it, and `ranking` decides."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.query import Query

# Whom the user may see: their ids, or a function that is given ids and returns those; None for all customers.
Ask = Callable[[Sequence[str]], Collection[str]]
Allowed = Collection[str] | Ask


@dataclass(frozen=True, slots=True)
class IndexStatus:
	"""`customers` that the index holds; it is worn out when so much was changed that a rebuild would make it faster."""

	customers: int
	is_worn_out: bool = False


class SearchIndex(Protocol):
	"""The customers of a site as an engine keeps them.

	Every method raises IndexUnavailable when the index must be rebuilt first, but `rebuild`, and EngineUnavailable when the
	engine cannot be used now. `allowed` is applied before anything is cut.
	"""

	@property
	def region(self) -> str:
		"""The country (ISO 3166) of phone numbers typed without a country code."""
		...

	@property
	def keeps_notes(self) -> bool:
		"""Whether documents should come with their notes."""
		...

	def candidates(self, query: Query, allowed: Allowed | None) -> list[Candidate]:
		"""Customers who may answer the query, in any order; those whom `ranking` puts first are among them."""
		...

	def recent(self, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""The customers seen last, disabled ones at the end."""
		...

	def noted(self, text: str, most: int, allowed: Allowed | None) -> list[Candidate]:
		"""Customers whose notes hold all words of the text, the best first."""
		...

	def write(
		self, documents: Iterable[CustomerDocument], deletes: Iterable[str] = (), version: int | None = None
	) -> None:
		"""Write these customers and forget the others. Of two writes of a customer the one with the higher version counts.

		Raises DocumentsRefused, with all others written, for customers that the engine will never take.
		"""
		...

	def rebuild(self, documents: Iterable[CustomerDocument], version: int | None = None) -> None:
		"""Make the index anew from all customers; searches use the old one until the new one is complete.

		`version` is a number given before the first document is read. Raises DocumentsRefused as `write`.
		"""
		...

	def status(self) -> IndexStatus:
		"""How the index is, with everything written so far."""
		...
