"""Completing a service, and taking it back."""

from functools import partial
from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.common.channels import read_channel
from workshop_crm.core.common.limits import at_most, rows_before
from workshop_crm.core.visits.draft import read_basket, read_name, read_saving, read_screen
from workshop_crm.core.visits.payments import read_some_payments
from workshop_crm.core.visits.sale import keyed, read_sale
from workshop_crm.services.visits import checkout, drafts, sending, taking_back, visit, visit_record


@endpoint()
def options() -> dict[str, Any]:
	"""What can be sold, and who may have done the work."""
	return checkout.options()


@endpoint()
def prices(customer: str) -> dict[str, Any]:
	"""What the items cost this customer where that is another price than the usual one."""
	return {"rates": checkout.own_rates(customer)}


@endpoint()
def quote(
	customer: str,
	lines: list,
	redeem_points: int = 0,
	reward: str | None = None,
	reward_code: str | None = None,
	automatic: bool = False,
	discount_percent: float | None = None,
	discount_amount: float | None = None,
) -> dict[str, Any]:
	"""Price a sale without completing it; `automatic` while nobody has chosen anything of points and rewards.

	A sale with more off than the user may give is priced too: what `complete` would refuse is marked in the answer.
	"""
	sale = read_sale(
		customer,
		lines,
		redeem_points=redeem_points,
		reward=reward,
		reward_code=reward_code,
		discount_percent=discount_percent,
		discount_amount=discount_amount,
	)
	return checkout.quote(sale, automatic)


@endpoint(WRITE)
def complete(
	customer: str,
	lines: list,
	idempotency_key: str,
	vehicle: str | None = None,
	odometer: int | None = None,
	redeem_points: int = 0,
	odometer_reason: str | None = None,
	technician: str | None = None,
	adviser: str | None = None,
	reward: str | None = None,
	reward_code: str | None = None,
	payments: list | None = None,
	draft: str | None = None,
	screen: str | None = None,
	is_new: bool = False,
	discount_percent: float | None = None,
	discount_amount: float | None = None,
) -> dict[str, Any]:
	"""Submit the invoice of a sale, once for each idempotency key.

	`draft` is the open basket that it was; with `screen` it is refused when another screen has the basket, or sold it.
	"""
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
	basket = read_name(draft) if draft else ""
	own = partial(drafts.hold, basket, read_screen(screen), is_new) if basket and screen else None
	receipt = checkout.complete(keyed(sale, idempotency_key), own)
	if basket:
		drafts.complete(basket, customer)
	return receipt


@endpoint()
def get_visit(invoice: str) -> dict[str, Any]:
	"""An invoice with its lines and payments, and what the user may do with it."""
	return visit.get_visit(invoice)


@endpoint()
def of_customer(customer: str, limit: int = 50, offset: int = 0) -> dict[str, Any]:
	"""A page of all visits of a customer, the latest first, and how many there are."""
	return visit_record.page(customer, at_most(limit), rows_before(offset))


@endpoint(WRITE)
def pay(invoice: str, payments: list, outstanding: float) -> dict[str, Any]:
	"""Take the payment of an invoice of which the screen shows `outstanding` as open."""
	return visit.pay(invoice, read_some_payments(payments), outstanding)


@endpoint(WRITE)
def send_invoice(invoice: str, channel: str | None = None) -> dict[str, Any]:
	"""Write to the customer with a link to the invoice, by the channel or by the best one."""
	return sending.send(invoice, read_channel(channel))


@endpoint(WRITE)
def cancel(invoice: str) -> dict[str, Any]:
	"""Cancel an invoice."""
	return taking_back.cancel(invoice)


@endpoint(WRITE)
def return_invoice(invoice: str) -> dict[str, Any]:
	"""Return an invoice by a credit note."""
	return taking_back.return_invoice(invoice)


@endpoint()
def before_cancelling(invoice: str) -> dict[str, Any]:
	"""What cancelling would do to the customer's points."""
	return taking_back.before_cancelling(invoice)


@endpoint()
def before_returning(invoice: str) -> dict[str, Any]:
	"""What returning would do to the customer's points."""
	return taking_back.before_returning(invoice)


@endpoint()
def open_baskets(customer: str | None = None, limit: int = 10, offset: int = 0) -> dict[str, Any]:
	"""Sales that were begun and are not completed, the latest first, and how many there are."""
	return drafts.listed(customer, at_most(limit), rows_before(offset))


@endpoint(WRITE)
def take_basket(draft: str, screen: str) -> dict[str, Any]:
	"""Go on with an open basket on this screen; no other one may change it from then on."""
	return drafts.take(read_name(draft), read_screen(screen))


@endpoint(WRITE)
def save_basket(
	draft: str, screen: str, customer: str, basket: dict, is_new: bool = False, turn: int = 0
) -> dict[str, Any]:
	"""Keep what a screen has of a sale, under the name that it has chosen; `is_new` as long as no answer has come.

	`turn` counts the savings of the screen: one that comes after a later one changes nothing.
	"""
	return drafts.save(read_saving(draft, screen, is_new, turn), customer, read_basket(basket))


@endpoint(WRITE)
def discard_basket(draft: str) -> dict[str, Any]:
	"""Delete an open basket."""
	return drafts.discard(read_name(draft))
