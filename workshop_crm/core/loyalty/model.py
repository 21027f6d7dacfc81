"""What the loyalty rules read and what they decide. Money is Decimal, points are whole numbers."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal
from typing import Literal

from workshop_crm.core.common.money import USUAL, Rounding
from workshop_crm.core.common.periods import Period
from workshop_crm.core.loyalty.rules.awards import NO_AWARD, Award
from workshop_crm.core.loyalty.rules.facts import SaleFacts
from workshop_crm.core.loyalty.rules.model import Basis, EarningRule

Kind = Literal["Earn", "Redeem", "Reverse", "Restore", "Expire", "Adjust", "Transfer"]
# Rows that say what an invoice earned.
EARNING_KINDS: tuple[Kind, ...] = ("Earn", "Reverse")

TierBasis = Literal["Spend", "Points", "Visits"]
EarnWhen = Literal["Submitted", "Paid"]


@dataclass(frozen=True, slots=True)
class Tier:
	"""A level of the program: reached at `min_spent`, one point for each full `spend_per_point`.

	In a program whose tiers go by points or visits, `min_points` or `min_visits` is what reaches it. `benefits` are the
	owner's words for the customer.
	"""

	name: str
	min_spent: Decimal
	spend_per_point: Decimal
	min_points: int = 0
	min_visits: int = 0
	name_ar: str = ""
	benefits: str = ""
	benefits_ar: str = ""


@dataclass(frozen=True, slots=True)
class TierRule:
	"""What reaches a tier, and for how long it is held; see `tiers`.

	Counted is what was spent, earned or visited in the last `window_months` months, 0 = ever. Who no longer reaches a tier
	holds it `grace_days` days more.
	"""

	basis: TierBasis = "Spend"
	window_months: int = 0
	grace_days: int = 0


@dataclass(frozen=True, slots=True)
class AnswerRule:
	"""Points for any answer to a survey, whatever it says; 0: none. At most `most` answers in `days` days earn, no limit when either is 0."""

	points: int = 0
	most: int = 0
	days: int = 0


@dataclass(frozen=True, slots=True)
class ReferralRule:
	"""Points for who recommended a customer; 0: none. At most `month_most` customers in a calendar month, 0 = no limit."""

	points: int = 0
	month_most: int = 0


@dataclass(frozen=True, slots=True)
class Program:
	"""One point pays `point_value`; points live `expiry_days` days, 0 = for ever.

	Points are earned and redeemed from `starts` to `ends`, both days included; None = no limit.
	`tier_from_next_invoice`: the invoice that reaches a tier still earns in the one before it.
	`rounding` is that of the currency of points, the company's. `rules` say what else is earned, and on which `basis`:
	with or without VAT. `earn_by_tier`: what no rule of amounts takes over earns at the tier's rate. Points can be spent
	`pending_days` days after they were earned. `earn_when`: an invoice earns when it is submitted, or when it is paid in full.
	`allow_negative`: a return of points that were spent leaves a debt; else it is waived. What is given or taken by hand
	needs a second manager when it is more than `approval_above` points. `rewards_by_itself`: the best reward goes on a sale
	without being chosen.
	"""

	name: str
	tiers: tuple[Tier, ...]
	point_value: Decimal
	expiry_days: int
	tier_from_next_invoice: bool = False
	starts: date | None = None
	ends: date | None = None
	rounding: Rounding = USUAL
	answers: AnswerRule = AnswerRule()
	rules: tuple[EarningRule, ...] = ()
	basis: Basis = "Gross"
	earn_by_tier: bool = True
	tier_rule: TierRule = TierRule()
	pending_days: int = 0
	earn_when: EarnWhen = "Submitted"
	allow_negative: bool = True
	approval_above: int = 500
	rewards_by_itself: bool = False
	referrals: ReferralRule = ReferralRule()
	name_ar: str = ""

	@property
	def has_rules(self) -> bool:
		"""Whether the tier's rate on the total, VAT included, is not all there is."""
		return bool(self.rules) or self.basis == "Net" or not self.earn_by_tier

	@property
	def looks_back(self) -> bool:
		"""Whether a rule's cap depends on what it has given before."""
		return any(rule.caps.day or rule.caps.month for rule in self.rules)

	def runs_on(self, day: date) -> bool:
		return Period(self.starts, self.ends).includes(day)


@dataclass(frozen=True, slots=True)
class Entry:
	"""One row of the ledger.

	A row that adds points and has no `redeem_against` opens a lot, named after the row. Every other row
	names in `redeem_against` the lot it takes from or gives back to, and carries that lot's `expiry_date`.
	`points` is signed: Redeem, Reverse and Expire are negative; Restore is positive, and negative only
	when a credit note that restored points is itself cancelled. `spend` is the money that counts towards
	the tier; only Earn, Reverse and Adjust rows have any. `invoice` is the original invoice, also on the rows that a
	credit note causes and on the Expire row of its lot; `invoice_type` is its DocType. `tier` is the one in which an Earn or Reverse row was worked out, `rate` how much
	spending earned one point then; rows that are older than this field have none. `award` is what was earned by which
	rule, as text (`rules.records`), on the first row of an invoice that earned by rules. `available_from` is the first day
	on which the points of a lot can be spent, None when that is at once; the row that opens the lot says so.
	`earned_when`: whether an invoice earned when it was submitted or when it was paid; rows that are older have none.
	A row of another customer who became this one names in `moved_by` the Transfer row that brought it; that row says in
	`moved_from` who it was.
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
	invoice_type: str | None = None
	award: str = ""
	available_from: date | None = None
	earned_when: str = ""
	moved_by: str | None = None
	moved_from: str = ""


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
	invoice_type: str | None = None
	award: str = ""
	available_from: date | None = None
	earned_when: str = ""
	moved_by: str | None = None
	moved_from: str = ""

	def named(self, name: str) -> Entry:
		"""The row once it is written."""
		kept = {field.name: getattr(self, field.name) for field in fields(Entry) if field.name != "name"}
		return Entry(name, **kept)


@dataclass(frozen=True, slots=True)
class CreditNote:
	"""`total` is positive. `paid_out`: the whole amount came back as money, as at the Point of Sale."""

	total: Decimal
	paid_out: bool = False


@dataclass(frozen=True, slots=True)
class InvoiceFacts:
	"""What of an invoice decides its points. Money is in the currency of points.

	`redeemed` is what points pay of `total`. `credit_notes` are those that are submitted. `sale` is what the rules
	read; a host leaves it out where `by_rules.needs_sale` says so. `paid_on` is the day of the last payment, None while
	something is outstanding; a host leaves it out where `paying.waits_for_payment` says so.
	"""

	invoice_type: str
	name: str
	posting_date: date
	total: Decimal
	redeemed: Decimal = Decimal(0)
	credit_notes: tuple[CreditNote, ...] = ()
	is_cancelled: bool = False
	sale: SaleFacts | None = None
	paid_on: date | None = None

	@property
	def source(self) -> str:
		"""What the invoice is called in the keys of its rows."""
		return f"{self.invoice_type}:{self.name}"

	@property
	def returned(self) -> Decimal:
		"""What its credit notes give back; all of it when the invoice is cancelled."""
		notes = sum((note.total for note in self.credit_notes), Decimal(0))
		return self.total if self.is_cancelled else notes

	@property
	def returned_with_points(self) -> Decimal:
		"""Without the credit notes that paid everything out in money: those leave the points redeemed."""
		notes = sum((note.total for note in self.credit_notes if not note.paid_out), Decimal(0))
		return self.total if self.is_cancelled else notes


@dataclass(frozen=True, slots=True)
class Lot:
	"""Points that were earned together and expire together; `points` is what is left of them."""

	entry: str
	points: int
	expiry_date: date | None


@dataclass(frozen=True, slots=True)
class Correction:
	"""The one row that brings an invoice's earned points to what they should be; see `earning.correction`.

	`redeem_against` is None when the row opens the invoice's lot. `rate` is that of the invoice's first row, `award` what
	that row keeps of the rules.
	"""

	points: int
	spend: Decimal
	kind: Kind
	expiry_date: date | None
	redeem_against: str | None
	rate: Decimal | None = None
	award: str = ""
	available_from: date | None = None


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
class Offer:
	"""Points on a sale that is not completed yet: `points` are redeemed and pay `amount`, `award` will be earned."""

	balance: int = 0
	max_points: int = 0
	points: int = 0
	amount: Decimal = Decimal(0)
	award: Award = NO_AWARD

	@property
	def to_earn(self) -> int:
		return self.award.points


@dataclass(frozen=True, slots=True)
class AccountTotals:
	"""What the rows of one account add up to. `earned` is net of what was reversed, `redeemed` of what was restored.

	`balance` can be spent now, `pending` points later. `tier` is held until `tier_until`, None = for ever; `next_expiry` is
	the last day of the lot that expires next. `counted` is what counts towards the tier now. On `next_change` the row says something else even if nothing comes.
	"""

	balance: int
	lifetime_spend: Decimal
	tier: str = ""
	tier_until: date | None = None
	earned: int = 0
	redeemed: int = 0
	expired: int = 0
	last_entry_on: date | None = None
	pending: int = 0
	next_expiry: date | None = None
	next_change: date | None = None
	counted: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class TierMembers:
	"""The accounts in one tier, "" for none: how many, and the points that the workshop owes them."""

	tier: str
	members: int
	outstanding: int


@dataclass(frozen=True, slots=True)
class Receipt:
	"""What a completed sale did to the customer's points, and where they are now; no tier without a program.

	`award` is what the points were earned by.
	"""

	earned: int = 0
	redeemed: int = 0
	balance: int = 0
	tier: str | None = None
	tier_ar: str = ""
	award: Award | None = None
