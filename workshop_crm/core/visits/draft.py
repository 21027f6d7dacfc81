"""A sale that is not completed yet: what has been entered at a till, kept so that it is not entered twice."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, about
from workshop_crm.core.common.fields import one_line, whole_number
from workshop_crm.core.common.keys import read_key
from workshop_crm.core.common.limits import MAX_ODOMETER
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.visits.discounts import NO_DISCOUNT, Discount, read_discount
from workshop_crm.core.visits.lines import SaleLine, line_record, line_view, read_lines

DRAFT = "Checkout Draft"
MAX_DAYS_KEPT = 14
"""Days after the last change."""

MAX_POINTS = 999_999_999
MAX_TURN = 2**31 - 1
TEXTS = ("vehicle", "odometer_reason", "technician", "adviser", "reward", "reward_code")
NO_KEY = N_(
	"An open basket needs a key of its own: 1 to {most} letters from A to Z, digits, hyphens, underscores, dots or colons."
)


@dataclass(frozen=True, slots=True)
class Basket:
	"""What was chosen, as for `sale.Sale`; there need not be a line yet.

	`is_automatic`: no points or reward were chosen, so the best offer may be applied automatically.
	"""

	lines: tuple[SaleLine, ...] = ()
	vehicle: str = ""
	odometer: int | None = None
	odometer_reason: str = ""
	technician: str = ""
	adviser: str = ""
	redeem_points: int = 0
	reward: str = ""
	reward_code: str = ""
	is_automatic: bool = True
	discount: Discount = NO_DISCOUNT


@dataclass(frozen=True, slots=True)
class OpenBasket:
	"""A stored draft in a list. `changed_by` is the full name of the user who changed it last."""

	name: str
	customer: str
	customer_name: str
	customer_name_ar: str
	content: str
	changed_on: datetime
	changed_by: str


@dataclass(frozen=True, slots=True)
class Saving:
	"""A screen that saves the draft `name`. `is_new`: it has not heard yet of having stored any.

	`turn` counts its savings from 1; of two that are on their way the later one counts. 0 is in no order.
	"""

	name: str
	screen: str
	is_new: bool = False
	turn: int = 0


def read_saving(draft: str, screen: str, is_new: bool, turn: int) -> Saving:
	return Saving(read_name(draft), read_screen(screen), is_new, max(0, min(turn, MAX_TURN)))


def is_overtaken(saving: Saving, screen: str, turn: int) -> bool:
	"""Whether what is stored came from the same screen later."""
	return screen == saving.screen and 0 < saving.turn <= turn


def read_name(name: str) -> str:
	"""The name that the till has chosen for a draft, as it is stored."""
	return read_key(name, NO_KEY)


def read_screen(screen: str) -> str:
	"""What tells one screen of a till from another."""
	return read_key(screen, NO_KEY)


def read_basket(raw: Mapping[str, object]) -> Basket:
	"""Raises InvalidInput for what no till has sent: it is refused here as it would be in the sale."""
	lines = raw.get("lines") or ()
	if isinstance(lines, str) or not isinstance(lines, Sequence):
		raise InvalidInput(N_("Every line needs an item, a quantity and a rate."))
	with about("odometer"):
		odometer = whole_number(raw, "odometer", 0, MAX_ODOMETER)
	return Basket(
		tuple(read_lines(lines)) if lines else (),
		**{name: one_line(raw.get(name)) for name in TEXTS},
		odometer=odometer,
		redeem_points=whole_number(raw, "redeem_points", 0, MAX_POINTS) or 0,
		is_automatic=raw.get("is_automatic") is True,
		discount=read_discount(raw),
	)


def content_of(basket: Basket) -> str:
	"""As it is stored: JSON whose numbers are texts, so that every decimal survives."""
	return json.dumps(
		{
			"lines": [line_record(line) for line in basket.lines],
			**{name: getattr(basket, name) for name in TEXTS},
			"odometer": basket.odometer,
			"redeem_points": basket.redeem_points,
			"is_automatic": basket.is_automatic,
			"discount_percent": f"{basket.discount.percent:f}",
			"discount_amount": f"{basket.discount.amount:f}",
		},
		ensure_ascii=False,
	)


def draft_record(saving: Saving, customer: str, basket: Basket) -> dict[str, object]:
	"""The columns of a stored draft, beside its name."""
	return {
		"customer": customer,
		"content": content_of(basket),
		"screen": saving.screen,
		"turn": saving.turn,
	}


def basket_of(content: str) -> Basket:
	return read_basket(json.loads(content))


def check_screen(stored: str, screen: str, changed_by: str) -> None:
	"""Raise Conflict unless the screen is the one that opened the draft last: two would overwrite each other."""
	if stored != screen:
		raise Conflict(
			N_("{user} has opened this basket on another screen. Open it again to go on here."),
			user=changed_by,
		).at("screen")


def check_own(stored: str | None, screen: str, is_new: bool, changed_by: str) -> None:
	"""Raise Conflict unless the screen may change or sell the draft.

	`stored` is the screen that has it, None where there is no such draft: then only a screen may that has not heard yet
	of having stored one (`is_new`).
	"""
	if stored is not None:
		check_screen(stored, screen, changed_by)
	elif not is_new:
		raise gone()


def gone() -> Conflict:
	"""The refusal of a change to a draft that is there no more."""
	return Conflict(N_("This basket was completed or discarded on another screen. Start a new one.")).at(
		"draft"
	)


def outdated(now: datetime) -> datetime:
	"""Drafts that were last changed before this are deleted."""
	return now - timedelta(days=MAX_DAYS_KEPT)


def drafts_view(drafts: Iterable[OpenBasket], total: int, rounding: Rounding) -> dict[str, Any]:
	"""`total` counts all that the user may see; `worth` is before tax, of the lines that have a rate."""
	return {"drafts": [_row(draft, rounding) for draft in drafts], "total": total}


def draft_view(name: str, customer: str, basket: Basket) -> dict[str, Any]:
	"""`lines` as a till sends them."""
	return {
		"draft": name,
		"customer": customer,
		"lines": [line_view(line) for line in basket.lines],
		**{text: getattr(basket, text) for text in TEXTS},
		"odometer": basket.odometer,
		"redeem_points": basket.redeem_points,
		"is_automatic": basket.is_automatic,
		"discount_percent": float(basket.discount.percent),
		"discount_amount": float(basket.discount.amount),
	}


def _row(draft: OpenBasket, rounding: Rounding) -> dict[str, Any]:
	lines = basket_of(draft.content).lines
	return {
		"draft": draft.name,
		"customer": draft.customer,
		"name": draft.customer_name,
		"name_ar": draft.customer_name_ar,
		"services": len(lines),
		"worth": rounding.number(sum((line.qty * (line.rate or 0) for line in lines), Decimal(0))),
		"changed_on": draft.changed_on.isoformat(sep=" ", timespec="seconds"),
		"changed_by": draft.changed_by,
	}
