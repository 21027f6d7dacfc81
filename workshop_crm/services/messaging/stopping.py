"""The front desk writes down that a customer wants no messages, or wants them again."""

from __future__ import annotations

import frappe

from workshop_crm.core.messaging.delivery import WAITING
from workshop_crm.core.messaging.going import OPTED_OUT
from workshop_crm.core.messaging.messages import WITHDRAWAL
from workshop_crm.core.messaging.opt_outs import ALL, OPT_IN, OPT_OUT, Kind
from workshop_crm.core.messaging.stopping import require_addresses
from workshop_crm.services.customers.customer_record import recipient_of
from workshop_crm.services.messaging import consents
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.permissions import require_customer


def stop(customer: str) -> None:
	"""Nothing more is written to the customer's addresses, and what waits is withdrawn."""
	_record(customer, OPT_OUT)
	waiting = {"customer": customer, "status": ("in", WAITING)}
	frappe.db.set_value(MESSAGE, waiting, {**WITHDRAWAL, "error": OPTED_OUT})


def allow(customer: str) -> None:
	"""The customer wants messages again, on the channels to which they agreed."""
	_record(customer, OPT_IN)


def _record(customer: str, kind: Kind) -> None:
	require_customer(customer, "write")
	for address in require_addresses(recipient_of(frappe.get_doc("Customer", customer))):
		consents.record(address, ALL, kind, "Staff", customer)
