"""The names of a customer as sheets have them: whole, or in parts."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from workshop_crm.core.names.fold import fold

_ARABIC = re.compile(r"[\u0621-\u064a]")
# The parts of a name, in their order.
PARTS = ("first_name", "middle_name", "last_name")


def names_of(values: Mapping[str, Any]) -> tuple[str, str]:
	"""The name and the Arabic name of a row; the parts stand in where the row has no whole name in their script."""
	name, name_ar = values.get("name") or "", values.get("name_ar") or ""
	parts = [part for key in PARTS if (part := values.get(key))]
	if name and parts and not values.get("first_name"):
		# The column of the name holds the first one alone.
		said = fold(name).split()
		return " ".join(
			[name, *(part for part in parts if not set(fold(part).split()) <= set(said))]
		), name_ar
	joined = " ".join(parts)
	if not joined:
		return name, name_ar
	if _ARABIC.search(joined):
		return name, name_ar or joined
	return name or joined, name_ar
