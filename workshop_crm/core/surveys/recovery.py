"""How well the loop is closed: how long customers wait for a call, and how many are won back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import pairwise
from statistics import median
from typing import Any

from workshop_crm.core.common.issues import DONE
from workshop_crm.core.surveys.follow_up import SOLVED, is_overdue
from workshop_crm.core.surveys.scores.measures import share

AGES = (1, 3, 7)
"""Days that part the open follow-ups by age: up to a day, three days, a week, and longer."""


def is_recovered(follow_up: Mapping[str, Any]) -> bool:
	"""Whether the customer was won back: by the second survey where it was answered, otherwise by the reason of closing.

	`first_score` and `second_score` are the scores of both answers, None where there is none.
	"""
	first, second = follow_up["first_score"], follow_up["second_score"]
	if first is not None and second is not None:
		return bool(second > first)
	return bool(follow_up["follow_up_reason"] == SOLVED)


def loop_view(follow_ups: Sequence[Mapping[str, Any]], now: datetime) -> dict[str, Any]:
	"""Open follow-ups by age; hours to the first contact and to the close, medians; the recovery rate among the closed.

	The rate has Wilson's interval. Hours count from the answer.
	"""
	closed = [row for row in follow_ups if row["status"] in DONE]
	still_open = [row for row in follow_ups if row["status"] not in DONE]
	recovered = share(sum(map(is_recovered, closed)), len(closed))
	return {
		"open": len(still_open),
		"late": sum(is_overdue(row, now) for row in still_open),
		"closed": len(closed),
		"ages": _ages(still_open, now),
		"hours_to_contact": _median_hours(follow_ups, "follow_up_first_contact_on"),
		"hours_to_close": _median_hours(closed, "follow_up_closed_on"),
		"recovery": recovered._asdict(),
	}


def _ages(still_open: Iterable[Mapping[str, Any]], now: datetime) -> list[dict[str, int | None]]:
	days = [(now - row["follow_up_opened_on"]).total_seconds() / 86_400 for row in still_open]
	ends = [0.0, *map(float, AGES), float("inf")]
	return [
		{
			"up_to_days": None if end == float("inf") else int(end),
			"count": sum((start < age or start == 0) and age <= end for age in days),
		}
		for start, end in pairwise(ends)
	]


def _median_hours(rows: Iterable[Mapping[str, Any]], field: str) -> float | None:
	hours = [(row[field] - row["follow_up_opened_on"]).total_seconds() / 3600 for row in rows if row[field]]
	return round(median(hours), 1) if hours else None
