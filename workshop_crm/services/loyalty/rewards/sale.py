"""An invoice as the rules of rewards see it, in the company's currency, and the reward's share of its discount."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import frappe
from frappe.model.document import Document
from frappe.utils import flt

from workshop_crm.core.loyalty.rewards.model import RewardLine, RewardSale
from workshop_crm.core.loyalty.rewards.worth import check_discount
from workshop_crm.services.platform.money import decimal, rounded

NET = "Net Total"


def before_reward(invoice: Document, upgrades_from: Sequence[str]) -> RewardSale:
	"""The invoice without any reward, calculated. `upgrades_from` are items whose list price is needed."""
	invoice.calculate_taxes_and_totals()
	return RewardSale(
		tuple(_line(row) for row in invoice.items if row.item_code and flt(row.qty) > 0),
		decimal(invoice.base_net_total),
		decimal(invoice.base_grand_total),
		_rates(upgrades_from, invoice.selling_price_list),
	)


def take_out(invoice: Document, amount: float) -> None:
	"""Leave in the discount what is not the reward's `amount`."""
	off = flt(amount) / (flt(invoice.conversion_rate) or 1)
	if off:
		left = flt(invoice.discount_amount) - off
		invoice.discount_amount = max(flt(left, invoice.precision("discount_amount")), 0)


def put_in(invoice: Document, sale: RewardSale, worth: Decimal) -> None:
	"""Add the reward's worth to the discount, before or after tax as the invoice has it."""
	check_discount(decimal(invoice.additional_discount_percentage))
	own = decimal(invoice.discount_amount)
	if not own:
		invoice.apply_discount_on = "Grand Total"
	part = worth * sale.net / sale.total if invoice.apply_discount_on == NET and sale.total else worth
	rate = decimal(invoice.conversion_rate) or Decimal(1)
	invoice.discount_amount = rounded(own + part / rate)


def stored_amount(invoice: Document) -> float:
	"""What the discount already has of a reward: put in just now, saved last, or copied with it from another invoice."""
	if invoice.flags.reward:
		return float(invoice.flags.reward.worth)
	before = invoice.get_doc_before_save()
	if before:
		return before.reward_amount
	if invoice.is_new() and invoice.amended_from:
		return frappe.db.get_value(invoice.doctype, invoice.amended_from, "reward_amount")
	return invoice.reward_amount or 0


def _line(row: Document) -> RewardLine:
	service = frappe.get_cached_value("Item", row.item_code, "service_type")
	return RewardLine(row.item_code, decimal(row.qty), decimal(row.base_net_rate), service)


def _rates(items: Sequence[str], price_list: str | None) -> dict[str, Decimal]:
	"""Today's prices by the invoice's price list, else the items' standard rates."""
	if not items:
		return {}
	names = list(items)
	standard = frappe.get_all("Item", {"name": ("in", names)}, ["name", "standard_rate"], as_list=True)
	on = {"valid_from": ("<=", frappe.utils.today()), "selling": 1, "price_list": price_list}
	listed = frappe.get_all(
		"Item Price",
		{"item_code": ("in", names), **on},
		["item_code", "price_list_rate"],
		order_by="valid_from",
		as_list=True,
	)
	return {item: decimal(rate) for item, rate in (*standard, *listed)}
