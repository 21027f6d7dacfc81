"""A customer's profile on paper: what an adviser takes along to the car."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from workshop_crm.core.common.channels import LABELS
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.points import in_points
from workshop_crm.core.printing.figures import Figures
from workshop_crm.core.printing.invoice import Plate, plate
from workshop_crm.core.printing.runs import html_runs
from workshop_crm.core.printing.words import (
	Both,
	Field,
	Piece,
	Translate,
	Writer,
	code,
	fields,
	pieces,
	typed,
)

LATEST_VISITS = 8

LANGUAGES = {"ar": N_("Arabic"), "en": N_("English")}
DUE = {"overdue": N_("Overdue"), "soon": N_("Due soon"), "later": N_("Later")}
TO_NEXT = {
	"Spend": N_("{amount} to {tier}"),
	"Points": N_("{amount} to go until {tier}"),
	"Visits": N_("{amount} visits to {tier}"),
}
VISITS = {"Submitted": "", "Cancelled": N_("Cancelled"), "Return": N_("Credit note")}


@dataclass(frozen=True, slots=True)
class Consent:
	"""`since` is empty where no consent was asked for; `trouble` says why the channel cannot be used."""

	channel: Piece
	since: Piece
	source: Piece
	trouble: Piece | None


@dataclass(frozen=True, slots=True)
class ServiceDue:
	"""`status` is "overdue", "soon" or "later"."""

	service: Both
	when: Piece
	status: str
	status_text: Piece


@dataclass(frozen=True, slots=True)
class Car:
	plate: Plate
	name: Piece
	fields: tuple[Field, ...]
	due: tuple[ServiceDue, ...]


@dataclass(frozen=True, slots=True)
class Visit:
	"""`note` is empty for an ordinary visit."""

	date: Piece
	invoice: Piece
	plate: Piece
	service: Both
	odometer: Piece
	amount: Piece
	note: Piece


@dataclass(frozen=True, slots=True)
class ProfileCard:
	"""`notes` is HTML that was made safe when it was stored. Cars are those the customer has now."""

	language: Language
	direction: str
	title: Both
	number: Piece
	printed_on: Field
	stamp: Both | None
	name: Both
	labels: dict[str, Both]
	contact: tuple[Field, ...]
	channels: tuple[Consent, ...]
	cars: tuple[Car, ...]
	preferences: tuple[tuple[Piece, Piece], ...]
	visits: tuple[Visit, ...]
	visit_count: Piece
	loyalty: tuple[Field, ...]
	notes: str
	empty: Piece


def profile_card(
	view: Mapping[str, Any], language: Language, translate: Translate, today: date, decimals: int = 2
) -> ProfileCard:
	"""`view` is what `core.profile.view.profile_view` gives, in the language of the print."""
	card = _Card(view, Writer(language, translate), Figures(language, view["currency"], decimals))
	return card.made(today)


@dataclass(frozen=True, slots=True)
class _Card:
	view: Mapping[str, Any]
	writer: Writer
	figures: Figures

	def made(self, today: date) -> ProfileCard:
		view, heading = self.view, self.writer.heading
		return ProfileCard(
			language=self.writer.language,
			direction=self.writer.direction,
			title=heading(N_("Customer profile")),
			number=code("" if view["customer"] == view["name"] else view["customer"]),
			printed_on=Field(heading(N_("Printed on")), (self._day(today),)),
			stamp=heading(N_("Disabled customer")) if view["disabled"] else None,
			name=self.writer.names(view["name"], view["name_ar"]),
			labels=self._labels(),
			contact=fields(self._contact()),
			channels=tuple(self._consent(row) for row in view["channels"]),
			cars=tuple(self._car(car) for car in view["vehicles"] if car["is_current"]),
			preferences=tuple(self._preference(line) for line in view["preferences"]["lines"]),
			visits=tuple(self._visit(visit) for visit in view["visits"][:LATEST_VISITS]),
			visit_count=self.writer.figure(self.figures.number(view["visit_count"])),
			loyalty=fields(self._loyalty(view["loyalty"] or {})),
			notes=html_runs(view["notes"] or ""),
			empty=self.writer.here(N_("Nothing recorded.")),
		)

	def _labels(self) -> dict[str, Both]:
		heading = self.writer.heading
		return {
			"contact": heading(N_("Contact")),
			"channels": heading(N_("Channels and consent")),
			"channel": heading(N_("Channel")),
			"since": heading(N_("Consent given on")),
			"source": heading(N_("Source")),
			"cars": heading(N_("Vehicles")),
			"due": heading(N_("Next services")),
			"preferences": heading(N_("Preferences")),
			"visits": heading(N_("Latest visits")),
			"date": heading(N_("Date")),
			"invoice": heading(N_("Invoice")),
			"vehicle": heading(N_("Car")),
			"service": heading(N_("Service type")),
			"odometer": heading(N_("Odometer")),
			"amount": heading(N_("Amount")),
			"loyalty": heading(N_("Points and tier")),
			"notes": heading(N_("Notes")),
		}

	def _contact(self) -> Iterator[tuple[Both, list[Piece]]]:
		view, heading = self.view, self.writer.heading
		phones = [phone["display"] for phone in (view["phone"], *view["other_phones"]) if phone]
		yield heading(N_("Phone")), [code(", ".join(phones))]
		yield heading(N_("Email")), [code(view["email"] or "")]
		yield heading(N_("Preferred language")), [self.writer.here(LANGUAGES[view["language"]])]
		if emergency := view["emergency_contact"]:
			phone = emergency["phone"]
			shown = [typed(emergency["name"]), code(phone["display"] if phone else "")]
			yield heading(N_("Emergency contact")), shown

	def _consent(self, row: Mapping[str, Any]) -> Consent:
		return Consent(
			self.writer.here(LABELS.get(row["channel"], row["channel"])),
			self._iso_day(row["consent_date"]),
			typed(row["source"] or ""),
			typed(row["why_not"]) if row["why_not"] else None,
		)

	def _car(self, car: Mapping[str, Any]) -> Car:
		heading = self.writer.heading
		parts = (car["make"], car["model"], str(car["year"] or ""))
		rows = [
			(heading(N_("VIN")), [code(car["vin"] or "")]),
			(heading(N_("Odometer")), [self._kilometres(car["odometer"])]),
			(heading(N_("Last visit")), [self._iso_day(car["last_visit"])]),
		]
		return Car(
			plate(car["plate_ar"], car["plate_latin"] or car["vin"]),
			typed(" ".join(part for part in parts if part)),
			fields(rows),
			tuple(self._due(row) for row in car["service_due"]),
		)

	def _due(self, row: Mapping[str, Any]) -> ServiceDue:
		return ServiceDue(
			self.writer.names(row["service_type"], row["service_type_ar"]),
			self._when(row["due_on"], row["due_km"]),
			row["status"],
			self.writer.here(DUE[row["status"]]),
		)

	def _when(self, due_on: str | None, due_km: int | None) -> Piece:
		parts = [self._iso_day(due_on).text, self._kilometres(due_km).text]
		known = [part for part in parts if part]
		template = self.writer.here(N_("{day} or {distance}")).text
		return self.writer.figure(
			template.format(day=known[0], distance=known[1]) if len(known) == 2 else "".join(known)
		)

	def _preference(self, line: Mapping[str, Any]) -> tuple[Piece, Piece]:
		value = self.view["preferences"]["values"][line["key"]]
		if isinstance(value, int | float) and not isinstance(value, bool):
			return typed(line["label"]), self.writer.figure(self.figures.money(value))
		return typed(line["label"]), typed(line["text"])

	def _visit(self, visit: Mapping[str, Any]) -> Visit:
		note = VISITS[visit["status"]]
		return Visit(
			self._iso_day(visit["date"]),
			code(visit["invoice"]),
			self._plate_of(visit),
			self.writer.names(visit["service_type"] or "", visit["service_type_ar"] or ""),
			self._kilometres(visit["odometer"]),
			self.writer.figure(self.figures.money(visit["amount"])),
			self.writer.here(note) if note else self.writer.figure(""),
		)

	def _plate_of(self, visit: Mapping[str, Any]) -> Piece:
		for car in self.view["vehicles"]:
			if car["vehicle"] == visit["vehicle"] and car["plate_ar"] and self.writer.language == "ar":
				return typed(car["plate_ar"])
		return code(visit["plate"])

	def _loyalty(self, account: Mapping[str, Any]) -> Iterator[tuple[Both, list[Piece]]]:
		if not account:
			return
		heading, figure = self.writer.heading, self.writer.figure
		yield heading(N_("Points balance")), [figure(self.figures.number(account["balance"]))]
		yield heading(N_("Worth")), [figure(self.figures.money(account["worth"]))]
		yield heading(N_("Tier")), list(pieces(self.writer.names(account["tier"], account["tier_ar"])))
		if account["tier_until"]:
			yield heading(N_("Held until")), [self._iso_day(account["tier_until"])]
		if account["next_tier"]:
			yield heading(N_("Next tier")), [figure(self._to_next(account["next_tier"]))]

	def _points(self, number: int) -> str:
		return in_points(int(number), self.writer.language, lambda text: self.writer.here(text).text)

	def _to_next(self, tier: Mapping[str, Any]) -> str:
		write = {"Spend": self.figures.money, "Points": self._points, "Visits": self.figures.number}
		shown = write[tier["basis"]](tier["missing"])
		name = self.writer.names(tier["name"], tier["name_ar"]).first.text
		return self.writer.here(TO_NEXT[tier["basis"]]).text.format(amount=shown, tier=name)

	def _kilometres(self, reading: int | None) -> Piece:
		if not reading:
			return self.writer.figure("")
		template = self.writer.here(N_("{number} km")).text
		return self.writer.figure(template.format(number=self.figures.number(reading)))

	def _iso_day(self, iso: str | None) -> Piece:
		return self._day(date.fromisoformat(iso[:10])) if iso else self.writer.figure("")

	def _day(self, day: date) -> Piece:
		return self.writer.figure(self.figures.day(day))
