"""The till: what is sold, what it costs, and completing, cancelling or returning it."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import one_line
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.flows import sales
from workshop_crm.preview.flows.profiles import read_account
from workshop_crm.preview.flows.sales import Offer, Sale
from workshop_crm.preview.store import loyalty

LONGEST_KEY = 140


@reads
def options(call: Call) -> dict[str, Any]:
	return {
		"currency": call.settings.currency,
		"items": [
			{
				"item": item["name"],
				"name": item["item_name"],
				"name_ar": item["item_name_ar"],
				"rate": float(item["standard_rate"]),
				"service_type": item["service_type"],
			}
			for item in records.find(call.connection, "Item", order_by="item_name")
		],
		"service_types": [
			{"name": service["name"], "name_ar": service["name_ar"]}
			for service in records.find(call.connection, "Service Type", {"disabled": 0}, "name")
		],
	}


@reads
def quote(call: Call, customer: str, lines: list[Any], redeem_points: int = 0) -> dict[str, Any]:
	sale = Sale(customer, lines, redeem_points=redeem_points)
	return _quote_view(call, sales.quote(call.connection, call.settings, sale, call.now), redeem_points)


@writes
def complete(
	call: Call,
	customer: str,
	lines: list[Any],
	idempotency_key: str,
	vehicle: str | None = None,
	odometer: int | None = None,
	redeem_points: int = 0,
	odometer_reason: str | None = None,
) -> dict[str, Any]:
	"""The same key twice is one sale."""
	if not idempotency_key or len(idempotency_key) > LONGEST_KEY:
		raise InvalidInput(
			N_("A sale needs a key of its own, of at most {most} characters."), most=LONGEST_KEY
		)
	reason = one_line(odometer_reason)
	sale = Sale(customer, lines, idempotency_key, vehicle or None, odometer, reason, redeem_points)
	invoice = sales.complete(call.connection, call.settings, sale, call.now)
	return _receipt(call, invoice)


@writes
def cancel(call: Call, invoice: str) -> dict[str, Any]:
	customer = sales.cancel(call.connection, call.settings, invoice, call.now)
	return {"invoice": invoice, "balance": _balance(call, customer)}


@writes
def return_invoice(call: Call, invoice: str) -> dict[str, Any]:
	note = sales.take_back(call.connection, call.settings, invoice, call.now)
	customer = records.get(call.connection, "Sales Invoice", invoice)["customer"]
	return {"invoice": note, "balance": _balance(call, customer)}


def _quote_view(call: Call, offer: Offer, redeem_points: int) -> dict[str, Any]:
	return {
		"subtotal": float(offer.bill.subtotal),
		"tax": float(offer.bill.tax),
		"total": float(offer.bill.total),
		"balance": offer.balance,
		"max_redeem_points": offer.most.max_points,
		"redeem_points": redeem_points,
		"redeem_amount": float(offer.redeem_amount),
		"to_pay": float(offer.bill.total - offer.redeem_amount),
		"points_to_earn": offer.points_to_earn,
		"currency": call.settings.currency,
	}


def _receipt(call: Call, invoice: str) -> dict[str, Any]:
	row = records.get(call.connection, "Sales Invoice", invoice)
	account = read_account(call.connection, call.settings, row["customer"], call.today)
	return {
		"invoice": invoice,
		"total": float(row["grand_total"]),
		"redeem_amount": float(row["loyalty_amount"]),
		"to_pay": float(row["grand_total"] - row["loyalty_amount"]),
		"points_earned": loyalty.earned_by(call.connection, invoice),
		"points_redeemed": row["loyalty_points"],
		"balance": account["balance"] if account else 0,
		"tier": account["tier"] if account else None,
	}


def _balance(call: Call, customer: str) -> int:
	account = read_account(call.connection, call.settings, customer, call.today)
	return account["balance"] if account else 0
