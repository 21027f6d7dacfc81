"""What a reward takes off a sale."""

from __future__ import annotations

from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.loyalty.rewards.model import RewardLine, RewardSale, Terms


def worth(terms: Terms, sale: RewardSale, rounding: Rounding) -> Decimal:
	"""The amount off the total, tax included: never more than the total, nor than the reward's own limit.

	Raises InvalidInput for a reward that is not for an invoice, whose item or service is not on this sale, or that
	would take nothing off: nobody pays points for that.
	"""
	if terms.is_handed_over:
		raise InvalidInput(
			N_("{reward} is handed over, not taken off an invoice. Give it on its own."), reward=terms.title
		).at("reward")
	limit = min(terms.max_amount or sale.total, sale.total)
	off = rounding.of(min(_whole(terms, sale), limit))
	if off <= 0:
		raise InvalidInput(N_("{reward} takes nothing off this sale."), reward=terms.title).at("reward")
	return off


def _whole(terms: Terms, sale: RewardSale) -> Decimal:
	if terms.kind == "Percentage":
		return sale.total * terms.percent / 100
	if terms.kind == "Fixed Amount":
		return terms.amount
	if terms.kind == "Free Service":
		lines = _fitting(terms, sale, terms.service_type)
		return sale.with_tax(sum((line.rate * line.qty for line in lines), Decimal(0)))
	line = max(_fitting(terms, sale, terms.item), key=lambda line: line.rate)
	paid = _price_paid(terms, sale) if terms.kind == "Upgrade" else Decimal(0)
	return sale.with_tax(max(line.rate - paid, Decimal(0)) * min(line.qty, Decimal(1)))


def _price_paid(terms: Terms, sale: RewardSale) -> Decimal:
	"""What the customer pays instead. An item whose price nobody has entered is not free."""
	paid = sale.rates.get(terms.upgrade_from or "", Decimal(0))
	if paid <= 0:
		raise InvalidInput(
			N_("{item} has no price, so {reward} cannot be worked out. Enter the price first."),
			item=terms.upgrade_from or "",
			reward=terms.title,
		).at("reward")
	return paid


def _fitting(terms: Terms, sale: RewardSale, wanted: str | None) -> list[RewardLine]:
	"""All lines of the service, or those of the item: of an item one unit is meant."""
	by_service = terms.kind == "Free Service"
	fitting = [line for line in sale.lines if wanted == (line.service_type if by_service else line.item)]
	if not fitting:
		raise InvalidInput(
			N_("{reward} is for {wanted}, which is not on this sale. Add it first."),
			reward=terms.title,
			wanted=wanted or "",
		).at("reward")
	return fitting


def check_discount(percent: Decimal) -> None:
	"""Raise InvalidInput on an invoice whose discount is in percent: it would be worked out anew with the reward in it."""
	if percent:
		raise InvalidInput(
			N_(
				"A reward and a discount in percent do not go together. Enter the discount as an amount, or leave out the reward."
			)
		).at("reward")
