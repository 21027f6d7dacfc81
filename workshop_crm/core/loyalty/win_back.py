"""Points that a rule gives a customer to come back: once for each action, and never so many that two people decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.adjust import needs_approval
from workshop_crm.core.loyalty.earning import expiry_date
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program

# What caused the row, in the place where other rows name their invoice.
ACTION = "Customer Action"
REASON = N_("A gift to come back")

NO_MEMBER = N_("No points: the customer is in no loyalty program.")
NOT_RUNNING = N_("No points: the loyalty program does not run today.")
TOO_MANY = N_("No points: the rule gives more than the program lets one person give.")


def why_not(program: Program | None, points: int, day: date) -> str:
	"""Why a rule's points are not given, a translatable sentence; empty when they are."""
	if program is None:
		return NO_MEMBER
	if not program.runs_on(day):
		return NOT_RUNNING
	return TOO_MANY if needs_approval(program, points) else ""


def gift_rows(
	program: Program, entries: Sequence[Entry], action: str, points: int, day: date
) -> list[NewEntry]:
	"""The row that gives `points` for an action; none when it has given them already, or when `why_not` says so."""
	if points <= 0 or why_not(program, points, day) or given_for(entries, action):
		return []
	ends = expiry_date(program, day)
	return [
		NewEntry(
			"Adjust",
			points,
			f"win-back:{action}",
			day,
			expiry_date=ends,
			invoice=action,
			reason=REASON,
			invoice_type=ACTION,
		)
	]


def given_for(entries: Iterable[Entry], action: str) -> int:
	"""The points that an action has given."""
	return sum(
		entry.points
		for entry in entries
		if (entry.kind, entry.invoice_type, entry.invoice) == ("Adjust", ACTION, action)
	)
