"""What a Saudi tax invoice has on paper: its title, and the QR code of phase 1 of e-invoicing.

Source: ZATCA, "E-Invoicing Detailed Technical Guidelines", QR code of the generation phase; VAT Implementing
Regulations, article 53.
"""

from __future__ import annotations

import re
from base64 import b64encode
from dataclasses import dataclass
from datetime import datetime, timezone
from decimal import Decimal

from workshop_crm.core.common.digits import to_latin_digits
from workshop_crm.core.common.errors import N_

COUNTRY = "SA"
CURRENCY = "SAR"
SIMPLIFIED_BELOW = Decimal(1000)
"""Below this total, without tax, a business may be given a simplified invoice too."""
MAX_BYTES = 255
"""A field's length is one byte."""

_VAT_NUMBER = re.compile(r"3\d{13}3")


@dataclass(frozen=True, slots=True)
class DeclaredTotals:
	"""What an invoice comes to in the currency in which tax is declared: the company's."""

	currency: str
	net: Decimal
	tax: Decimal

	@property
	def total(self) -> Decimal:
		return self.net + self.tax


def vat_number(text: str) -> str:
	"""A Saudi VAT number, 15 digits that begin and end with 3; empty for anything else. Spaces do not count."""
	digits = to_latin_digits("".join(text.split()))
	return digits if _VAT_NUMBER.fullmatch(digits) else ""


def title(customer_tax_id: str, net: Decimal, is_return: bool) -> str:
	"""A business gets a tax invoice from `SIMPLIFIED_BELOW` on; everybody else a simplified one.

	`net` is that of the invoice, for a credit note that of the invoice it belongs to.
	"""
	if vat_number(customer_tax_id) and abs(net) >= SIMPLIFIED_BELOW:
		return N_("Credit note to a tax invoice") if is_return else N_("Tax invoice")
	return N_("Credit note to a simplified tax invoice") if is_return else N_("Simplified tax invoice")


def code(seller: str, number: str, issued: datetime, totals: DeclaredTotals) -> str:
	"""What the QR code says: five fields, each a tag, a length and UTF-8, together in Base64.

	`number` is the seller's VAT number, `issued` has a time zone. A credit note states positive amounts. A name longer
	than a field is cut after a whole letter.
	"""
	fields = (
		seller,
		number,
		f"{issued.astimezone(timezone.utc):%Y-%m-%dT%H:%M:%SZ}",
		f"{abs(totals.total):.2f}",
		f"{abs(totals.tax):.2f}",
	)
	return b64encode(b"".join(_field(tag, text) for tag, text in enumerate(fields, 1))).decode()


def _field(tag: int, text: str) -> bytes:
	value = text.encode()[:MAX_BYTES].decode(errors="ignore").encode()
	return bytes((tag, len(value))) + value
