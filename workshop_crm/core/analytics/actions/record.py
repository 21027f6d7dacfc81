"""The record that a crossing becomes: a Customer Action, made once, and who is held out."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any, Literal

from workshop_crm.core.analytics.actions.crossing import Crossing
from workshop_crm.core.analytics.actions.rules import ActionRule
from workshop_crm.core.common.errors import N_

Status = Literal["Open", "Snoozed", "Done", "Dismissed", "Held Out"]
OPEN: Status = "Open"
SNOOZED: Status = "Snoozed"
DONE: Status = "Done"
DISMISSED: Status = "Dismissed"
HELD_OUT: Status = "Held Out"
WAITING = (OPEN, SNOOZED)
STATUS_LABELS = (N_("Open"), N_("Snoozed"), N_("Done"), N_("Dismissed"), N_("Held Out"))

Outcome = Literal["Pending", "Came", "Did Not Come"]
PENDING: Outcome = "Pending"
CAME: Outcome = "Came"
STAYED_AWAY: Outcome = "Did Not Come"
OUTCOME_LABELS = (N_("Pending"), N_("Came"), N_("Did Not Come"))

ERASED: Mapping[str, Any] = {"facts": "", "problem": "", "message": None}
"""What changes in every action of a person who is erased; what waits is dismissed, too."""

PARTS = 10_000


def action_key(rule: str, customer: str, crossing: Crossing) -> str:
	"""The same whenever the same crossing is found: an action is made once."""
	return _digest("action", rule, customer, crossing.what)[:40]


def is_held_out(rule: str, customer: str, percent: int) -> bool:
	"""Whether a customer is among those whom the rule leaves alone, for good: a larger share adds others to them."""
	part = int(_digest("group", rule, customer)[:12], 16) % PARTS
	return part < percent * PARTS // 100


def new_action(
	rule: ActionRule, customer: str, crossing: Crossing, clv: float | None, today: date
) -> dict[str, Any]:
	"""The fields of a Customer Action that is made today."""
	held_out = is_held_out(rule.name, customer, rule.held_out_percent)
	return {
		"customer": customer,
		"vehicle": crossing.vehicle,
		"rule": rule.name,
		"trigger": rule.trigger,
		"status": HELD_OUT if held_out else OPEN,
		"crossed_on": crossing.day,
		"made_on": today,
		"clv": clv or 0,
		"facts": json.dumps(crossing.facts, ensure_ascii=False),
		"follow_up": crossing.follow_up,
		"outcome": PENDING,
		"outcome_until": today + timedelta(days=rule.outcome_days),
		"action_key": action_key(rule.name, customer, crossing),
	}


def facts_of(action: Mapping[str, Any]) -> dict[str, Any]:
	"""What the reason is made of; nothing once the person was erased."""
	facts: dict[str, Any] = json.loads(action["facts"] or "{}")
	return facts


def doubled(waiting: Iterable[Mapping[str, Any]]) -> list[str]:
	"""Of actions that wait for one customer, oldest first, those that say what an older one says already."""
	seen: set[tuple[str, str]] = set()
	surplus = []
	for action in waiting:
		about = action["rule"], action["vehicle"] or ""
		if about in seen:
			surplus.append(action["name"])
		seen.add(about)
	return surplus


def _digest(*parts: str) -> str:
	return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
