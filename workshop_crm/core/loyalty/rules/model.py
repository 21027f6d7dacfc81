"""A rule of a program: when it applies, what it gives and how much at most."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

from workshop_crm.core.common.periods import Period

AwardKind = Literal["Amount", "Fixed", "Multiplier"]
Basis = Literal["Gross", "Net"]


@dataclass(frozen=True, slots=True)
class Conditions:
	"""What must hold, all of it; an empty condition always does.

	`service_type`, `item`, `item_group` and `on_time` choose lines of the sale: the rule applies to those alone. The
	others are about the visit and the customer. `weekdays` count from Monday, 0. `visit_number` is that of the visit,
	or with `each` every multiple of it. `min_visits` and `min_spend` are of the last `period_days` days (0 = ever),
	this visit included. `birthday_days` before and after the birthday count, None = no condition.
	`answered_days`: a survey was answered in so many days. `on_time`: the service is done before its interval is over.
	"""

	service_type: str = ""
	item: str = ""
	item_group: str = ""
	on_time: bool = False
	branch: str = ""
	weekdays: frozenset[int] = frozenset()
	vehicle_make: str = ""
	min_vehicle_age: int | None = None
	max_vehicle_age: int | None = None
	customer_group: str = ""
	tier: str = ""
	visit_number: int = 0
	each: bool = False
	min_visits: int = 0
	min_spend: Decimal = Decimal(0)
	period_days: int = 0
	birthday_days: int | None = None
	answered_days: int = 0
	referred: bool = False


@dataclass(frozen=True, slots=True)
class Caps:
	"""The most points that a rule gives one customer on an invoice, in a day and in a calendar month; 0 = no limit."""

	invoice: int = 0
	day: int = 0
	month: int = 0


@dataclass(frozen=True, slots=True)
class EarningRule:
	"""`key` names the rule in awards, whatever it is called later.

	Amount: `points` for each `per` spent. Fixed: `points` once for the invoice. Multiplier: `factor` times the points
	that amounts earn. A rule with the higher `priority` comes first, among equals the earlier row. One that `excludes`
	keeps later rules of its kind off the lines it applies to; the tier's rate is the last rule of the kind Amount.
	`pending_days`: how long its points wait until they count.
	"""

	key: str
	name: str
	kind: AwardKind
	points: int = 0
	per: Decimal = Decimal(0)
	factor: Decimal = Decimal(1)
	name_ar: str = ""
	when: Conditions = Conditions()
	caps: Caps = Caps()
	starts: date | None = None
	ends: date | None = None
	excludes: bool = False
	priority: int = 0
	pending_days: int = 0

	def runs_on(self, day: date) -> bool:
		return Period(self.starts, self.ends).includes(day)
