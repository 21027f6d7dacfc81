"""Reward Redemption: written here alone, under the lock of its account, together with the rows of the ledger."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.core.loyalty.rewards.model import Redemption, Reward, State
from workshop_crm.core.loyalty.rewards.records import redemption_of, terms_text
from workshop_crm.core.loyalty.rewards.redemptions import REDEMPTION, rows_due
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.accounts import OpenAccount

MOMENTS: dict[State, str] = {
	"Applied": "applied_on",
	"Used": "used_on",
	"Cancelled": "ended_on",
	"Expired": "ended_on",
}


def add(opened: OpenAccount, reward: Reward, state: State, **about: Any) -> Redemption:
	"""A new redemption; its points are taken. Raises InvalidInput when they are not there."""
	account = opened.account
	record = frappe.get_doc(
		{
			"doctype": REDEMPTION,
			"customer": account.customer,
			"reward": reward.name,
			"loyalty_program": account.program,
			"company": account.company,
			"points": reward.points,
			"terms": terms_text(reward.terms),
			"status": state,
			"reserved_on": now_datetime(),
			**_moment(state),
			**about,
		}
	).insert(ignore_permissions=True, ignore_links=True)
	redemption = redemption_of(record.as_dict())
	accounts.write(opened, rows_due(opened.program, opened.books, redemption))
	return redemption


def bring_to(opened: OpenAccount, redemption: Redemption, state: State, **about: Any) -> None:
	"""Store the new state, and give its points back or take them again."""
	if state == "Reserved":
		about |= {"invoice_type": None, "invoice": None, "amount": 0, "applied_on": None}
	frappe.db.set_value(REDEMPTION, redemption.name, {"status": state, **_moment(state), **about})
	accounts.write(opened, rows_due(opened.program, opened.books, replace(redemption, state=state)))


def _moment(state: State) -> dict[str, Any]:
	return {MOMENTS[state]: now_datetime()} if state in MOMENTS else {}
