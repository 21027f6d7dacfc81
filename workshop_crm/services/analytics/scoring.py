"""The job that values every customer."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

import frappe
from frappe.realtime import get_site_room
from frappe.utils import getdate, now_datetime

from workshop_crm.core.analytics.arrays import NO_DAY, Integers, iso_day
from workshop_crm.core.analytics.columns import Columns, not_ready
from workshop_crm.core.analytics.facts import CustomerValues
from workshop_crm.core.analytics.names import UNKNOWN
from workshop_crm.core.analytics.scores import Scores
from workshop_crm.core.analytics.segments import NO_SEGMENT, segment_name
from workshop_crm.core.analytics.workings import Workings
from workshop_crm.services.analytics import columns as kept
from workshop_crm.services.analytics.facts import read_facts
from workshop_crm.services.analytics.records import ANALYTICS, FRESH, SNAPSHOT
from workshop_crm.services.platform import settings

CHUNK, SNAPSHOTS = 1000, 5000
PROGRESS = "workshop_crm_analytics_progress"
COLUMNS = (
	"customer",
	"company",
	"segment",
	"clv",
	"p_alive",
	"expected_visits",
	"fewest_visits",
	"most_visits",
	"rfm_group",
	"chance_of_visit",
	"chance_days",
	"visits",
	"revenue",
	"monetary_value",
	"first_visit",
	"last_visit",
	"recency_days",
	"computed_on",
	"method",
)
SNAPSHOT_COLUMNS = ("customer", "company", "segment", "clv", "p_alive", "expected_visits", "revenue")

Progress = Callable[[int, int], None]


def run(progress: Progress | None = None) -> int:
	"""Make the columns anew and value all customers who have come, as of today; returns how many.

	One run at a time. Reading goes on where an interrupted run stopped; storing the same rows again changes nothing.
	Raises Conflict while another one runs.
	"""
	with kept.lock_job() as mine:
		if not mine:
			raise not_ready()
		kept.wanted_run().unlink(missing_ok=True)
		shown = _Progress(progress)
		# A mark set from now on may be of a visit that is not read here, and stays.
		stale = frappe.get_all(ANALYTICS, {"is_stale": 1}, pluck="name", order_by=None, limit=0)
		valued = _Run(kept.rebuild(shown.reading))
		valued.keep()
		came = valued.came
		for done in valued.store(came):
			shown.storing(done, len(came))
		customers = valued.named(came)
		_store_snapshot(customers)
		_drop_unknown(set(customers))
		_forget_marks(stale)
		_tell_dashboards()
		return len(customers)


def run_if_stale() -> None:
	"""For the scheduler: value those again who came since the last time, or all when somebody asked for that."""
	columns = kept.current()
	if kept.wanted_run().exists() or columns.values is None:
		run()
		return
	with kept.lock_job() as mine:
		stale = frappe.get_all(ANALYTICS, {"is_stale": 1}, pluck="name", order_by=None, limit=0)
		codes = columns.customers.codes(stale)
		came = np.union1d(codes[codes != UNKNOWN], _never_valued(columns))
		if mine and len(came):
			_value_again(columns, came, stale)


def want_run() -> None:
	"""Have the scheduler value all customers, whoever came."""
	wanted = kept.wanted_run()
	wanted.parent.mkdir(parents=True, exist_ok=True)
	wanted.touch()


def _never_valued(columns: Columns) -> Integers:
	assert columns.values is not None
	visited = np.zeros(len(columns.customers), np.bool_)
	visited[columns.visits["customer"]] = True
	return np.flatnonzero(visited & (columns.values.segment == NO_SEGMENT))


def _value_again(columns: Columns, codes: Integers, stale: Sequence[str]) -> None:
	"""All others keep their values until the night, on the dashboard and on their profiles."""
	valued = _Run(columns)
	valued.keep(codes)
	came = valued.scores.first_day[codes] != NO_DAY
	for _done in valued.store(codes[came]):
		pass
	_drop(valued.named(codes[~came]))
	_forget_marks(stale)
	_tell_dashboards()


class _Run:
	"""The customers of some columns, valued as of today."""

	def __init__(self, columns: Columns) -> None:
		self.columns = columns
		self.workings = Workings(replace(read_facts(columns, everything=True), values=None))
		self.scores: Scores = self.workings.scores

	@property
	def came(self) -> Integers:
		"""Codes of those who have come."""
		return np.flatnonzero(self.scores.first_day != NO_DAY)

	def keep(self, only: Integers | None = None) -> None:
		"""Put the values beside the columns, those of these customers alone when they are named."""
		before = self.columns.values
		if only is None or before is None:
			values = self.workings.values_to_keep()
		else:
			now = replace(self.scores.values(), history=self.workings.value_history)
			values = _mixed(before, now, only)
		kept.keep_values(values, self.columns)

	def store(self, codes: Integers) -> Iterator[int]:
		"""Store the values of these customers on their records; yields how many are done."""
		computed_on, company = now_datetime(), settings.company()
		rows = [self._row(code, company, computed_on) for code in codes.tolist()]
		yield from _upsert(ANALYTICS, COLUMNS, rows)

	def named(self, codes: Integers) -> list[str]:
		return [self.columns.customers[code] for code in codes.tolist()]

	def _row(self, code: int, company: str, computed_on: Any) -> tuple[Any, ...]:
		scores, ahead = self.scores, self.workings.prospects
		return (
			self.columns.customers[code],
			company,
			segment_name(int(scores.segment[code])),
			round(float(scores.clv[code]), 2),
			float(scores.p_alive[code]),
			float(scores.expected_visits[code]),
			int(ahead.fewest[code]),
			int(ahead.most[code]),
			ahead.group_name(code) or "",
			0.0 if ahead.chance is None else float(ahead.chance[code]),
			ahead.chance_days,
			int(scores.visits[code]),
			float(scores.revenue[code]),
			round(float(scores.monetary_value[code]), 2),
			iso_day(int(scores.first_day[code])),
			iso_day(int(scores.last_day[code])),
			int(scores.recency_days[code]),
			computed_on,
			scores.method,
		)


def _mixed(before: CustomerValues, now: CustomerValues, only: Integers) -> CustomerValues:
	"""What was stored before, with the values of these customers as they are now."""

	def mixed(old: Any, new: Any) -> Any:
		column = old.copy()
		column[only] = new[only]
		return column

	history = before.history
	if history and now.history and history.months == now.history.months:
		history = replace(
			history, clv=[mixed(old, new) for old, new in zip(history.clv, now.history.clv, strict=True)]
		)
	return replace(
		before,
		segment=mixed(before.segment, now.segment),
		clv=mixed(before.clv, now.clv),
		p_alive=mixed(before.p_alive, now.p_alive),
		history=history,
	)


def _store_snapshot(customers: Sequence[str]) -> None:
	"""Keep the values of the running month; the last run of a month is what is left of it."""
	names = ", ".join(f"`{column}`" for column in SNAPSHOT_COLUMNS)
	changes = ", ".join(
		f"`{column}` = values(`{column}`)" for column in (*SNAPSHOT_COLUMNS, "modified", "modified_by")
	)
	month = getdate().replace(day=1)
	values = {"prefix": f"{month:%Y-%m}-", "month": month, "now": now_datetime(), "user": frappe.session.user}
	for start in range(0, len(customers), SNAPSHOTS):
		frappe.db.sql(
			f"""insert into `tab{SNAPSHOT}` (name, creation, modified, owner, modified_by, month, {names})
			select left(concat(%(prefix)s, name), 140), %(now)s, %(now)s, %(user)s, %(user)s, %(month)s, {names}
			from `tab{ANALYTICS}` where name in %(some)s on duplicate key update {changes}""",
			{**values, "some": tuple(customers[start : start + SNAPSHOTS])},
		)
		frappe.db.commit()


def _drop_unknown(known: set[str]) -> None:
	"""Customers who were deleted, or whose only invoice was cancelled, have no value."""
	_drop([name for name in frappe.get_all(ANALYTICS, pluck="name", limit=0) if name not in known])


def _drop(gone: Sequence[str]) -> None:
	for start in range(0, len(gone), CHUNK):
		frappe.db.delete(ANALYTICS, {"name": ("in", gone[start : start + CHUNK])})


def _forget_marks(stale: Sequence[str]) -> None:
	for start in range(0, len(stale), CHUNK):
		marked = {"name": ("in", stale[start : start + CHUNK])}
		frappe.db.set_value(ANALYTICS, marked, "is_stale", 0, update_modified=False)


def _tell_dashboards() -> None:
	"""Every dashboard that is open fetches the new figures, each user with their own permissions."""
	frappe.publish_realtime(FRESH, room=get_site_room(), after_commit=True)
	frappe.db.commit()


@dataclass
class _Progress:
	"""Reading is the first half of the way and storing the second, for a bar of the caller's and for open dashboards."""

	tell: Progress | None
	told: int = -1

	def reading(self, done: int, total: int) -> None:
		self._at(done / max(total, 1) / 2)

	def storing(self, done: int, total: int) -> None:
		self._at((1 + done / max(total, 1)) / 2)

	def _at(self, share: float) -> None:
		percent = int(share * 100)
		if percent == self.told:
			return
		self.told = percent
		if self.tell:
			self.tell(percent, 100)
		frappe.publish_realtime(PROGRESS, {"percent": percent}, room=get_site_room())


def _upsert(doctype: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]) -> Iterator[int]:
	"""Insert or replace rows whose first value is their name, in few statements; yields how many are done.

	Each statement is committed: an invoice that is submitted meanwhile marks one of these rows and must not wait.
	"""
	names = ", ".join(f"`{column}`" for column in columns)
	changes = ", ".join(
		f"`{column}` = values(`{column}`)" for column in (*columns, "modified", "modified_by")
	)
	place = f"({', '.join(['%s'] * (len(columns) + 5))})"
	user, now = frappe.session.user, now_datetime()
	for start in range(0, len(rows), CHUNK):
		chunk = rows[start : start + CHUNK]
		values = [value for row in chunk for value in (row[0], now, now, user, user, *row)]
		frappe.db.sql(
			f"""insert into `tab{doctype}` (name, creation, modified, owner, modified_by, {names})
			values {", ".join([place] * len(chunk))} on duplicate key update {changes}""",
			values,
		)
		frappe.db.commit()
		yield start + len(chunk)
