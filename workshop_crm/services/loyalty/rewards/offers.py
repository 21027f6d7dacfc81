"""What points can do for an invoice that somebody is at: a draft of Sales Invoice or POS Invoice, or a submitted one."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.model.document import Document
from frappe.utils import cint, getdate

from workshop_crm.core.common.errors import WorkshopError, missing
from workshop_crm.core.loyalty.model import Offer
from workshop_crm.core.loyalty.redemption import offer
from workshop_crm.core.loyalty.rewards.automatic import by_itself_view
from workshop_crm.core.loyalty.rewards.till import Chosen, Shelf
from workshop_crm.core.loyalty.rewards.view import chosen_view, offer_view, till_view
from workshop_crm.core.loyalty.rows import receipt
from workshop_crm.core.loyalty.view import moved_view
from workshop_crm.services.loyalty import facts, posting, redemption
from workshop_crm.services.loyalty.rewards import automatic, on_invoice, sale
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.invoices import INVOICE_DOCTYPES
from workshop_crm.services.platform.money import decimal, rounding
from workshop_crm.services.platform.permissions import require_customer, require_record
from workshop_crm.services.platform.words import _


def of_invoice(invoice_type: str, name: str) -> dict[str, Any] | None:
	"""None for an invoice that has nothing to do with points: a return, or of a customer in no program."""
	if invoice_type not in INVOICE_DOCTYPES:
		raise missing(invoice_type)
	require_record(invoice_type, name)
	invoice = frappe.get_doc(invoice_type, name)
	require_customer(invoice.customer)
	if invoice.is_return or is_consolidated(invoice):
		return None
	told = _of_draft(invoice) if invoice.docstatus == 0 else _of_submitted(invoice)
	return told and {**told, "currency": settings.currency(invoice.company)}


def _of_draft(invoice: Document) -> dict[str, Any] | None:
	"""Worked out on the record as it is stored; nothing is written."""
	redemption.prepare(invoice)
	sale.take_out(invoice, invoice.reward_amount)
	known, before = on_invoice.before_reward(invoice)
	if known.program is None:
		return None
	tier = known.member(getdate()).tier
	is_applied = bool(invoice.reward_by_itself)
	chosen, found, problem = _with_choice(invoice, known, before)
	return {
		"state": "draft",
		"problem": problem,
		"tier": tier.name,
		"tier_ar": tier.name_ar,
		**offer_view(found, rounding()),
		**till_view(known, before, chosen, getdate(), rounding(), _),
		"by_itself": by_itself_view(automatic.on_sale(invoice)) if is_applied else None,
		"may_apply": not is_applied and automatic.may_apply(invoice),
	}


def _with_choice(invoice: Document, known: Shelf, before: Any) -> tuple[Chosen | None, Offer, str]:
	"""What the draft asks for; when that cannot be had any more, an offer without it, and why."""
	points = cint(invoice.loyalty_points)
	try:
		chosen = on_invoice.put_on(invoice, known, before)
		if chosen:
			invoice.calculate_taxes_and_totals()
		return chosen, _offer(invoice, known, points, chosen), ""
	except WorkshopError as error:
		return None, _offer(invoice, known, 0, None), error.text(_)


def _offer(invoice: Document, known: Shelf, points: int, chosen: Chosen | None) -> Offer:
	payable, total = redemption.payable(invoice), decimal(invoice.base_grand_total)
	cost = chosen.cost if chosen else 0
	asked = facts.of_sale(invoice, known.program.rules if known.program else ())
	return offer(known.program, known.entries, known.customer, total, payable, points, asked, cost)


def _of_submitted(invoice: Document) -> dict[str, Any] | None:
	"""What it did: earned, spent, left."""
	program, entries = posting.program_and_rows(invoice)
	if program is None:
		return None
	points = receipt(program, entries, posting.facts_of(invoice), getdate())
	return {
		"state": "submitted",
		**moved_view(points),
		"redeem_amount": rounding().number(decimal(invoice.loyalty_amount)),
		"reward": chosen_view(on_invoice.of_invoice(invoice), rounding()),
	}
