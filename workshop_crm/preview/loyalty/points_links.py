"""The secret address of a customer's own points page: made for staff, and read again when a guest opens it."""

from __future__ import annotations

import sqlite3
from datetime import datetime

from workshop_crm.core.loyalty.adjust import require_member
from workshop_crm.core.loyalty.points_link import claimed_account, is_token_of
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.customer_links import points_link_of
from workshop_crm.preview.loyalty.accounts import ACCOUNT
from workshop_crm.preview.settings import Settings


def of_customer(call: Call, customer: str) -> str | None:
	"""None for a customer without an account in the program, and for one who is disabled."""
	account = account_name(call.connection, call.settings, customer)
	if account is None or _is_disabled(call, customer):
		return None
	return points_link_of(call.connection, call.settings, call.base_url, account)


def account_name(connection: sqlite3.Connection, settings: Settings, customer: str) -> str | None:
	"""The Customer Loyalty Points of a customer in the program in use."""
	whose = {"customer": customer, "loyalty_program": settings.loyalty_program}
	account = records.first(connection, ACCOUNT, whose)
	return str(account["name"]) if account else None


def renew(call: Call, customer: str, now: datetime) -> str | None:
	"""A new address for the page; the ones that the customer has had lead nowhere from now on."""
	name = require_member(account_name(call.connection, call.settings, customer), customer)
	number = records.get(call.connection, ACCOUNT, name)["link_number"]
	records.update(call.connection, ACCOUNT, name, {"link_number": number + 1}, now)
	return of_customer(call, customer)


def customer_behind(call: Call, token: str) -> str | None:
	"""Whose token it is. None for any other, and for one whose customer was erased or disabled."""
	name = claimed_account(token)
	whose = {"name": name, "loyalty_program": call.settings.loyalty_program}
	account = records.first(call.connection, ACCOUNT, whose) if name else None
	if name is None or account is None or _is_disabled(call, account["customer"]):
		return None
	secret = call.settings.invitation_secret
	return str(account["customer"]) if is_token_of(secret, token, name, account["link_number"]) else None


def _is_disabled(call: Call, customer: str) -> bool:
	return bool(records.get(call.connection, "Customer", customer)["disabled"])
