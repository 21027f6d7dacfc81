"""The best reward goes on a draft by itself, whenever it is saved, until somebody chooses or removes something on it."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.common.errors import WorkshopError
from workshop_crm.core.loyalty.rewards.automatic import (
	NOTHING,
	OnSale,
	applies_by_itself,
	best_on,
	was_chosen,
)
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.loyalty.rewards import on_invoice, sale
from workshop_crm.services.platform.consolidation import is_consolidated


def is_wanted(customer: str, company: str) -> bool:
	"""Whether the best goes on this customer's sales by itself."""
	name = program_of(customer, company)
	choice = frappe.db.get_value("Customer", customer, "reward_application")
	return applies_by_itself(get_program(name) if name else None, choice)


def prepare(invoice: Document) -> None:
	"""Choose for a draft that nobody has chosen for. What was chosen once, or removed, stays as it is."""
	if invoice.docstatus != 0 or invoice.is_return or is_consolidated(invoice):
		return
	before = invoice.get_doc_before_save()
	if invoice.reward_left_out or was_chosen(on_sale(invoice), on_sale(before) if before else None):
		invoice.update({"reward_left_out": 1, "reward_by_itself": 0})
	elif may_apply(invoice):
		_put(invoice, _best(invoice))
	elif invoice.reward_by_itself:
		_put(invoice, NOTHING)


def may_apply(invoice: Document) -> bool:
	"""Whether the best would go on this draft when it is saved."""
	is_free = not invoice.reward_left_out and not frappe.flags.in_import
	return bool(is_free and invoice.customer and is_wanted(invoice.customer, invoice.company))


def give_up(invoice: Document) -> bool:
	"""Take off again what was put on by itself and cannot be had; whether there was anything. It never stops a draft."""
	if invoice.docstatus != 0 or not invoice.reward_by_itself:
		return False
	_put(invoice, NOTHING)
	return True


def on_sale(invoice: Document) -> OnSale:
	points = cint(invoice.loyalty_points) if invoice.redeem_loyalty_points else 0
	return OnSale(invoice.loyalty_reward or "", invoice.reward_code or "", points)


def _put(invoice: Document, best: OnSale) -> None:
	invoice.update(
		{
			"loyalty_reward": best.reward or None,
			"reward_code": best.code or None,
			"redeem_loyalty_points": int(best.points > 0),
			"loyalty_points": best.points,
			"reward_by_itself": int(best != NOTHING),
		}
	)


def _best(invoice: Document) -> OnSale:
	"""Of the invoice as it is without any reward; its discount is left as it was."""
	discount = invoice.discount_amount
	try:
		sale.take_out(invoice, sale.stored_amount(invoice))
		invoice.set_missing_values(for_validate=True)
		known, before = on_invoice.before_reward(invoice)
		return best_on(known, before, getdate())
	except WorkshopError:
		return NOTHING
	finally:
		invoice.discount_amount = discount
