"""Completing a service, and taking it back."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.core.visits.sale import keyed, read_sale
from workshop_crm.services.visits import checkout


@endpoint()
def options() -> dict[str, Any]:
	"""What can be sold, and who may have done the work."""
	return checkout.options()


@endpoint()
def quote(
	customer: str,
	lines: list,
	redeem_points: int = 0,
	reward: str | None = None,
	reward_code: str | None = None,
	automatic: bool = False,
) -> dict[str, Any]:
	"""Price a sale without completing it; `automatic` while nobody has chosen anything of points and rewards."""
	sale = read_sale(customer, lines, redeem_points=redeem_points, reward=reward, reward_code=reward_code)
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
) -> dict[str, Any]:
	"""Submit the invoice of a sale, once for each idempotency key."""
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
	)
	return checkout.complete(keyed(sale, idempotency_key))


@endpoint(WRITE)
def cancel(invoice: str) -> dict[str, Any]:
	"""Cancel an invoice."""
	return checkout.cancel(invoice)


@endpoint(WRITE)
def return_invoice(invoice: str) -> dict[str, Any]:
	"""Return an invoice by a credit note."""
	return checkout.return_invoice(invoice)
