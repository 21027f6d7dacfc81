"""Names of customers in the order of their codes, however a host keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Protocol, overload

import numpy as np

from workshop_crm.core.analytics.arrays import Integers

UNKNOWN = -1


class Names(Protocol):
	"""A sequence of distinct names; the index of one is its code."""

	def __len__(self) -> int: ...

	def __getitem__(self, code: int, /) -> str: ...

	def codes(self, names: Sequence[str]) -> Integers:
		"""The code of each name, `UNKNOWN` for one that is not there."""


class PlainNames(Sequence[str]):
	"""Names in memory."""

	def __init__(self, names: Iterable[str] = ()) -> None:
		self._names = tuple(names)
		self._codes: Mapping[str, int] | None = None

	def __len__(self) -> int:
		return len(self._names)

	@overload
	def __getitem__(self, code: int, /) -> str: ...

	@overload
	def __getitem__(self, code: slice, /) -> Sequence[str]: ...

	def __getitem__(self, code: int | slice, /) -> str | Sequence[str]:
		return self._names[code]

	def codes(self, names: Sequence[str]) -> Integers:
		if self._codes is None:
			self._codes = {name: code for code, name in enumerate(self._names)}
		return np.array([self._codes.get(name, UNKNOWN) for name in names], np.int64)
