"""An invoice of ERPNext as its paper shows it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from decimal import Decimal
from html import unescape

import frappe
from frappe.model.document import Document
from frappe.utils import cint, get_datetime, getdate, strip_html

from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import Entry, Tier
from workshop_crm.core.loyalty.rows import earned, earned_by_rules, of_invoice, redeemed
from workshop_crm.core.printing.facts import (
	CarFact,
	InvoiceFacts,
	InvoiceState,
	LineFact,
	PartyFact,
	PaymentFact,
)
from workshop_crm.core.printing.saudi_tax import DeclaredTotals
from workshop_crm.core.vehicles.plate import shown_plate
from workshop_crm.services.loyalty import ledger, posting
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.loyalty.rewards import on_invoice
from workshop_crm.services.messaging import clock
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.invoices import arabic_names
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.printing.line_taxes import item_of, rates_by_item, taxes, taxes_by_line

STATES: dict[int, InvoiceState] = {0: "Draft", 1: "Submitted", 2: "Cancelled"}
_LINE_BREAK = re.compile(r"<br\s*/?>")


def read_invoice(invoice: Document) -> InvoiceFacts:
	"""A Sales Invoice or a POS Invoice in any state, saved or not."""
	inclusive = any(tax.included_in_print_rate for tax in invoice.taxes)
	total = decimal(invoice.rounded_total or invoice.grand_total)
	of_account = _rows_of_account(invoice)
	points_of_invoice = of_invoice(of_account, posting.facts_of(invoice)) if of_account else []
	service_ar = (
		frappe.db.get_value("Service Type", invoice.service_type, "name_ar") if invoice.service_type else ""
	)
	return InvoiceFacts(
		number=invoice.name or "",
		day=getdate(invoice.posting_date),
		state=STATES[cint(invoice.docstatus)],
		currency=invoice.currency,
		decimals=cint(invoice.precision("grand_total")),
		seller=_seller(invoice),
		customer=_customer(invoice),
		lines=tuple(_lines(invoice, inclusive)),
		net_total=decimal(invoice.net_total),
		total=total,
		taxes=tuple(taxes(invoice)),
		rounding=total - decimal(invoice.grand_total),
		car=_car(invoice),
		service_type=invoice.service_type or "",
		service_type_ar=service_ar or "",
		is_return=bool(invoice.is_return),
		return_against=invoice.return_against or "",
		was_returned=not invoice.is_return and _was_returned(invoice),
		points_earned=earned(points_of_invoice),
		points_redeemed=redeemed(points_of_invoice),
		award=earned_by_rules(points_of_invoice, rounding(), _tiers(invoice)),
		points_for_reward=_cost_of_reward(invoice),
		points_left=None if of_account is None else balance(of_account, getdate()),
		paid_with_points=_in_invoice_currency(invoice, invoice.loyalty_amount),
		payment=_payment(invoice, total),
		region=settings.region(),
		issued=_issued(invoice),
		declared=_declared(invoice),
		returned_net=_returned_net(invoice),
	)


def _issued(invoice: Document) -> datetime | None:
	"""A draft that was never saved may have no time."""
	if not invoice.posting_time:
		return None
	return clock.aware(get_datetime(f"{invoice.posting_date} {invoice.posting_time}"))


def _declared(invoice: Document) -> DeclaredTotals:
	"""Charges among the taxes, such as delivery, are part of what is taxed."""
	tax = sum((_base_amount(row) for row in invoice.taxes if _is_tax(row)), Decimal(0))
	total = decimal(invoice.base_net_total) + decimal(invoice.base_total_taxes_and_charges)
	currency = frappe.get_cached_value("Company", invoice.company, "default_currency")
	return DeclaredTotals(currency, total - tax, tax)


def _is_tax(row: Document) -> bool:
	"""By the type of its account; where that has none, what is a share of the amount."""
	account_type = frappe.get_cached_value("Account", row.account_head, "account_type")
	return account_type == "Tax" or (not account_type and row.charge_type != "Actual")


def _base_amount(row: Document) -> Decimal:
	return decimal(row.base_tax_amount_after_discount_amount or row.base_tax_amount)


def _returned_net(invoice: Document) -> Decimal | None:
	if not (invoice.is_return and invoice.return_against):
		return None
	return decimal(frappe.db.get_value(invoice.doctype, invoice.return_against, "base_net_total"))


def _seller(invoice: Document) -> PartyFact:
	company = frappe.get_cached_doc("Company", invoice.company)
	return PartyFact(
		company.company_name,
		company.company_name_ar or "",
		invoice.get("company_tax_id") or company.tax_id or "",
		_address(invoice.company_address_display or _company_address(invoice.company)),
		company.phone_no or "",
		company.email or "",
	)


def _company_address(company: str) -> str:
	from frappe.contacts.doctype.address.address import get_company_address

	return get_company_address(company).company_address_display or ""


def _customer(invoice: Document) -> PartyFact:
	fields = ["customer_name", "customer_name_ar", "tax_id", "mobile_no", "email_id"]
	known = frappe.db.get_value("Customer", invoice.customer, fields, as_dict=True) or frappe._dict()
	return PartyFact(
		invoice.customer_name or known.customer_name or "",
		known.customer_name_ar or "",
		invoice.tax_id or known.tax_id or "",
		_address(invoice.address_display or ""),
		known.mobile_no or "",
		known.email_id or "",
	)


def _address(html: str) -> tuple[str, ...]:
	"""The lines of an address, which ERPNext keeps as HTML with a break after each."""
	lines = (unescape(strip_html(line)).strip() for line in _LINE_BREAK.split(html))
	return tuple(line for line in lines if line)


def _car(invoice: Document) -> CarFact | None:
	if not invoice.vehicle:
		return None
	fields = ["plate_latin", "plate_ar", "make", "model", "model_year", "chassis_no"]
	car = frappe.db.get_value("Vehicle", invoice.vehicle, fields, as_dict=True) or frappe._dict()
	return CarFact(
		shown_plate(car.plate_latin, invoice.vehicle, car.chassis_no),
		car.plate_ar or "",
		car.make or "",
		car.model or "",
		cint(car.model_year) or None,
		car.chassis_no or "",
		cint(invoice.odometer) or None,
	)


def _lines(invoice: Document, inclusive: bool) -> Iterator[LineFact]:
	"""Prices without tax: where ERPNext's prices include it, the net ones."""
	names_ar = arabic_names(invoice)
	rates = rates_by_item(invoice)
	for row, tax in zip(invoice.items, taxes_by_line(invoice), strict=True):
		yield LineFact(
			name=row.item_name or row.item_code or "",
			name_ar=names_ar.get((row.item_code, row.item_name), ""),
			quantity=decimal(row.qty),
			rate=decimal(row.net_rate if inclusive else row.rate),
			amount=decimal(row.net_amount if inclusive else row.amount),
			tax=tax,
			tax_rate=rates.get(item_of(row)),
			unit=row.uom or "",
		)


def _rows_of_account(invoice: Document) -> list[Entry] | None:
	"""All rows of the customer's points; None where the paper says nothing of them."""
	account = posting.account_of(invoice)
	if account is None or invoice.is_return or not invoice.docstatus:
		return None
	return ledger.read(account)


def _tiers(invoice: Document) -> Sequence[Tier]:
	account = posting.account_of(invoice)
	return get_program(account.program).tiers if account else ()


def _cost_of_reward(invoice: Document) -> int:
	taken = on_invoice.of_invoice(invoice) if invoice.docstatus else None
	return taken.cost if taken else 0


def _payment(invoice: Document, total: Decimal) -> PaymentFact | None:
	"""Paid is what neither is open nor was paid with points, whether at the till or afterwards."""
	if invoice.docstatus != 1:
		return None
	outstanding = _in_invoice_currency(invoice, invoice.outstanding_amount)
	points = _in_invoice_currency(invoice, invoice.loyalty_amount)
	due_date = getdate(invoice.due_date) if invoice.due_date else None
	return PaymentFact(total - outstanding - points, outstanding, due_date)


def _in_invoice_currency(invoice: Document, amount: float | None) -> Decimal:
	"""ERPNext keeps points and open amounts in the company's currency."""
	company_currency = frappe.get_cached_value("Company", invoice.company, "default_currency")
	if invoice.currency == company_currency:
		return decimal(amount)
	unit = Decimal(1).scaleb(-cint(invoice.precision("grand_total")))
	return (decimal(amount) / (decimal(invoice.conversion_rate) or Decimal(1))).quantize(unit)


def _was_returned(invoice: Document) -> bool:
	filters = {"return_against": invoice.name, "is_return": 1, "docstatus": 1}
	return bool(invoice.name and frappe.db.exists(invoice.doctype, filters))
