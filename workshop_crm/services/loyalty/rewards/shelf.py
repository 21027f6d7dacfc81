"""What the rules of rewards read of a customer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

import frappe
from frappe.query_builder.functions import Count

from workshop_crm.core.loyalty.model import Entry
from workshop_crm.core.loyalty.rewards.model import Redemption, Reward
from workshop_crm.core.loyalty.rewards.records import (
	CATALOG,
	REDEMPTION_FIELDS,
	REWARD_FIELDS,
	redemption_of,
	reward_of,
	taken_of,
)
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION, standing
from workshop_crm.core.loyalty.rewards.till import Shelf
from workshop_crm.services.loyalty import ledger
from workshop_crm.services.loyalty.accounts import OpenAccount
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of


def of_customer(customer: str, company: str) -> Shelf:
	"""As it is shown. Nothing is locked."""
	program = program_of(customer, company)
	if not program:
		return Shelf(customer)
	entries = ledger.read(Account(customer, program, company))
	rewards = _rewards(program)
	own = frappe.get_all(
		REDEMPTION,
		{"customer": customer, "status": ("!=", "Cancelled")},
		["reward", "reserved_on"],
		as_list=True,
		order_by=None,
	)
	taken = taken_of(_totals([reward.name for reward in rewards]), own)
	return Shelf(customer, get_program(program), entries, rewards, taken, _waiting(customer, program))


def of_account(opened: OpenAccount, reward: str) -> Shelf:
	"""One reward as it is now, for the holder of the account's lock; a limited stock is locked with it."""
	found = [reward_of(row) for row in _locked(CATALOG, REWARD_FIELDS, [reward])]
	limited = [one.name for one in found if one.stock]
	own = _own(opened.books.entries)
	totals = dict.fromkeys([one.name for one in found], 0) | _totals(limited, latest=True)
	return Shelf(opened.account.customer, opened.program, opened.books.entries, found, taken_of(totals, own))


def latest(name: str) -> Redemption:
	"""A redemption as it is now, locked. Its account is held already."""
	(row,) = _locked(REDEMPTION, REDEMPTION_FIELDS, [name])
	return redemption_of(row)


def upgrade_rates(shelf: Shelf) -> list[str]:
	"""Items whose list price decides what an upgrade is worth."""
	terms = [reward.terms for reward in shelf.rewards] + [one.terms for one in shelf.waiting]
	return [one.upgrade_from for one in terms if one.upgrade_from]


def _rewards(program: str) -> list[Reward]:
	rows = frappe.get_all(
		CATALOG, {"loyalty_program": program}, list(REWARD_FIELDS), order_by="points, name", limit=0
	)
	return [reward_of(row) for row in rows]


def _waiting(customer: str, program: str) -> list[Redemption]:
	filters = {"customer": customer, "loyalty_program": program, "status": "Reserved"}
	rows = frappe.get_all(REDEMPTION, filters, list(REDEMPTION_FIELDS), order_by="creation", limit=0)
	return [redemption_of(row) for row in rows]


def _own(entries: Sequence[Entry]) -> list[tuple[str, datetime]]:
	"""The customer's redemptions that stand, by the rows just read: nobody else writes them while the account is held."""
	rows = _locked(REDEMPTION, ("reward", "reserved_on"), standing(entries))
	return [(row.reward, row.reserved_on) for row in rows]


def _totals(rewards: Sequence[str], latest: bool = False) -> dict[str, int]:
	if not rewards:
		return {}
	row = frappe.qb.DocType(REDEMPTION)
	query = (
		frappe.qb.from_(row)
		.select(row.reward, Count(row.name))
		.where(row.reward.isin(list(rewards)))
		.where(row.status != "Cancelled")
		.groupby(row.reward)
	)
	return dict((query.for_update() if latest else query).run())


def _locked(doctype: str, fields: Sequence[str], names: Sequence[str]) -> list[frappe._dict]:
	"""Rows by their names, which locks no gap between others'."""
	if not names:
		return []
	row = frappe.qb.DocType(doctype)
	query = frappe.qb.from_(row).select(*(row[field] for field in fields)).where(row.name.isin(list(names)))
	return query.for_update().run(as_dict=True)
