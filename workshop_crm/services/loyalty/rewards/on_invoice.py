"""A reward on a Sales Invoice or POS Invoice: priced whenever it is saved, paid when it is submitted, given back with it."""

from __future__ import annotations

import frappe
from frappe.model.document import Document
from frappe.utils import getdate

from workshop_crm.core.loyalty.rewards import till
from workshop_crm.core.loyalty.rewards.catalogue import check_available
from workshop_crm.core.loyalty.rewards.model import Redemption, RewardSale, Taken
from workshop_crm.core.loyalty.rewards.records import redemption_of
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION, check_usable, end_of, state_after
from workshop_crm.core.loyalty.rewards.till import Chosen, Shelf, find_code, find_reward
from workshop_crm.services.loyalty import accounts, posting
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.rewards import redemptions, sale, shelf
from workshop_crm.services.platform.consolidation import is_consolidated
from workshop_crm.services.platform.money import decimal, rounded


def prepare(invoice: Document) -> None:
	"""Work out the reward's amount before the invoice is validated, whatever the client sent."""
	if is_consolidated(invoice) or invoice.is_return:
		invoice.update({"loyalty_reward": None, "reward_code": None, "reward_amount": 0})
		return
	sale.take_out(invoice, sale.stored_amount(invoice))
	invoice.flags.reward = None
	invoice.reward_amount = 0
	if not invoice.loyalty_reward and not invoice.reward_code:
		return
	invoice.set_missing_values(for_validate=True)
	known, before = before_reward(invoice)
	put_on(invoice, known, before)


def before_reward(invoice: Document) -> tuple[Shelf, RewardSale]:
	"""The invoice calculated without a reward, and what its customer may have."""
	known = shelf.of_customer(invoice.customer, invoice.company)
	return known, sale.before_reward(invoice, shelf.upgrade_rates(known))


def put_on(invoice: Document, known: Shelf, before: RewardSale) -> Chosen | None:
	"""Take the reward that the invoice names off its total. Raises InvalidInput for one that cannot be had."""
	code = invoice.reward_code or ""
	reward = "" if code else invoice.loyalty_reward or ""
	chosen = till.choose(known, before, reward, code, getdate())
	if chosen:
		sale.put_in(invoice, before, chosen.worth)
		invoice.loyalty_reward = chosen.reward
		invoice.reward_amount = float(chosen.worth)
	invoice.flags.reward = chosen
	return chosen


def cost(invoice: Document) -> int:
	"""Points that the reward on this invoice will take; none for a code, which is paid."""
	chosen: Chosen | None = invoice.flags.reward
	return chosen.cost if chosen else 0


def take(invoice: Document) -> None:
	"""Pay the reward of a submitted invoice with points or use its code, checked again while nobody else can."""
	if not invoice.loyalty_reward or invoice.is_return or is_consolidated(invoice):
		return
	opened = accounts.lock(Account(invoice.customer, invoice.loyalty_program, invoice.company))
	about = {
		"invoice_type": invoice.doctype,
		"invoice": invoice.name,
		"amount": rounded(decimal(invoice.reward_amount)),
	}
	if invoice.reward_code:
		known = shelf.of_customer(invoice.customer, invoice.company)
		redemption = shelf.latest(find_code(known, invoice.reward_code).name)
		check_usable(redemption, invoice.customer, getdate())
		redemptions.bring_to(opened, redemption, "Applied", **about)
		return
	known = shelf.of_account(opened, invoice.loyalty_reward)
	reward = find_reward(known, invoice.loyalty_reward)
	check_available(reward, known.member(getdate()), known.taken.get(reward.name, Taken()))
	redemptions.add(opened, reward, "Applied", **about)


def settle(invoice: Document) -> None:
	"""Let the redemption on an invoice follow it; twice changes nothing."""
	account = posting.account_of(invoice)
	names = frappe.get_all(
		REDEMPTION, {"invoice_type": invoice.doctype, "invoice": invoice.name}, pluck="name", order_by=None
	)
	if not account or not names:
		return
	opened = accounts.lock(account)
	end = end_of(posting.facts_of(invoice))
	for name in names:
		redemption = shelf.latest(name)
		if (state := state_after(redemption, end, getdate())) != redemption.state:
			redemptions.bring_to(opened, redemption, state)


def redemptions_of(invoice: Document) -> list[Redemption]:
	"""The rewards on an invoice as they stand."""
	filters = {"invoice_type": invoice.doctype, "invoice": invoice.name}
	return [redemption_of(row) for row in frappe.get_all(REDEMPTION, filters, ["*"], order_by=None)]


def of_invoice(invoice: Document) -> Chosen | None:
	"""The reward of a submitted invoice as it was taken."""
	rows = frappe.get_all(
		REDEMPTION, {"invoice_type": invoice.doctype, "invoice": invoice.name}, ["*"], order_by=None, limit=1
	)
	if not rows:
		return None
	known = redemption_of(rows[0])
	return Chosen(known.terms, decimal(rows[0].amount), known.points, known.reward, known)
