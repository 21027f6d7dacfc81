"""What the app asks of a search engine. An engine brings candidates; `finding` asks it, and `ranking` decides."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from workshop_crm.core.search.documents import Candidate, CustomerDocument
from workshop_crm.core.search.query import Query
from workshop_crm.core.search.visible import Allowed


@dataclass(frozen=True, slots=True)
class IndexStatus:
	"""`customers` that the index holds; it is worn out when so much was changed that a rebuild would make it faster.

	`is_unfinished`: a rebuild was interrupted, and another one would go on where it stopped.
	"""

	customers: int
	is_worn_out: bool = False
	is_unfinished: bool = False


@dataclass(frozen=True, slots=True)
class Rebuilt:
	"""`went_on_behind` is the last customer of an interrupted rebuild that was taken up, empty when it began anew.

	`refused` are those whom the engine will never take, and why.
	"""

	went_on_behind: str = ""
	refused: Mapping[str, str] = field(default_factory=dict)


class Source(Protocol):
	"""All customers of a site, in an order that stays the same from one run to the next."""

	def after(self, customer: str) -> Iterable[CustomerDocument]:
		"""Those behind this customer; all for the empty one."""
		...

	def of(self, customers: Sequence[str]) -> Iterable[CustomerDocument]:
		"""Those of the named customers who exist."""
		...


class SearchIndex(Protocol):
	"""The customers of a site as an engine keeps them.

	Every method raises IndexUnavailable when the index must be rebuilt first, but `rebuild`, and EngineUnavailable when the
	engine cannot be used now. `allowed` says whom the user may see, None for all; it is applied before anything is cut.
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

	def rebuild(self, source: Source, purpose: str = "", version: int | None = None) -> Rebuilt:
		"""Make the index anew from all customers; searches use the old one until the new one is complete.

		An interrupted one of the same `purpose` is taken up where it stopped, unless that was long ago. What `write` was
		given in between is not lost. Returns the customer behind whom it went on; empty when it began anew.
		`version` is a number given before the first document is read. Raises DocumentsRefused as `write`.
		"""
		...

	def status(self) -> IndexStatus:
		"""How the index is, with everything written so far."""
		...
