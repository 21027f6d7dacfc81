"""The workshop's invoice on paper: every word, number and date in its place, nothing left for a template to decide."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language
from workshop_crm.core.loyalty.rules.reasons import reasons
from workshop_crm.core.names.phones import display_phone
from workshop_crm.core.printing import saudi_tax
from workshop_crm.core.printing.facts import CarFact, InvoiceFacts, LineFact, PartyFact
from workshop_crm.core.printing.figures import Figures
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
from workshop_crm.core.surveys.qr import qr_svg


@dataclass(frozen=True, slots=True)
class Plate:
	"""One plate as both scripts show it."""

	arabic: Piece
	latin: Piece


@dataclass(frozen=True, slots=True)
class Party:
	name: Both
	fields: tuple[Field, ...]
	address: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Line:
	position: Piece
	name: Both
	quantity: Piece
	unit: Piece | None
	rate: Piece
	tax: Piece
	tax_rate: Piece | None
	amount: Piece


@dataclass(frozen=True, slots=True)
class Sum:
	"""One row below the lines; `is_final` is the sum that counts."""

	label: Both
	amount: Piece
	is_final: bool = False


@dataclass(frozen=True, slots=True)
class SurveyCode:
	"""The code that opens the survey: `picture` is an SVG."""

	picture: str
	title: Both
	text: Both


@dataclass(frozen=True, slots=True)
class TaxCode:
	"""The code that a tax authority's app reads: `picture` is an SVG."""

	picture: str
	text: Both


@dataclass(frozen=True, slots=True)
class InvoicePage:
	"""`stamp` says that the paper is not, or no longer, a valid invoice."""

	language: Language
	direction: str
	title: Both
	number: Piece
	stamp: Both | None
	details: tuple[Field, ...]
	seller: Party
	customer_label: Both
	customer: Party
	car_label: Both
	plate: Plate | None
	car: tuple[Field, ...]
	columns: dict[str, Both]
	lines: tuple[Line, ...]
	sums: tuple[Sum, ...]
	state: Both | None
	points_label: Both
	points: tuple[Field, ...]
	tax_code: TaxCode | None
	survey: SurveyCode | None


def invoice_page(facts: InvoiceFacts, language: Language, translate: Translate, today: date) -> InvoicePage:
	"""The invoice or credit note for a print in `language`, with the other language beside its headings."""
	page = _Page(facts, Writer(language, translate), Figures(language, facts.currency, facts.decimals))
	return page.made(today)


@dataclass(frozen=True, slots=True)
class _Page:
	facts: InvoiceFacts
	writer: Writer
	figures: Figures

	def made(self, today: date) -> InvoicePage:
		facts, heading = self.facts, self.writer.heading
		return InvoicePage(
			language=self.writer.language,
			direction=self.writer.direction,
			title=heading(self._title()),
			number=code(facts.number),
			stamp=self._stamp(),
			details=fields(self._details()),
			seller=self._party(facts.seller),
			customer_label=heading(N_("Customer")),
			customer=self._party(facts.customer),
			car_label=heading(N_("Car")),
			plate=_plate(facts.car),
			car=fields(self._car(facts.car or CarFact())),
			columns={
				"position": Both(Piece("#", "code")),
				"item": heading(N_("Item")),
				"quantity": heading(N_("Quantity")),
				"rate": heading(N_("Unit price")),
				"tax": heading(N_("Tax")),
				"amount": heading(N_("Amount without tax")),
			},
			lines=tuple(self._line(position, line) for position, line in enumerate(facts.lines, 1)),
			sums=tuple(self._sums()),
			state=self._state(today),
			points_label=heading(N_("Points")),
			points=fields(self._points()),
			tax_code=self._tax_code(),
			survey=self._survey(),
		)

	def _title(self) -> str:
		facts, declared = self.facts, self._declared()
		if declared:
			net = declared.net if facts.returned_net is None else facts.returned_net
			return saudi_tax.title(facts.customer.tax_id, net, facts.is_return)
		return N_("Credit note") if facts.is_return else N_("Invoice")

	def _declared(self) -> saudi_tax.DeclaredTotals | None:
		"""What a Saudi tax invoice declares; None where the seller issues none."""
		facts = self.facts
		is_saudi = facts.region == saudi_tax.COUNTRY and saudi_tax.vat_number(facts.seller.tax_id)
		return facts.declared if is_saudi else None

	def _tax_code(self) -> TaxCode | None:
		facts, declared = self.facts, self._declared()
		if not declared or declared.currency != saudi_tax.CURRENCY:
			return None
		if facts.state != "Submitted" or not facts.issued:
			return None
		seller, number = facts.seller.name_ar or facts.seller.name, saudi_tax.vat_number(facts.seller.tax_id)
		return TaxCode(
			qr_svg(saudi_tax.code(seller, number, facts.issued, declared)),
			self.writer.heading(N_("Tax code of the invoice")),
		)

	def _stamp(self) -> Both | None:
		if self.facts.state == "Cancelled":
			return self.writer.heading(N_("Cancelled: not valid"))
		if self.facts.state == "Draft":
			return self.writer.heading(N_("Draft: not valid"))
		return None

	def _details(self) -> Iterator[tuple[Both, list[Piece]]]:
		heading, facts = self.writer.heading, self.facts
		yield heading(N_("Number")), [code(facts.number)]
		yield heading(N_("Date")), [self.writer.figure(self.figures.day(facts.day))]
		if facts.issued:
			yield heading(N_("Time")), [self.writer.figure(self.figures.time(facts.issued))]
		payment = facts.payment
		if payment and payment.due_date and payment.due_date > facts.day and not facts.is_return:
			yield heading(N_("Due date")), [self.writer.figure(self.figures.day(payment.due_date))]
		yield heading(N_("Returned invoice")), [code(facts.return_against)]

	def _party(self, party: PartyFact) -> Party:
		heading = self.writer.heading
		phone = display_phone(party.phone, self.facts.region) if party.phone else ""
		return Party(
			self.writer.names(party.name, party.name_ar),
			fields(
				[
					(heading(N_("Tax number")), [code(party.tax_id)]),
					(heading(N_("Phone")), [code(phone)]),
					(heading(N_("Email")), [code(party.email)]),
				]
			),
			tuple(typed(line) for line in party.address if line),
		)

	def _car(self, car: CarFact) -> Iterator[tuple[Both, list[Piece]]]:
		heading, facts = self.writer.heading, self.facts
		year = str(car.year) if car.year else ""
		model = " ".join(part for part in (car.make, car.model, year) if part)
		yield heading(N_("Make and model")), [typed(model)]
		yield heading(N_("VIN")), [code(car.vin)]
		if car.odometer:
			yield heading(N_("Odometer")), [self.writer.figure(self._kilometres(car.odometer))]
		yield (
			heading(N_("Service type")),
			list(pieces(self.writer.names(facts.service_type, facts.service_type_ar))),
		)

	def _kilometres(self, reading: int) -> str:
		template = self.writer.translate(N_("{number} km"), self.writer.language)
		return template.format(number=self.figures.number(reading))

	def _line(self, position: int, line: LineFact) -> Line:
		figure, figures = self.writer.figure, self.figures
		return Line(
			figure(figures.number(position)),
			self.writer.names(line.name, line.name_ar),
			figure(figures.quantity(self._signed(line.quantity))),
			self.writer.here(line.unit) if line.unit else None,
			figure(figures.number(line.rate, figures.decimals)),
			figure(figures.number(self._signed(line.tax), figures.decimals)),
			figure(figures.percent(line.tax_rate)) if line.tax_rate else None,
			figure(figures.number(self._signed(line.amount), figures.decimals)),
		)

	def _sums(self) -> Iterator[Sum]:
		facts, heading = self.facts, self.writer.heading
		listed = sum((line.amount for line in facts.lines), Decimal(0))
		if facts.lines and listed != facts.net_total:
			yield self._sum(heading(N_("Sum of the lines")), listed)
			yield self._sum(heading(N_("Discount")), facts.net_total - listed)
		yield self._sum(heading(N_("Total without tax")), facts.net_total)
		for tax in facts.taxes:
			label = heading(tax.name)
			yield self._sum(self._with_rate(label, tax.rate) if tax.rate else label, tax.amount)
		if facts.rounding:
			yield self._sum(heading(N_("Rounding")), facts.rounding)
		yield from self._owed()

	def _owed(self) -> Iterator[Sum]:
		"""From the total down to what is still to be paid."""
		facts, heading, payment = self.facts, self.writer.heading, self.facts.payment
		if facts.is_return:
			yield self._sum(heading(N_("Total credited")), facts.total, is_final=True)
			return
		is_all = not facts.paid_with_points and not (payment and payment.paid)
		yield self._sum(heading(N_("Total with tax")), facts.total, is_final=is_all)
		if facts.paid_with_points:
			yield self._sum(heading(N_("Paid with points")), -facts.paid_with_points)
		if payment and payment.paid:
			settled = N_("Paid or credited") if facts.was_returned else N_("Amount paid")
			yield self._sum(heading(settled), -payment.paid)
		if not is_all and facts.state != "Cancelled":
			owed = payment.outstanding if payment else facts.total - facts.paid_with_points
			yield self._sum(heading(N_("To pay")), owed, is_final=True)

	def _sum(self, label: Both, amount: Decimal, is_final: bool = False) -> Sum:
		return Sum(label, self.writer.figure(self.figures.money(self._signed(amount))), is_final)

	def _with_rate(self, label: Both, rate: Decimal) -> Both:
		first = Piece(f"{label.first.text} {self.figures.percent(rate)}", label.first.kind)
		return Both(first, label.second)

	def _state(self, today: date) -> Both | None:
		facts, heading, payment = self.facts, self.writer.heading, self.facts.payment
		if facts.state != "Submitted" or facts.is_return:
			return None
		if facts.was_returned:
			return heading(N_("Returned"))
		if payment is None:
			return None
		if payment.outstanding <= 0:
			return heading(N_("Paid"))
		if payment.due_date and payment.due_date < today:
			return heading(N_("Overdue"))
		return heading(N_("Partly paid") if payment.outstanding < facts.total else N_("Unpaid"))

	def _points(self) -> Iterator[tuple[Both, list[Piece]]]:
		for label, points in (
			(N_("Points earned"), self.facts.points_earned),
			(N_("Points redeemed"), self.facts.points_redeemed),
			(N_("Points for the reward"), self.facts.points_for_reward),
			(N_("Points left"), self.facts.points_left),
		):
			if points:
				yield self.writer.heading(label), [self.writer.figure(self.figures.number(points))]
		yield self.writer.heading(N_("Earned for")), [typed(reason) for reason in self._reasons()]

	def _reasons(self) -> list[str]:
		"""Why the points were earned, by each rule."""
		award, language = self.facts.award, self.writer.language
		if award is None or not self.facts.points_earned:
			return []
		return reasons(
			award, language, lambda text: self.writer.translate(text, language), self.figures.number
		)

	def _survey(self) -> SurveyCode | None:
		if not self.facts.survey_link:
			return None
		heading = self.writer.heading
		return SurveyCode(
			qr_svg(self.facts.survey_link),
			heading(N_("How was your visit?")),
			heading(N_("Scan the code with your phone's camera. One tap is enough.")),
		)

	def _signed(self, amount: Decimal) -> Decimal:
		"""A credit note says what is given back as a positive amount."""
		return -amount if self.facts.is_return else amount


def plate(arabic: str, latin: str) -> Plate:
	return Plate(Piece(arabic or latin, "ar"), code(latin))


def _plate(car: CarFact | None) -> Plate | None:
	if car is None or not (car.plate_latin or car.plate_ar):
		return None
	return plate(car.plate_ar, car.plate_latin)
