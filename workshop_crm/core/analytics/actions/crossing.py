"""Whether a customer crosses a rule's line: decided from the records alone, so that a job may run late or twice."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from itertools import pairwise
from math import ceil
from statistics import median
from typing import Any, Protocol

from workshop_crm.core.analytics.actions.rules import HIGH_RISK, LAPSED, ActionRule, Trigger
from workshop_crm.core.analytics.rules import SegmentThresholds

FIRST_LOOK_BACK = timedelta(days=7)
MAX_LOOK_BACK = timedelta(days=31)
"""What crossed longer ago is no news any more, however long no job has run."""
MAX_LATE = timedelta(days=14)
"""The day of a service moves with each reading of the odometer, so it is looked back further than to the last run."""
TOGETHER = timedelta(days=14)
"""Services of a car due within these days of the first one are one call."""
MIN_GAPS = 2
"""So many times must somebody have come again before a habit is spoken of."""


@dataclass(frozen=True, slots=True)
class Window:
	"""The days that are looked at; both are included."""

	first: date
	last: date

	def includes(self, day: date) -> bool:
		return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class Crossing:
	"""A customer crossed a line on `day`. `what` names it among all crossings of the customer.

	`facts` are plain JSON values from which `words` makes the reason. A low score has its `follow_up`, a due service
	its `vehicle`.
	"""

	day: date
	what: str
	facts: dict[str, Any] = field(default_factory=dict)
	vehicle: str | None = None
	follow_up: str | None = None


@dataclass(frozen=True, slots=True)
class LowScore:
	"""An answer that met one of its survey's rules for follow-ups; `score` is 0..100, `rating` 1..5."""

	response: str
	answered_on: datetime
	score: int | None
	rating: int | None
	follow_up: str | None


class DueService(Protocol):
	"""The next time of a service of a car."""

	@property
	def service_type(self) -> str: ...

	@property
	def due_on(self) -> date | None: ...

	@property
	def last_on(self) -> date: ...


def window(checked_until: date | None, today: date) -> Window:
	"""The days since the last look, whose day was not over then; a week at the first look."""
	first = checked_until or today - FIRST_LOOK_BACK
	return Window(min(max(first, today - MAX_LOOK_BACK), today), today)


def last_visits_between(trigger: Trigger, thresholds: SegmentThresholds, days: Window) -> Window:
	"""The days on which those may have come last who cross a segment's line in `days`."""
	limit = _limit(trigger, thresholds)
	longest = max(limit, thresholds.new_days)
	return Window(days.first - timedelta(days=longest), days.last - timedelta(days=limit))


def silence(
	trigger: Trigger, thresholds: SegmentThresholds, visits: Sequence[date], days: Window
) -> Crossing | None:
	"""Whether a customer enters a segment within `days` because nothing happened. `visits` has a day for each invoice."""
	if not visits or trigger not in (HIGH_RISK, LAPSED):
		return None
	last = max(visits)
	day = _day_of_entering(trigger, thresholds, last, len(visits))
	if day is None or not days.includes(day):
		return None
	facts = {"last_visit": last.isoformat(), "usual_days": usual_days(visits)}
	return Crossing(day, f"silent since {last.isoformat()}", facts)


def usual_days(visits: Iterable[date]) -> int | None:
	"""The median number of days between visits; None for who has not come often enough to have a habit."""
	gaps = [(later - earlier).days for earlier, later in pairwise(sorted(set(visits)))]
	return round(median(gaps)) if len(gaps) >= MIN_GAPS else None


def low_score(answer: LowScore, days: Window) -> Crossing | None:
	"""Whether a low score came within `days`."""
	day = answer.answered_on.date()
	if not days.includes(day):
		return None
	facts = {"answered_on": day.isoformat(), "score": answer.score, "rating": answer.rating}
	return Crossing(day, f"answer {answer.response}", facts, follow_up=answer.follow_up)


def service_due(
	rule: ActionRule, vehicle: str, services: Iterable[DueService], days: Window
) -> Crossing | None:
	"""Whether it is time to call about a car. `services` are what it needs, in any order.

	The same service is the same crossing until it is done again, however its day moves.
	"""
	lead = timedelta(days=rule.lead_days)
	earliest = min(days.first, days.last - MAX_LATE)
	dated = sorted(
		((one.due_on, one.service_type, one.last_on) for one in services if one.due_on),
		key=lambda one: one[:2],
	)
	fresh = [one for one in dated if one[0] - lead >= earliest]
	if not fresh or fresh[0][0] - lead > days.last:
		return None
	due_on, service, last_on = fresh[0]
	together = [name for day, name, _last in fresh if day <= due_on + TOGETHER]
	facts = {"services": together, "due_on": due_on.isoformat(), "last_on": last_on.isoformat()}
	return Crossing(due_on - lead, f"service {vehicle} {service} {last_on.isoformat()}", facts, vehicle)


def rank_of_least_valuable(customers: int, top_percent: int) -> int | None:
	"""The place, from 0, of the least valuable customer whom a rule speaks of; None when it speaks of everybody."""
	if top_percent in (0, 100) or customers == 0:
		return None
	return ceil(customers * top_percent / 100) - 1


def is_valuable(clv: float | None, least: float | None) -> bool:
	"""Whether a customer's value is at least `least`; who has none yet is only among everybody."""
	return least is None or (clv is not None and clv > 0 and clv >= least)


def is_kept_back(last_made_on: date | None, every_days: int, today: date) -> bool:
	"""Whether the rule has taken this customer too lately."""
	return last_made_on is not None and last_made_on > today - timedelta(days=every_days)


def _limit(trigger: Trigger, thresholds: SegmentThresholds) -> int:
	return thresholds.active_days if trigger == HIGH_RISK else thresholds.high_risk_days


def _day_of_entering(trigger: Trigger, thresholds: SegmentThresholds, last: date, visits: int) -> date | None:
	"""As `segments.assign` counts: who came once stays New for a while, and may never be at risk."""
	enters = _limit(trigger, thresholds)
	leaves = thresholds.high_risk_days if trigger == HIGH_RISK else thresholds.lapsed_days
	if visits == 1:
		enters = max(enters, thresholds.new_days)
	return last + timedelta(days=enters) if enters < leaves else None
