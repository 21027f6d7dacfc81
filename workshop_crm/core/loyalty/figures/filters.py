"""Which program and days the figures are about, and which cell of a table is asked about."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.periods import months_after, read_period

FIRST_DAY = date(1900, 1, 1)
AGAIN_MONTHS = 12
"""Within how many months a customer who comes again counts as one."""

Table = Literal["points", "breakage", "tiers", "flows", "members", "cost", "rewards", "rules"]
TABLES: tuple[Table, ...] = get_args(Table)
_MONTH = re.compile(r"[12][0-9]{3}-(0[1-9]|1[0-2])")


NO_PROGRAM = N_("There is no loyalty program yet. Set one up first.")


def unknown_program(name: str) -> InvalidInput:
	return InvalidInput(N_("There is no loyalty program {program}."), program=name[:140])


@dataclass(frozen=True, slots=True)
class FigureArguments:
	"""The filters as a request carries them. Empty text is open; no program is the one in use."""

	program: str | None = None
	from_date: str | None = None
	to_date: str | None = None

	def read(self, today: date) -> Span:
		"""Raises InvalidInput for a bad date or order. What is still to come is left out."""
		period = read_period(self.from_date, self.to_date)
		end = max(min(period.end or today, today), FIRST_DAY)
		return Span(min(max(period.start or FIRST_DAY, FIRST_DAY), end), end, today)


@dataclass(frozen=True, slots=True)
class Span:
	"""The days that are counted, both included; `today` is the day of the question."""

	start: date
	end: date
	today: date

	@property
	def before(self) -> date:
		"""The day before the first one."""
		return self.start - timedelta(days=1)

	@property
	def last_expired(self) -> date:
		"""The last day in the span on which points that ended are written off already."""
		return min(self.end, self.today - timedelta(days=1))

	@property
	def index_end(self) -> date:
		"""A visit up to here has had `AGAIN_MONTHS` months until the end."""
		return _months_before(self.end)

	@property
	def index_start(self) -> date:
		return _months_before(self.start)

	def of_month(self, month: str) -> Span:
		"""The days of a month that are in the span; all of it without a month."""
		if not month:
			return self
		first = date.fromisoformat(f"{month}-01")
		last = (months_after(first, 1) or date.max) - timedelta(days=1)
		return Span(max(self.start, first), min(self.end, last), self.today)

	def values(self) -> dict[str, Any]:
		"""The parameters of `statements`, beside the program."""
		return {
			"start": self.start.isoformat(),
			"end": self.end.isoformat(),
			"after": (self.end + timedelta(days=1)).isoformat(),
			"last_expired": self.last_expired.isoformat(),
			"index_start": self.index_start.isoformat(),
			"index_end": self.index_end.isoformat(),
		}


@dataclass(frozen=True, slots=True)
class CellArguments:
	"""A cell of a table as a request names it; what a table has not is left empty."""

	table: str = "points"
	month: str = ""
	row: str = ""
	column: str = ""
	reason: str = ""

	def read(self) -> Cell:
		"""Raises InvalidInput for a table or a month that there is not."""
		table = read_table(self.table)
		if self.month and not _MONTH.fullmatch(self.month):
			raise InvalidInput(N_("{month} is not a month. Write it as 2026-11."), month=self.month[:20])
		return Cell(table, self.month, self.row, self.column, self.reason)


@dataclass(frozen=True, slots=True)
class Cell:
	"""`month` is empty for all days, `reason` that of a move between tiers."""

	table: Table
	month: str = ""
	row: str = ""
	column: str = ""
	reason: str = ""


def read_table(name: str) -> Table:
	for known in TABLES:
		if name == known:
			return known
	raise InvalidInput(N_("There is no table {table}."), table=name[:40])


def _months_before(day: date) -> date:
	"""The calendar of the databases begins long after that of Python."""
	return max(months_after(day, -AGAIN_MONTHS) or FIRST_DAY, FIRST_DAY)
