"""What the loyalty rules read and what they decide. Money is Decimal, points are whole numbers."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

Kind = Literal["Earn", "Redeem", "Reverse", "Restore", "Expire", "Adjust"]
# Rows that say what an invoice earned.
EARNING_KINDS: tuple[Kind, ...] = ("Earn", "Reverse")


@dataclass(frozen=True, slots=True)
class Tier:
	"""A level of the programme: reached at `min_spent`, one point for each full `spend_per_point`."""

	name: str
	min_spent: Decimal
	spend_per_point: Decimal


@dataclass(frozen=True, slots=True)
class Program:
	"""The program: one point pays `point_value`; points live `expiry_days` days, 0 = for ever.

	`tier_from_next_invoice`: the invoice that reaches a tier still earns in the one before it.
	"""

	name: str
	tiers: tuple[Tier, ...]
	point_value: Decimal
	expiry_days: int
	tier_from_next_invoice: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
	"""One row of the ledger.

	A row that adds points and has no `redeem_against` opens a lot, named after the row. Every other row
	names in `redeem_against` the lot it takes from or gives back to, and carries that lot's `expiry_date`.
	`points` is signed: Redeem, Reverse and Expire are negative; Restore is positive, and negative only
	when a credit note that restored points is itself cancelled. `spend` is the money that counts towards
	the tier; only Earn, Reverse and Adjust rows have any. `invoice` is the original invoice, also on the
	rows that a credit note causes. `tier` is the one in which an Earn or Reverse row was worked out, `rate` how much
	spending earned one point then; rows that are older than this field have none.
	"""

	name: str
	kind: Kind
	points: int
	spend: Decimal
	posting_date: date
	expiry_date: date | None = None
	invoice: str | None = None
	redeem_against: str | None = None
	reason: str = ""
	tier: str = ""
	rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class NewEntry:
	"""A row that a host appends and names; see `rows`. `key` is unique: the same row cannot be written twice."""

	kind: Kind
	points: int
	key: str
	posting_date: date
	spend: Decimal = Decimal(0)
	expiry_date: date | None = None
	invoice: str | None = None
	redeem_against: str | None = None
	reason: str = ""
	tier: str = ""
	rate: Decimal | None = None

	def named(self, name: str) -> Entry:
		"""The row once it is written."""
		return Entry(
			name,
			self.kind,
			self.points,
			self.spend,
			self.posting_date,
			self.expiry_date,
			self.invoice,
			self.redeem_against,
			self.reason,
			self.tier,
			self.rate,
		)


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
	"""What of an invoice decides its points. Money is in the currency of points.

	`source` is what the invoice is called among all documents of the host. `returned` is the sum of its credit notes,
	`returned_with_points` without those that paid everything out in money. `earns`: the program gave points on its day.
	"""

	name: str
	source: str
	posting_date: date
	total: Decimal
	redeemed: Decimal
	returned: Decimal
	returned_with_points: Decimal
	is_cancelled: bool = False
	earns: bool = True


@dataclass(frozen=True, slots=True)
class Lot:
	"""Points that were earned together and expire together; `points` is what is left of them."""

	entry: str
	points: int
	expiry_date: date | None


@dataclass(frozen=True, slots=True)
class Correction:
	"""The one row that brings an invoice's earned points to what they should be; see `earning.correction`.

	`redeem_against` is None when the row opens the invoice's lot. `rate` is that of the invoice's first row.
	"""

	points: int
	spend: Decimal
	kind: Kind
	expiry_date: date | None
	redeem_against: str | None
	rate: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Restoration:
	"""One Restore row that gives redeemed points back to their lot; see `returns.restorations`."""

	points: int
	redeem_against: str
	expiry_date: date | None


@dataclass(frozen=True, slots=True)
class Quote:
	"""The most that may be redeemed on an invoice."""

	max_points: int
	max_amount: Decimal


@dataclass(frozen=True, slots=True)
class AccountTotals:
	"""One member of the programme, as `view.program_view` counts them."""

	balance: int
	lifetime_spend: Decimal
