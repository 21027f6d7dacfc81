"""Rewards at the counter: reserved under a code, handed over, taken back; and codes that end."""

from __future__ import annotations

import secrets

import frappe
from frappe.utils import getdate

from workshop_crm.core.loyalty.redemption import require_program
from workshop_crm.core.loyalty.rewards import codes
from workshop_crm.core.loyalty.rewards.catalogue import check_available, expiry_of_code
from workshop_crm.core.loyalty.rewards.model import Redemption, State, Taken
from workshop_crm.core.loyalty.rewards.redemptions import (
	REDEMPTION,
	check_by_hand,
	given,
	is_due_to_expire,
)
from workshop_crm.core.loyalty.rewards.till import find_reward
from workshop_crm.services.loyalty import accounts
from workshop_crm.services.loyalty.ledger import Account
from workshop_crm.services.loyalty.programs import get_program, program_of
from workshop_crm.services.loyalty.rewards import redemptions, shelf
from workshop_crm.services.platform.isolation import isolated


def reserve(customer: str, company: str, reward: str, key: str) -> Redemption:
	"""Take a reward for later, under a code. The same key again gives the same redemption."""
	program = program_of(customer, company)
	require_program(get_program(program) if program else None, customer)
	opened = accounts.lock(Account(customer, program or "", company))
	if known := _of_request(key):
		return given(known, customer, reward)
	found = shelf.of_account(opened, reward)
	wanted = find_reward(found, reward)
	check_available(wanted, found.member(getdate()), found.taken.get(reward, Taken()))
	try:
		return redemptions.add(
			opened,
			wanted,
			"Reserved",
			code=codes.new_code(secrets.token_bytes(codes.BYTES)),
			expires_on=expiry_of_code(wanted, getdate()),
			request_key=key,
		)
	except frappe.UniqueValidationError:
		return _made_meanwhile(customer, reward, key)


def move(name: str, state: State, note: str = "") -> Redemption:
	"""Hand a reward over, or take it back."""
	row = frappe.db.get_value(REDEMPTION, name, ["customer", "loyalty_program", "company"], as_dict=True)
	opened = accounts.lock(Account(row.customer, row.loyalty_program, row.company))
	redemption = shelf.latest(name)
	check_by_hand(redemption, state, getdate())
	redemptions.bring_to(opened, redemption, state, **({"note": note} if note else {}))
	return shelf.latest(name)


def expire() -> None:
	"""Codes whose last day has passed."""
	over = frappe.get_all(
		REDEMPTION,
		{"status": "Reserved", "expires_on": ("<", getdate())},
		["name", "customer", "loyalty_program", "company"],
		limit=0,
	)
	for row in over:
		with isolated("Expiry of a reward", REDEMPTION, row.name):
			opened = accounts.lock(Account(row.customer, row.loyalty_program, row.company))
			redemption = shelf.latest(row.name)
			if is_due_to_expire(redemption, getdate()):
				redemptions.bring_to(opened, redemption, "Expired")
		frappe.db.commit()


def _made_meanwhile(customer: str, reward: str, key: str) -> Redemption:
	"""The same request came twice at once, and the other one was first: this transaction began before it ended."""
	frappe.db.rollback()
	frappe.clear_messages()
	return given(_of_request(key), customer, reward)


def _of_request(key: str) -> Redemption | None:
	row = frappe.qb.DocType(REDEMPTION)
	found = frappe.qb.from_(row).select(row.name).where(row.request_key == key).run()
	return shelf.latest(found[0][0]) if found else None
