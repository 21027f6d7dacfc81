"""An invoice that is sent to its customer: what the message says, and when it makes sense."""

from __future__ import annotations

import hashlib
from datetime import date
from decimal import Decimal
from typing import Final

from workshop_crm.core.common.currency_signs import amount_in_words
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.languages import Language
from workshop_crm.core.visits.invoice_link import OPEN_FOR, is_open

PURPOSE: Final = "Invoice"
CANNOT_BE_SENT = N_("{record} is not a valid invoice, so it cannot be sent.")


def check_age(invoice: str, day: date, today: date) -> None:
	"""Raises InvalidInput for an invoice whose link leads nowhere any more."""
	if not is_open(day, today):
		raise InvalidInput(
			N_("The link of an invoice is open for {days} days. Print {record} instead."),
			days=OPEN_FOR.days,
			record=invoice,
		)


def message_key(invoice: str, channel: str, today: date, address: str = "") -> str:
	"""The same for a whole day: pressed twice, it is written once.

	`address` is for the day on which the customer's address changed after the invoice had left.
	"""
	key = f"invoice:{invoice}:{channel}:{today.isoformat()}"
	return f"{key}:{hashlib.sha256(address.encode()).hexdigest()[:16]}" if address else key


def places(invoice: str, total: Decimal, currency: str, decimals: int, language: Language) -> dict[str, str]:
	"""What fills the places of the message; the link has a place of its own."""
	return {"invoice": invoice, "amount": amount_in_words(total, decimals, currency, language)}
