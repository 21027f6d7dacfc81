"""Rewards and redemptions as the rules know them. Money is Decimal, tax included; points are whole numbers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

RewardKind = Literal[
	"Free Service", "Free Item", "Percentage", "Fixed Amount", "Upgrade", "Gift", "Partner Voucher"
]
State = Literal["Reserved", "Applied", "Used", "Cancelled", "Expired"]
# Handed over the counter: these take nothing off an invoice.
HANDED_OVER: tuple[RewardKind, ...] = ("Gift", "Partner Voucher")


@dataclass(frozen=True, slots=True)
class Terms:
	"""What a reward gives. A redemption keeps its own copy: later changes of the catalog do not touch it.

	`max_amount` is the most it takes off, 0 for no limit. An upgrade gives `item` at the price of `upgrade_from`.
	"""

	kind: RewardKind
	title: str
	title_ar: str = ""
	service_type: str | None = None
	item: str | None = None
	upgrade_from: str | None = None
	percent: Decimal = Decimal(0)
	amount: Decimal = Decimal(0)
	max_amount: Decimal = Decimal(0)

	@property
	def is_handed_over(self) -> bool:
		return self.kind in HANDED_OVER

	@property
	def both_titles(self) -> str:
		return " · ".join(title for title in (self.title, self.title_ar) if title)


@dataclass(frozen=True, slots=True)
class Reward:
	"""A row of the catalog. A limit of 0 is none; `tier` is the lowest that may have it, empty for all.

	`stock` counts all that were ever taken and not given back. At most `per_customer` in `per_customer_days` days, ever when
	these are 0. A code for later use is valid for `code_days` days, without end when these are 0.
	"""

	name: str
	program: str
	terms: Terms
	points: int
	tier: str = ""
	stock: int = 0
	per_customer: int = 0
	per_customer_days: int = 0
	starts: date | None = None
	ends: date | None = None
	code_days: int = 0
	is_disabled: bool = False
	description: str = ""
	description_ar: str = ""
	image: str = ""


@dataclass(frozen=True, slots=True)
class Taken:
	"""How often a reward was taken and not given back: by everybody, and on which days by this customer."""

	total: int = 0
	own: tuple[date, ...] = ()


@dataclass(frozen=True, slots=True)
class Redemption:
	"""One reward that a customer paid for with `points`. Only one that was reserved for later has a `code`."""

	name: str
	reward: str
	customer: str
	points: int
	terms: Terms
	state: State
	code: str = ""
	expires_on: date | None = None
	invoice_type: str = ""
	invoice: str = ""
	reserved_on: date | None = None


@dataclass(frozen=True, slots=True)
class RewardLine:
	"""A line of a sale; `rate` is the price of one unit before tax."""

	item: str
	qty: Decimal
	rate: Decimal
	service_type: str | None = None


@dataclass(frozen=True, slots=True)
class RewardSale:
	"""A sale before any reward: `net` before tax, `total` with it. `rates` are list prices of items that upgrades start from."""

	lines: tuple[RewardLine, ...]
	net: Decimal
	total: Decimal
	rates: Mapping[str, Decimal] = field(default_factory=dict)

	def with_tax(self, net: Decimal) -> Decimal:
		"""An amount before tax, with the share of tax that the whole sale has."""
		return net * self.total / self.net if self.net else Decimal(0)
