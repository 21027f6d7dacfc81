"""One number for all rows of an account, kept beside them: a row that was changed, removed or slipped in makes another one.

It is the sum of a digest of each row, so that the order of the rows does not matter and the seals of two accounts that
become one are added up. Whose rows they are is no part of it, because customers are renamed and merged; nor what a
manager wrote about points by hand, because it may name a person who is erased.
"""

from collections.abc import Iterable
from decimal import Decimal
from hashlib import sha256

from workshop_crm.core.loyalty.model import Entry

BITS = 256
# As many decimals as ERPNext keeps.
DECIMALS = Decimal("1e-9")


def sealed(entries: Iterable[Entry], seal: str = "") -> str:
	"""`seal` with these rows added; the seal of the rows alone without one. No rows: "0"."""
	total = int(seal or "0", 16) + sum(map(_digest, entries))
	return f"{total % 2**BITS:x}"


def joined(seal: str, other: str) -> str:
	"""The seal of two accounts' rows together."""
	return f"{(int(seal or '0', 16) + int(other or '0', 16)) % 2**BITS:x}"


def _digest(entry: Entry) -> int:
	said = (
		entry.name,
		entry.kind,
		entry.points,
		_number(entry.spend),
		entry.posting_date,
		entry.expiry_date,
		entry.invoice_type or "",
		entry.invoice or "",
		entry.redeem_against or "",
		"" if entry.kind == "Adjust" else entry.reason,
		entry.tier,
		_number(entry.rate or Decimal(0)),
		entry.award,
		entry.available_from,
		entry.earned_when,
	)
	return int.from_bytes(sha256("\x1f".join(map(str, said)).encode()).digest(), "big")


def _number(value: Decimal) -> str:
	return f"{value.quantize(DECIMALS).normalize():f}"
