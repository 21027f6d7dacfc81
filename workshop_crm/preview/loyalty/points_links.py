"""The secret address of a customer's own points page: made for staff, and read again when a guest opens it."""

from __future__ import annotations

from workshop_crm.core.loyalty.points_link import account_of, points_link, points_token
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.loyalty.accounts import ACCOUNT


def of_customer(call: Call, customer: str) -> str | None:
	"""None for a customer without an account in the program, and for one who is disabled."""
	whose = {"customer": customer, "loyalty_program": call.settings.loyalty_program}
	account = records.first(call.connection, ACCOUNT, whose)
	if account is None or _is_disabled(call, customer):
		return None
	token = points_token(call.settings.invitation_secret, account["name"])
	return points_link(call.settings.public_url or call.base_url, token)


def customer_behind(call: Call, token: str) -> str | None:
	"""Whose token it is. None for any other, and for one whose customer was erased or disabled."""
	name = account_of(call.settings.invitation_secret, token)
	whose = {"name": name, "loyalty_program": call.settings.loyalty_program}
	account = records.first(call.connection, ACCOUNT, whose) if name else None
	if account is None or _is_disabled(call, account["customer"]):
		return None
	return str(account["customer"])


def _is_disabled(call: Call, customer: str) -> bool:
	return bool(records.get(call.connection, "Customer", customer)["disabled"])
