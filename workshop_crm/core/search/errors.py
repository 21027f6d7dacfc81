"""What an engine may refuse: an index that must be made again, a server that is away, customers that it never takes."""

from __future__ import annotations

from collections.abc import Mapping

from workshop_crm.core.common.errors import N_, WorkshopError


class IndexUnavailable(WorkshopError):
	"""The search index is missing, damaged or of another version: it must be rebuilt with all customers."""


class EngineUnavailable(WorkshopError):
	"""The search engine cannot be used now, for the reason that the message says: trying again later may help."""


class DocumentsRefused(WorkshopError):
	"""The search engine took everything but these customers, and will refuse them again: `refused` says why, by id."""

	def __init__(self, refused: Mapping[str, str]) -> None:
		customer, reason = next(iter(refused.items()))
		super().__init__(
			N_("The search engine refuses {count} customers. {customer}: {reason}"),
			count=len(refused),
			customer=customer,
			reason=reason,
		)
		self.refused = dict(refused)
