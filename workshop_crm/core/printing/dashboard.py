"""The dashboard on paper: its figures and tables as text in the reader's language, for a PDF or an e-mail."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop_crm.core.common.dates import written_months
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import DIRECTIONS, Language
from workshop_crm.core.printing.dashboard_panels import NOTHING, Panels, Section, Translate
from workshop_crm.core.printing.figures import Figures
from workshop_crm.core.printing.words import Piece


@dataclass(frozen=True, slots=True)
class Tile:
	label: Piece
	value: Piece
	note: Piece


@dataclass(frozen=True, slots=True)
class DashboardPage:
	"""What the template draws. `about`: label and value of what the figures are of, the filters first."""

	title: Piece
	company: Piece
	language: Language
	direction: str
	about: tuple[tuple[Piece, Piece], ...]
	tiles: tuple[Tile, ...]
	sections: tuple[Section, ...]


def dashboard_page(
	document: Mapping[str, Any], figures: Figures, translate: Translate, company: str, today: date
) -> DashboardPage:
	"""From the reply of `core.analytics.dashboard.build`. Sections without a row are left out."""
	words = _Words(document, figures, translate)
	sections = (
		words.trend(),
		words.value_groups(),
		words.segments(),
		words.satisfaction(),
		words.funnel(),
		words.services(),
		words.service_months(),
		words.return_curves(),
		words.retention(),
		words.heatmap(),
		words.tier_moves(),
		words.forecast(),
	)
	printed = (translate(N_("Printed on")), figures.day(today))
	return DashboardPage(
		title=words.piece(translate(N_("Workshop Dashboard"))),
		company=words.piece(company),
		language=figures.language,
		direction=DIRECTIONS[figures.language],
		about=tuple((words.piece(label), words.piece(value)) for label, value in (*words.filters(), printed)),
		tiles=tuple(Tile(*map(words.piece, texts)) for texts in words.tiles()),
		sections=tuple(section for section in sections if section.rows),
	)


@dataclass(frozen=True, slots=True)
class _Words(Panels):
	"""What stands above the panels."""

	def filters(self) -> Iterable[tuple[str, str]]:
		"""Those that are set, in words; no date stands for all visits there ever were."""
		chosen = self.document["filters"]
		yield self.translate(N_("Visits")), self._period(chosen)
		for name, label in _FILTERS:
			if value := chosen.get(name):
				yield self.translate(label), self._chosen(name, value)
		yield self.translate(N_("Computed on")), self.figures.day(_day(self.document["computed_on"]))
		yield self.translate(N_("Method")), self.translate(self.document["method"])

	def _chosen(self, name: str, value: str) -> str:
		names_ar = self.document["options"]["tier_names_ar"] if name == "tier" else {}
		arabic = names_ar.get(value) if self.figures.language == "ar" else ""
		return arabic or self.translate(value)

	def _period(self, chosen: Mapping[str, str | None]) -> str:
		first, last = chosen["from_date"], chosen["to_date"]
		if first and last:
			both = self.figures.day(_day(first)), self.figures.day(_day(last))
			return self.translate(N_("{first} to {last}")).format(first=both[0], last=both[1])
		if first:
			return self.translate(N_("since {day}")).format(day=self.figures.day(_day(first)))
		if last:
			return self.translate(N_("until {day}")).format(day=self.figures.day(_day(last)))
		return self.translate(N_("all"))

	def tiles(self) -> Iterable[tuple[str, str, str]]:
		"""Label, value and note of each."""
		cards, t = self.document["cards"], self.translate
		number, money = self.figures.number, self.figures.money
		active = t(N_("Active: {0}")).format(number(cards["active_customers"]))
		average = t(N_("Average: {0}")).format(money(cards["average_invoice"]))
		csat, owed = cards["csat"], cards["points_liability"]
		yield t(N_("Customers")), number(cards["customers"]), active
		yield t(N_("Visits")), number(cards["visits"]), average
		yield t(N_("Revenue")), money(cards["revenue"]), ""
		ahead = written_months(self.document["value_months"], self.figures.language)
		yield t(N_("Expected value in {months}")).format(months=ahead), money(cards["total_clv"]), ""
		yield t(N_("Satisfied customers")), self.share(csat["share"]), self._interval(csat)
		yield t(N_("Answered invitations")), self.share(cards["response_rate"]), ""
		yield t(N_("Points owed")), NOTHING if owed is None else money(owed), ""

	def _interval(self, csat: Mapping[str, Any]) -> str:
		if not csat["n"]:
			return ""
		return self.translate(N_("{low} to {high} (answers: {answers})")).format(
			low=self.share(csat["low"]),
			high=self.share(csat["high"]),
			answers=self.figures.number(csat["n"]),
		)


def _day(iso: str) -> date:
	return date.fromisoformat(iso[:10])


_FILTERS = (
	("segment", N_("Segment")),
	("service_type", N_("Service type")),
	("branch", N_("Branch")),
	("tier", N_("Tier")),
	("vehicle_make", N_("Make")),
)
