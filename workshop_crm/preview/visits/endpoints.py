"""The till: what is sold, what it costs, and completing, cancelling or returning it."""

from __future__ import annotations

from functools import partial
from typing import Any

from workshop_crm.core.common.channels import read_channel
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.loyalty.ledger import balance
from workshop_crm.core.loyalty.rewards.automatic import applies_by_itself, with_best
from workshop_crm.core.loyalty.rewards.view import chosen_view, till_view
from workshop_crm.core.loyalty.rows import receipt
from workshop_crm.core.loyalty.rules.reasons import in_a_row
from workshop_crm.core.loyalty.taking_back import taking_back_view
from workshop_crm.core.profile.view import visits_view
from workshop_crm.core.visits.discount_limits import prices_view
from workshop_crm.core.visits.discounts import ALL
from workshop_crm.core.visits.draft import (
	DRAFT,
	basket_of,
	draft_view,
	drafts_view,
	read_basket,
	read_name,
	read_saving,
	read_screen,
)
from workshop_crm.core.visits.other_work import CODE
from workshop_crm.core.visits.payments import read_some_payments
from workshop_crm.core.visits.sale import Sale, keyed, read_sale, with_points
from workshop_crm.core.visits.view import Bill, SaleItem, options_view, quote_view, receipt_view
from workshop_crm.core.visits.visit import ALL_RIGHTS, acts, visit_view
from workshop_crm.preview import records
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.loyalty import ledger, posting, rewards
from workshop_crm.preview.profile.customer_profile import visit_facts
from workshop_crm.preview.staff import USER_NAME
from workshop_crm.preview.visits import checkout, drafts, invoices, sending, taking_back, visit
from workshop_crm.preview.visits.invoices import INVOICE


@reads
def options(call: Call) -> dict[str, Any]:
	items = [
		SaleItem(
			item["name"], item["item_name"], item["item_name_ar"], item["standard_rate"], item["service_type"]
		)
		for item in records.find(call.connection, "Item", {"name": ("!=", CODE)})
	]
	services = records.find(call.connection, "Service Type", {"disabled": 0})
	named = [(service["name"], service["name_ar"]) for service in services]
	people = [person["name"] for person in records.find(call.connection, "Sales Person")]
	return options_view(
		items,
		named,
		people,
		checkout.PAYING,
		call.settings.currency,
		call.settings.rounding,
		other_work=CODE,
	)


@reads
def prices(call: Call, customer: str) -> dict[str, Any]:
	"""The preview has one price list."""
	records.get(call.connection, "Customer", customer)
	return {"rates": {}}


@reads
def quote(
	call: Call,
	customer: str,
	lines: list[Any],
	redeem_points: int = 0,
	reward: str | None = None,
	reward_code: str | None = None,
	automatic: bool = False,
	discount_percent: float | None = None,
	discount_amount: float | None = None,
) -> dict[str, Any]:
	sale = read_sale(
		customer,
		lines,
		redeem_points=redeem_points,
		reward=reward,
		reward_code=reward_code,
		discount_percent=discount_percent,
		discount_amount=discount_amount,
	)
	return with_best(
		_quote(call, sale),
		lambda: automatic and _is_wanted(call, customer),
		lambda best: _quote(call, with_points(sale, best.reward, best.code, best.points)),
	)


def _is_wanted(call: Call, customer: str) -> bool:
	choice = records.get(call.connection, "Customer", customer)["reward_application"]
	return applies_by_itself(ledger.read_program(call.connection, call.settings), choice)


def _quote(call: Call, sale: Sale) -> dict[str, Any]:
	priced = checkout.quote(call.connection, call.settings, sale, call.now)
	priced_bill, before = priced.bill, priced.before.net
	bill = Bill(
		priced_bill.subtotal,
		priced_bill.tax,
		priced_bill.total,
		before - (priced_bill.subtotal - priced_bill.discount),
		priced_bill.subtotal - before,
	)
	rounding = call.settings.rounding
	because = in_a_row(priced.offer.award, call.language, call.translate)
	return {
		**quote_view(bill, priced.offer, call.settings.currency, rounding, because),
		**prices_view(priced.given, ALL, rounding),
		**till_view(priced.shelf, priced.before, priced.chosen, call.today, rounding, call.translate),
	}


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
	technician: str | None = None,
	adviser: str | None = None,
	reward: str | None = None,
	reward_code: str | None = None,
	payments: list[Any] | None = None,
	draft: str | None = None,
	screen: str | None = None,
	is_new: bool = False,
	discount_percent: float | None = None,
	discount_amount: float | None = None,
) -> dict[str, Any]:
	"""The same key twice is one sale."""
	sale = read_sale(
		customer,
		lines,
		vehicle,
		odometer,
		odometer_reason,
		redeem_points,
		technician,
		adviser,
		reward,
		reward_code,
		payments or (),
		discount_percent,
		discount_amount,
	)
	basket, user = read_name(draft) if draft else "", call.translate(USER_NAME)
	own = None
	if basket and screen:
		own = partial(drafts.hold, call.connection, basket, read_screen(screen), is_new, user)
	invoice = checkout.complete(call.connection, call.settings, keyed(sale, idempotency_key), call.now, own)
	if basket:
		drafts.complete(call.connection, basket, customer)
	return _receipt(call, invoice)


@reads
def open_baskets(call: Call, customer: str | None = None, limit: int = 10, offset: int = 0) -> dict[str, Any]:
	user = call.translate(USER_NAME)
	found = drafts.listed(call.connection, customer, user, at_most(limit), rows_before(offset))
	filters = {"customer": customer} if customer else {}
	return drafts_view(found, records.count(call.connection, DRAFT, filters), call.settings.rounding)


@writes
def take_basket(call: Call, draft: str, screen: str) -> dict[str, Any]:
	taken = drafts.take(call.connection, read_name(draft), read_screen(screen))
	return draft_view(taken["name"], taken["customer"], basket_of(taken["content"]))


@writes
def save_basket(
	call: Call,
	draft: str,
	screen: str,
	customer: str,
	basket: dict[str, Any],
	is_new: bool = False,
	turn: int = 0,
) -> dict[str, Any]:
	saving, user = read_saving(draft, screen, is_new, turn), call.translate(USER_NAME)
	drafts.save(call.connection, saving, customer, read_basket(basket), user, call.now)
	return {"draft": saving.name}


@writes
def discard_basket(call: Call, draft: str) -> dict[str, Any]:
	records.delete_where(call.connection, DRAFT, {"name": read_name(draft)})
	return {}


@reads
def get_visit(call: Call, invoice: str) -> dict[str, Any]:
	return _visit(call, invoice)


@reads
def of_customer(call: Call, customer: str, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	records.get(call.connection, "Customer", customer)
	limit, offset = at_most(limit), rows_before(offset)
	found = visit_facts(call.connection, customer, limit + offset)
	total = records.count(call.connection, INVOICE, {"customer": customer})
	return {"visits": visits_view(found, limit, offset), "total": total}


@writes
def pay(call: Call, invoice: str, payments: list[Any], outstanding: float) -> dict[str, Any]:
	taken = read_some_payments(payments)
	visit.pay(call.connection, call.settings, invoice, taken, outstanding, call.now)
	return _visit(call, invoice)


@writes
def send_invoice(call: Call, invoice: str, channel: str | None = None) -> dict[str, Any]:
	return sending.send(call, invoice, read_channel(channel))


@writes
def cancel(call: Call, invoice: str) -> dict[str, Any]:
	customer = taking_back.cancel(call.connection, call.settings, invoice, call.now)
	return {"invoice": invoice, "balance": _balance(call, customer)}


@writes
def return_invoice(call: Call, invoice: str) -> dict[str, Any]:
	note = taking_back.take_back(call.connection, call.settings, invoice, call.now)
	customer = records.get(call.connection, INVOICE, invoice)["customer"]
	return {"invoice": note, "balance": _balance(call, customer)}


@reads
def before_cancelling(call: Call, invoice: str) -> dict[str, Any]:
	return taking_back_view(
		taking_back.before_cancelling(call.connection, call.settings, invoice, call.today)
	)


@reads
def before_returning(call: Call, invoice: str) -> dict[str, Any]:
	return taking_back_view(taking_back.before_returning(call.connection, call.settings, invoice, call.today))


def _visit(call: Call, invoice: str) -> dict[str, Any]:
	facts = visit.read_visit(call, invoice)
	return visit_view(facts, ALL_RIGHTS, lambda: checkout.PAYING, call.settings.rounding)


def _receipt(call: Call, invoice: str) -> dict[str, Any]:
	row = records.get(call.connection, INVOICE, invoice)
	account = posting.open_account(call.connection, call.settings, row["customer"])
	program, entries = (account.program, account.entries) if account else (None, ())
	moved = receipt(program, entries, posting.facts_of(call.connection, row), call.today)
	because = in_a_row(moved.award, call.language, call.translate)
	rounding = call.settings.rounding
	paid = invoices.paid(call.connection, invoice)
	return {
		**receipt_view(invoice, row["grand_total"], row["loyalty_amount"], paid, moved, rounding, because),
		"reward": chosen_view(rewards.of_invoice(call.connection, invoice), rounding),
		"acts": acts(
			visit.state_of(call.connection, row), invoices.outstanding(call.connection, row), ALL_RIGHTS
		),
	}


def _balance(call: Call, customer: str) -> int:
	account = posting.open_account(call.connection, call.settings, customer)
	return balance(account.entries, call.today) if account else 0
