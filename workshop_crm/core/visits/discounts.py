"""What is taken off a price or a whole sale by hand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.fields import exact_number
from workshop_crm.core.common.money import Rounding

ALL = Decimal(100)
MAX_AMOUNT = Decimal(10_000_000)


@dataclass(frozen=True, slots=True)
class Discount:
	"""A share in percent, or an amount: one of both. Of a line it is taken off each unit, before tax; of a sale off what is paid."""

	percent: Decimal = Decimal(0)
	amount: Decimal = Decimal(0)

	def off(self, price: Decimal, rounding: Rounding) -> Decimal:
		"""What goes off a price, rounded. Raises InvalidInput for more than the price."""
		if self.amount > price:
			raise InvalidInput(
				N_("A discount of {amount} is more than there is to pay. Correct it."),
				amount=self.amount,
			).at("discount")
		return rounding.of(self.amount or price * self.percent / ALL)


NO_DISCOUNT = Discount()


def read_discount(raw: Mapping[str, object]) -> Discount:
	"""From `discount_percent` or `discount_amount`. Raises InvalidInput for both, and for what is no discount."""
	percent = _number(raw.get("discount_percent"), ALL)
	amount = _number(raw.get("discount_amount"), MAX_AMOUNT)
	if percent and amount:
		raise InvalidInput(N_("A discount is either in percent or an amount. Enter one of them.")).at(
			"discount"
		)
	return Discount(percent, amount)


def _number(value: object, most: Decimal) -> Decimal:
	if value is None or value == "":
		return Decimal(0)
	number = exact_number(value)
	if number is None or not 0 <= number <= most:
		raise InvalidInput(N_("{value} cannot be a discount."), value=str(value)[:40]).at("discount")
	return number
