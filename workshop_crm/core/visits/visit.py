"""One visit on a screen of its own: what was done, what it came to, what is open, and what the user may do with it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.invoices import SUBMITTED, visit_status
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.payments import Payment, by_mode, modes_view
from workshop_crm.core.visits.taking_back import InvoiceState
from workshop_crm.core.visits.view import Bill, PointsMoved


@dataclass(frozen=True, slots=True)
class VisitLine:
	"""`rate` and `amount` without tax and after the line's discount; `full_rate` is the price before it."""

	item: str
	name: str
	name_ar: str
	qty: Decimal
	rate: Decimal
	amount: Decimal
	full_rate: Decimal | None = None
	technician: str = ""
	adviser: str = ""


@dataclass(frozen=True, slots=True)
class Rights:
	"""What the user's permissions allow, whatever state the invoice is in."""

	pay: bool = False
	take_back: bool = False
	cancel: bool = False
	send: bool = False


ALL_RIGHTS = Rights(pay=True, take_back=True, cancel=True, send=True)


@dataclass(frozen=True, slots=True)
class VisitFacts:
	"""What a host reads of an invoice. Money in the company's currency; `bill.payable` is what was to be paid, points included.

	`outstanding` is None where nobody knows what was paid, as of an invoice that came from a file.
	"""

	doctype: str
	customer: str
	date: date
	state: InvoiceState
	lines: Sequence[VisitLine]
	bill: Bill
	points: PointsMoved
	paid_with_points: Decimal = Decimal(0)
	outstanding: Decimal | None = None
	payments: Sequence[Payment] = ()
	vehicle: str | None = None
	plate: str = ""
	odometer: int | None = None
	service_type: str | None = None
	service_type_ar: str = ""
	technician: str = ""
	adviser: str = ""


def acts(invoice: InvoiceState, outstanding: Decimal | None, rights: Rights) -> dict[str, bool]:
	"""What may be done with an invoice now, by name: the screen offers nothing else, and the server refuses the rest."""
	is_submitted = invoice.docstatus == SUBMITTED
	is_sale = is_submitted and not invoice.is_return
	stands = is_sale and not invoice.is_returned
	return {
		"pay": rights.pay and stands and outstanding is not None and outstanding > 0,
		"return": rights.take_back and stands,
		"cancel": rights.cancel and is_submitted and not invoice.credit_notes,
		"send": rights.send and is_sale,
	}


def visit_view(
	facts: VisitFacts, rights: Rights, modes: Callable[[], Iterable[tuple[str, bool]]], rounding: Rounding
) -> dict[str, Any]:
	"""Whole numbers for points, floats for money.

	`modes` gives the ways of paying, each with whether it is cash; it is asked only where a payment is offered.
	"""
	state, bill, number = facts.state, facts.bill, rounding.number
	may = acts(state, facts.outstanding, rights)
	return {
		"invoice": state.name,
		"doctype": facts.doctype,
		"customer": facts.customer,
		"date": facts.date.isoformat(),
		"status": visit_status(state.docstatus, state.is_return),
		"is_returned": state.is_returned,
		"vehicle": facts.vehicle,
		"plate": facts.plate,
		"odometer": facts.odometer,
		"service_type": facts.service_type,
		"service_type_ar": facts.service_type_ar,
		"technician": facts.technician,
		"adviser": facts.adviser,
		"lines": [_line_view(line, rounding) for line in facts.lines],
		"subtotal": number(bill.subtotal),
		"discount": number(bill.discount),
		"tax": number(bill.tax),
		"rounding": number(bill.rounding),
		"total": number(bill.payable),
		"redeem_amount": number(facts.paid_with_points),
		"outstanding": None if facts.outstanding is None else number(facts.outstanding),
		"paid": None
		if facts.outstanding is None
		else number(bill.payable - facts.paid_with_points - facts.outstanding),
		"payments": [{"mode": one.mode, "amount": number(one.amount)} for one in by_mode(facts.payments)],
		"points_earned": facts.points.earned,
		"points_redeemed": facts.points.redeemed,
		"acts": may,
		"modes": modes_view(modes()) if may["pay"] else [],
	}


def _line_view(line: VisitLine, rounding: Rounding) -> dict[str, Any]:
	return {
		"item": line.item,
		"name": line.name,
		"name_ar": line.name_ar,
		"qty": float(line.qty),
		"rate": rounding.number(line.rate),
		"amount": rounding.number(line.amount),
		"full_rate": rounding.number(line.rate if line.full_rate is None else line.full_rate),
		"technician": line.technician,
		"adviser": line.adviser,
	}
