"""What the indices of a site are called."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import datetime, timezone

from workshop_crm.adapters.search.elasticsearch.mapping import SCHEMA


@dataclass(frozen=True, slots=True)
class Names:
	"""`alias` is what is searched; `building` stands beside it while a new index is filled; indices match `pattern`."""

	prefix: str

	@property
	def alias(self) -> str:
		return f"{self.prefix}-customers-v{SCHEMA}"

	@property
	def building(self) -> str:
		return f"{self.prefix}-customers-building-v{SCHEMA}"

	@property
	def pattern(self) -> str:
		return f"{self.alias}-*"

	@property
	def any_version(self) -> str:
		return f"{self.prefix}-customers-v*"

	def is_older(self, index: str) -> bool:
		"""Whether an earlier version of the app made this index, which none can use any more."""
		version = index.removeprefix(f"{self.prefix}-customers-v").partition("-")[0]
		return version.isdigit() and int(version) < SCHEMA

	def new_index(self) -> str:
		"""A name no index has: the time in UTC and some chance."""
		return f"{self.alias}-{datetime.now(timezone.utc):%Y%m%d%H%M%S}-{secrets.token_hex(3)}"
