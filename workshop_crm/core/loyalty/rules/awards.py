"""What a sale earned and by which rule; kept as text on the ledger's row, so that it outlives the rules."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workshop_crm.core.loyalty.rules.model import AwardKind


@dataclass(frozen=True, slots=True)
class AwardLine:
	"""`points` of one rule: for `amount`, once, or on top of others; `is_capped` when the rule would have given more.

	A line without `rule` is the tier's rate.
	"""

	rule: str
	kind: AwardKind
	points: int
	name: str = ""
	name_ar: str = ""
	amount: Decimal = Decimal(0)
	factor: Decimal = Decimal(1)
	is_capped: bool = False


@dataclass(frozen=True, slots=True)
class Award:
	"""`points` are the sum of the lines, `whole` the amount that had been paid before anything came back."""

	whole: Decimal
	lines: tuple[AwardLine, ...] = ()
	pending_days: int = 0

	@property
	def points(self) -> int:
		return sum(line.points for line in self.lines)


NO_AWARD = Award(Decimal(0))


def as_text(award: Award) -> str:
	return json.dumps(
		{
			"whole": str(award.whole),
			"pending_days": award.pending_days,
			"lines": [_line_values(line) for line in award.lines],
		},
		ensure_ascii=False,
		separators=(",", ":"),
	)


@lru_cache(maxsize=1024)
def read(text: str) -> Award | None:
	"""The award of a row; None for a row that earned without rules."""
	if not text:
		return None
	values = json.loads(text)
	lines = tuple(_line(line) for line in values["lines"])
	return Award(Decimal(values["whole"]), lines, values["pending_days"])


def _line_values(line: AwardLine) -> dict[str, Any]:
	return {
		"rule": line.rule,
		"kind": line.kind,
		"points": line.points,
		"name": line.name,
		"name_ar": line.name_ar,
		"amount": str(line.amount),
		"factor": str(line.factor),
		"is_capped": line.is_capped,
	}


def _line(values: dict[str, Any]) -> AwardLine:
	return AwardLine(
		values["rule"],
		values["kind"],
		values["points"],
		values["name"],
		values["name_ar"],
		Decimal(values["amount"]),
		Decimal(values["factor"]),
		values["is_capped"],
	)
