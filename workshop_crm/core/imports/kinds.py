"""What the two kinds of files have in common while their rows are read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.imports.cells import Rule


class Missing(NamedTuple):
	"""A row as a whole cannot be used: the field to look at, why, and what to do."""

	field: str
	reason: InvalidInput
	advice: str


@dataclass(frozen=True, slots=True)
class Kind:
	"""`check` looks at the row as a whole, `build` makes the record of a row in which nothing is wrong.

	`may_be_total` says of the values of a row whether they could be sums of the other rows.
	"""

	rules: Mapping[str, Rule]
	check: Callable[[Mapping[str, Any]], Missing | None]
	build: Callable[[int, Mapping[str, Any]], Any]
	may_be_total: Callable[[Mapping[str, Any]], bool]
