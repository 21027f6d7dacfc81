"""Completing a service: a Sales Invoice with the car's reading and the customer's points.

The invoice stays unpaid: payment is taken afterwards as for any other invoice of ERPNext.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import flt, getdate, today

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, NotAllowed, NotFound
from workshop_crm.core.loyalty import redemption
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.model import Quote
from workshop_crm.core.visits.lines import SaleLine, read_lines
from workshop_crm.services.loyalty import ledger, posting
from workshop_crm.services.loyalty import redemption as loyalty_redemption
from workshop_crm.services.loyalty.programs import get_program
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import decimal, rounded
from workshop_crm.services.platform.permissions import require_customer, require_record, require_staff
from workshop_crm.services.visits import visit_record

INVOICE = "Sales Invoice"
MOST_ITEMS = 500


@dataclass(frozen=True, slots=True)
class Sale:
	"""What the till asks for. `request_id` is the same whenever the same sale is sent again.

	`odometer_reason` says why the car's reading is lower than the one before.
	"""

	customer: str
	lines: Sequence[Any]
	request_id: str = ""
	vehicle: str | None = None
	odometer: int | None = None
	redeem_points: int = 0
	odometer_reason: str = ""


def options() -> dict[str, Any]:
	"""What can be sold, with today's rates, and the service types."""
	require_staff()
	types = frappe.get_list(
		"Service Type", filters={"disabled": 0}, fields=["name", "name_ar"], order_by="name", limit=0
	)
	return {
		"currency": settings.currency(),
		"items": _items(),
		"service_types": [{"name": row.name, "name_ar": row.name_ar or ""} for row in types],
	}


def quote(sale: Sale) -> dict[str, Any]:
	"""The sale priced, with what may be redeemed on it and what it would earn. Nothing is written."""
	require_customer(sale.customer)
	invoice = _invoice(sale)
	if not invoice.has_permission("create"):
		raise NotAllowed(N_("You may not open {record}."), record=invoice.company)
	invoice.calculate_taxes_and_totals()
	visit_record.prepare(invoice)
	total = _total(invoice)
	account = posting.account_of(invoice)
	if account is None:
		return _quote_view(invoice, total, 0, Quote(0, Decimal(0)), Decimal(0), 0)
	program, entries = get_program(account.program), ledger.read(account)
	points = balance(entries, getdate())
	redemption.check(sale.redeem_points, points, total, program.point_value)
	redeemed = redemption.amount(sale.redeem_points, program.point_value)
	to_earn = posting.points_to_earn(invoice, program, entries, redeemed)
	most = redemption.quote(points, total, program.point_value)
	return _quote_view(invoice, total, points, most, redeemed, to_earn)


def complete(sale: Sale) -> dict[str, Any]:
	"""Submit the invoice; the same request again gives the same result and writes nothing."""
	require_customer(sale.customer)
	if not sale.request_id:
		raise InvalidInput(N_("The sale needs an idempotency key."))
	name = _known(sale)
	if not name:
		name = _submit(sale)
	return _result(frappe.get_doc(INVOICE, name))


def cancel(name: str) -> dict[str, Any]:
	"""Cancel an invoice or a credit note; points go back to where they came from."""
	require_staff()
	require_record(INVOICE, name, "cancel")
	invoice = frappe.get_doc(INVOICE, name)
	if invoice.docstatus == 2:
		raise Conflict(N_("{record} is cancelled already."), record=name)
	invoice.cancel()
	return {"invoice": name, "balance": _balance(invoice)}


def return_invoice(name: str) -> dict[str, Any]:
	"""Return the whole invoice by a credit note."""
	from erpnext.accounts.doctype.sales_invoice.sales_invoice import make_sales_return

	require_staff()
	require_record(INVOICE, name)
	invoice = frappe.get_doc(INVOICE, name)
	if invoice.docstatus != 1 or invoice.is_return:
		raise InvalidInput(
			N_("{record} cannot be returned: it is cancelled or a return itself."), record=name
		)
	if _is_returned(invoice):
		raise Conflict(N_("{record} was returned already."), record=name)
	note = make_sales_return(name)
	note.insert()
	note.submit()
	return {"invoice": note.name, "balance": _balance(invoice)}


def _is_returned(invoice: Document) -> bool:
	"""Whether credit notes make up the whole invoice; for an invoice of nothing, whether there is one."""
	total = decimal(invoice.base_grand_total)
	if total:
		return posting.amounts(invoice).returned >= total
	return bool(frappe.db.exists(INVOICE, {"return_against": invoice.name, "is_return": 1, "docstatus": 1}))


def _items() -> list[dict[str, Any]]:
	rows = frappe.get_list(
		"Item",
		filters={"disabled": 0, "is_sales_item": 1, "has_variants": 0, "is_fixed_asset": 0},
		fields=["name", "item_name", "item_name_ar", "standard_rate", "service_type"],
		order_by="service_type desc, item_name",
		limit=MOST_ITEMS,
	)
	rates = _shown_rates(rows)
	return [
		{
			"item": row.name,
			"name": row.item_name,
			"name_ar": row.item_name_ar or "",
			"rate": rates[row.name],
			"service_type": row.service_type,
		}
		for row in rows
	]


def _shown_rates(items: Sequence[frappe._dict]) -> dict[str, float]:
	"""Today's rate of each item by its name: of the price list, else the item's standard rate."""
	price_list = frappe.db.get_single_value("Selling Settings", "selling_price_list")
	listed = _listed_rates([item.name for item in items], price_list)
	return {item.name: flt(listed.get(item.name, item.standard_rate), 2) for item in items}


def _listed_rates(items: Sequence[str], price_list: str | None) -> dict[str, float]:
	filters = {
		"item_code": ("in", items),
		"selling": 1,
		"price_list": price_list,
		"valid_from": ("<=", today()),
	}
	rows = frappe.get_all(
		"Item Price", filters, ["item_code", "price_list_rate"], order_by="valid_from", as_list=True
	)
	return dict(rows)


def _price_unlisted(invoice: Document, lines: Sequence[SaleLine]) -> None:
	"""Give the rate that the till was shown to lines without one, of which the invoice's price list knows nothing."""
	unpriced = [
		row for row, line in zip(invoice.items, lines, strict=False) if line.rate is None and not row.rate
	]
	listed = _listed_rates([row.item_code for row in unpriced], invoice.selling_price_list)
	unlisted = {row.item_code for row in unpriced} - listed.keys()
	found = frappe.get_all("Item", {"name": ("in", list(unlisted))}, ["name", "standard_rate"], order_by=None)
	rates = _shown_rates(found)
	for row in unpriced:
		row.rate = rates.get(row.item_code, row.rate)


def _invoice(sale: Sale) -> Document:
	"""An unsaved invoice with ERPNext's own prices, taxes and accounts filled in."""
	invoice = frappe.new_doc(INVOICE)
	invoice.company = settings.company()
	invoice.currency = settings.currency(invoice.company)
	invoice.customer = sale.customer
	invoice.update_stock = 0
	invoice.is_pos = 0
	invoice.posting_date = invoice.due_date = today()
	invoice.vehicle = sale.vehicle
	invoice.odometer = sale.odometer
	invoice.odometer_reason = sale.odometer_reason or None
	invoice.workshop_request_id = sale.request_id or None
	lines = read_lines(sale.lines)
	for line in lines:
		invoice.append("items", _invoice_line(line))
	invoice.set_missing_values()
	_price_unlisted(invoice, lines)
	invoice.redeem_loyalty_points = int(sale.redeem_points != 0)
	invoice.loyalty_points = sale.redeem_points
	loyalty_redemption.prepare(invoice)
	return invoice


def _invoice_line(line: SaleLine) -> dict[str, Any]:
	if not frappe.db.exists("Item", line.item):
		raise NotFound(N_("{record} was not found."), record=line.item)
	priced = {"item_code": line.item, "qty": float(line.qty)}
	# Without a rate ERPNext takes its own price list's (see `_price_unlisted`).
	return priced if line.rate is None else {**priced, "rate": rounded(line.rate)}


def _known(sale: Sale) -> str | None:
	found = frappe.db.get_value(
		INVOICE, {"workshop_request_id": sale.request_id}, ["name", "customer"], as_dict=True
	)
	if found and found.customer != sale.customer:
		raise Conflict(N_("This sale was completed already, for another customer. Start a new one."))
	return found.name if found else None


def _submit(sale: Sale) -> str:
	invoice = _invoice(sale)
	try:
		invoice.insert()
	except frappe.UniqueValidationError:
		# The same request came twice at once: the other one has committed it.
		frappe.db.rollback()
		frappe.clear_messages()
		name = _known(sale)
		if not name:
			raise
		return name
	invoice.submit()
	return invoice.name


def _result(invoice: Document) -> dict[str, Any]:
	account = posting.account_of(invoice)
	entries = ledger.read(account) if account else []
	own = ledger.of_invoice(entries, invoice.name)
	redeemed = decimal(invoice.loyalty_amount)
	return {
		"invoice": invoice.name,
		"total": rounded(_total(invoice)),
		"redeem_amount": rounded(redeemed),
		"to_pay": rounded(_total(invoice) - redeemed),
		"points_earned": sum(entry.points for entry in own if entry.kind == "Earn"),
		"points_redeemed": -sum(entry.points for entry in own if entry.kind == "Redeem"),
		"balance": balance(entries, getdate()),
		"tier": frappe.db.get_value("Customer", invoice.customer, "loyalty_program_tier")
		if account
		else None,
	}


def _quote_view(
	invoice: Document, total: Decimal, points: int, most: Quote, redeemed: Decimal, to_earn: int
) -> dict[str, Any]:
	return {
		"subtotal": flt(invoice.base_net_total, 2),
		"tax": flt(invoice.base_total_taxes_and_charges, 2),
		"total": rounded(total),
		"balance": points,
		"max_redeem_points": most.max_points,
		"redeem_points": invoice.loyalty_points,
		"redeem_amount": rounded(redeemed),
		"to_pay": rounded(total - redeemed),
		"points_to_earn": to_earn,
		"currency": invoice.currency,
	}


def _total(invoice: Document) -> Decimal:
	return decimal(invoice.base_rounded_total or invoice.base_grand_total)


def _balance(invoice: Document) -> int:
	account = posting.account_of(invoice)
	return balance(ledger.read(account), getdate()) if account else 0
