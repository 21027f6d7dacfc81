"""The page of the day: its sections, how many rows each has, and the branch that it shows."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, InvalidInput

Section = Literal["visits", "baskets", "unpaid", "follow_ups", "due", "at_risk", "messages"]
SECTIONS: tuple[Section, ...] = get_args(Section)
"""In their order on the page."""

ROWS = 5
"""First rows of a section; the rest is behind its link, or comes by and by."""
MAX_ROWS = 100
MAX_COUNTED = 1_000
"""Counting goes on no further: nobody works through more in a day, and the page has to be there at once."""


def read_section(name: str) -> tuple[Section, ...]:
	"""The section that is asked for, or all. Raises InvalidInput for one that there is not."""
	if not name:
		return SECTIONS
	found = tuple(one for one in SECTIONS if one == name)
	if not found:
		raise InvalidInput(N_("There is no such part of this page.")).at("section")
	return found


def chosen_branch(asked: str, branches: Sequence[str]) -> str:
	"""The branch to show, empty for all: one that was kept by a browser may be gone by now."""
	return asked if asked in branches else ""


def section_view(rows: Iterable[Mapping[str, Any]], found: int, **beside: Any) -> dict[str, Any]:
	"""A section: its first rows, and how many there are, as far as they were counted."""
	return {
		"rows": list(rows),
		"total": min(found, MAX_COUNTED),
		"is_more": found > MAX_COUNTED,
		**beside,
	}


def day_view(
	today: date, branches: Sequence[str], branch: str, sections: Mapping[str, Mapping[str, Any]]
) -> dict[str, Any]:
	"""The reply. A section that the reader may not see is not there; branches are offered where there are several."""
	return {
		"today": today.isoformat(),
		"branches": list(branches) if len(branches) > 1 else [],
		"branch": branch,
		"sections": dict(sections),
	}
