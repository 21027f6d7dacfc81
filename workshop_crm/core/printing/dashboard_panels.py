"""The panels of the dashboard as tables on paper."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.analytics.funnel_steps import FUNNEL_WORDS
from workshop_crm.core.analytics.table_heads import (
	CAME_AGAIN,
	FORECAST_HEADS,
	FUNNEL_HEADS,
	RATING_HEADS,
	RETURN_HEADS,
	SEGMENT_HEADS,
	VALUE_GROUP_HEADS,
)
from workshop_crm.core.analytics.weekdays import WEEKDAY_NAMES
from workshop_crm.core.common.dates import written_month
from workshop_crm.core.common.errors import N_
from workshop_crm.core.printing.figures import Figures
from workshop_crm.core.printing.words import Piece, typed

Translate = Callable[[str], str]
NOTHING = "\N{EN DASH}"
_LATIN_LETTER = re.compile("[A-Za-z]")
MAX_MONTHS = 13


@dataclass(frozen=True, slots=True)
class Cell:
	"""`share` (0..1) is how dark the background is in a heat table, 0 for a plain cell."""

	text: Piece
	share: float = 0.0


@dataclass(frozen=True, slots=True)
class Section:
	"""A heading, the names of the columns, and rows of as many cells; the first cell of a row is its name.

	Where the columns are points of time, they run from left to right in both languages, as on the screen.
	"""

	title: Piece
	header: tuple[Piece, ...]
	rows: tuple[tuple[Cell, ...], ...]
	columns_are_time: bool = False


@dataclass(frozen=True, slots=True)
class Panels:
	"""`document` is the reply of `core.analytics.dashboard.build`."""

	document: Mapping[str, Any]
	figures: Figures
	translate: Translate

	def piece(self, text: str) -> Piece:
		"""Latin letters alone read from the left, all else as the print."""
		return typed(text) if _LATIN_LETTER.search(text) else Piece(text, self.figures.language)

	def share(self, share: float | None) -> str:
		return NOTHING if share is None else self.figures.percent(round(Decimal(str(share)) * 100, 1))

	def trend(self) -> Section:
		trend, money = self.document["clv_trend"], self.figures.money
		rows = zip(trend["labels"], trend["average"], trend["total"], strict=True)
		return self._section(
			N_("Expected value per customer"),
			(N_("Month"), N_("Average per customer"), N_("Total lifetime value")),
			((self._month(month), money(average), money(total)) for month, average, total in rows),
		)

	def segments(self) -> Section:
		number, money = self.figures.number, self.figures.money
		return self._section(
			N_("Segments"),
			SEGMENT_HEADS,
			(
				(
					self.translate(row["segment"]),
					number(row["customers"]),
					money(row["revenue"]),
					money(row["clv"]),
				)
				for row in self.document["segments"]
			),
		)

	def satisfaction(self) -> Section:
		counted = self.document["satisfaction"]
		rows = zip(counted["labels"], counted["counts"], strict=True) if any(counted["counts"]) else ()
		return self._section(
			N_("Ratings"),
			RATING_HEADS,
			((self.figures.number(int(label)), self.figures.number(count)) for label, count in rows),
		)

	def funnel(self) -> Section:
		number, found = self.figures.number, self.document["funnel"]
		return self._section(
			N_("From the invitation to the answer"),
			FUNNEL_HEADS,
			(
				(
					self.translate(FUNNEL_WORDS[row["step"]]),
					number(row["customers"]),
					number(row["invitations"]),
					self.share(row["share"]),
				)
				for row in (found if found[0]["invitations"] else ())
			),
		)

	def services(self) -> Section:
		number, money = self.figures.number, self.figures.money
		arabic = self.figures.language == "ar"
		return self._section(
			N_("Services"),
			(N_("Service type"), N_("Visits"), N_("Revenue"), N_("Median days between visits")),
			(
				(
					(arabic and row["name_ar"]) or row["service_type"],
					number(row["visits"]),
					money(row["revenue"]),
					NOTHING if row["median_days_between"] is None else number(row["median_days_between"]),
				)
				for row in self.document["service_frequency"]
			),
		)

	def retention(self) -> Section:
		"""Shares of each cohort; a month that is not over yet has no colour."""
		found = self.document["retention"]
		periods = min(found["periods"], MAX_MONTHS)
		header = (
			N_("First visit"),
			N_("Customers"),
			*(self.figures.number(period) for period in range(1, periods)),
		)
		rows = tuple(self._cohort(row, periods) for row in found["rows"])
		return Section(
			self._title(N_("Do customers come back?")), self._heads(header), rows, columns_are_time=True
		)

	def _cohort(self, row: Mapping[str, Any], periods: int) -> tuple[Cell, ...]:
		cells = []
		for share, complete in list(zip(row["shares"], row["complete"], strict=True))[1:periods]:
			text = self.figures.percent(Decimal(round(share * 100)))
			cells.append(Cell(self.piece(text), share if complete else 0.0))
		missing = [Cell(self.piece(""))] * (periods - 1 - len(cells))
		return (
			*self._cells((self._month(row["cohort"]), self.figures.number(row["size"]))),
			*cells,
			*missing,
		)

	def heatmap(self) -> Section:
		counted = self.document["heatmap"]
		most = max((max(counts, default=0) for counts in counted["counts"]), default=0)
		header = (N_("Weekday"), *(self.figures.number(hour) for hour in counted["hours"]))
		rows = tuple(
			(
				*self._cells((self.translate(WEEKDAY_NAMES[weekday]),)),
				*(
					Cell(self.piece(self.figures.number(count) if count else ""), count / most)
					for count in counts
				),
			)
			for weekday, counts in zip(counted["weekdays"], counted["counts"], strict=True)
			if most
		)
		return Section(
			self._title(N_("When customers come")), self._heads(header), rows, columns_are_time=True
		)

	def tier_moves(self) -> Section:
		"""Customers who moved, each row as dark as its own most."""
		moved = self.document["tier_moves"]
		header = (N_("Tier"), *(self._month(month) for month in moved["months"]))
		rows = tuple(
			(*self._cells((self._move(row),)), *self._counts(row["counts"])) for row in moved["rows"]
		)
		return Section(
			self._title(N_("Moves between tiers")), self._heads(header), rows, columns_are_time=True
		)

	def value_groups(self) -> Section:
		number, money, groups = self.figures.number, self.figures.money, self.document["value_groups"]
		return self._section(
			N_("Who the expected value comes from"),
			VALUE_GROUP_HEADS,
			(
				(
					number(row["group"]),
					number(row["customers"]),
					money(row["lowest"]),
					money(row["highest"]),
					money(row["total"]),
					self.share(row["share"]),
				)
				for row in (groups if any(row["total"] for row in groups) else ())
			),
		)

	def return_curves(self) -> Section:
		found, number = self.document["return_curves"], self.figures.number
		within = self.translate(CAME_AGAIN)
		header = (
			*self._heads(RETURN_HEADS),
			*(self.piece(within.format(days=number(days))) for days in found["days"]),
		)
		rows = (
			(
				self._service(curve["service_type"]) or self.translate(N_("Any service")),
				number(curve["visits"]),
				NOTHING if curve["median_days"] is None else number(curve["median_days"]),
				*map(self.share, curve["shares"]),
			)
			for curve in found["curves"]
		)
		return Section(
			self._title(N_("How soon customers come again")), header, tuple(map(self._cells, rows))
		)

	def service_months(self) -> Section:
		"""Visits, each row as dark as its own most."""
		counted = self.document["service_months"]
		header = (N_("Service type"), *(self._month(month) for month in counted["months"]))
		rows = tuple(
			(*self._cells((self._named(row),)), *self._counts(row["counts"])) for row in counted["rows"]
		)
		return Section(self._title(N_("Services by month")), self._heads(header), rows, columns_are_time=True)

	def forecast(self) -> Section:
		number, day = self.figures.number, self.figures.day
		return self._section(
			N_("How good the forecast was"),
			FORECAST_HEADS,
			(
				(
					day(_day(row["split"])),
					day(_day(row["until"])),
					number(row["expected"]),
					number(row["actual"]),
					self.share(row["error"]),
					NOTHING if row["auc"] is None else number(row["auc"], 2),
				)
				for row in self.document["forecast"]
			),
		)

	def _named(self, row: Mapping[str, Any]) -> str:
		arabic = row["name_ar"] if self.figures.language == "ar" else ""
		return str(arabic or row["service_type"])

	def _service(self, service_type: str | None) -> str:
		"""A service type by its name in the language of the print; empty for none."""
		names = {row["service_type"]: self._named(row) for row in self.document["service_frequency"]}
		return names.get(service_type, service_type) if service_type else ""

	def _move(self, row: Mapping[str, Any]) -> str:
		left, reached = (self._tier(row, which) for which in ("from_tier", "to_tier"))
		if not left:
			return self.translate(N_("New in {0}")).format(reached)
		return self.translate(N_("{0} to {1}")).format(left, reached)

	def _tier(self, row: Mapping[str, Any], which: str) -> str:
		arabic = row[f"{which}_ar"] if self.figures.language == "ar" else ""
		return str(arabic or row[which])

	def _counts(self, counts: Sequence[int]) -> Iterable[Cell]:
		most = max(counts)
		return (
			Cell(self.piece(self.figures.number(count) if count else ""), count / most) for count in counts
		)

	def _section(self, title: str, header: Sequence[str], rows: Iterable[Sequence[str]]) -> Section:
		return Section(self._title(title), self._heads(header), tuple(map(self._cells, rows)))

	def _title(self, title: str) -> Piece:
		return self.piece(self.translate(title))

	def _heads(self, header: Iterable[str]) -> tuple[Piece, ...]:
		return tuple(map(self._title, header))

	def _cells(self, texts: Iterable[str]) -> tuple[Cell, ...]:
		return tuple(Cell(self.piece(text)) for text in texts)

	def _month(self, label: str) -> str:
		"""Of YYYY-MM."""
		return written_month(_day(f"{label}-01"), self.figures.language)


def _day(iso: str) -> date:
	return date.fromisoformat(iso[:10])
