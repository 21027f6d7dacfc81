"""Points for an answer to a survey: for any answer, never for a good one, and once for each invitation."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from workshop_crm.core.common.errors import N_
from workshop_crm.core.loyalty.earning import expiry_date
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program

# What caused the row, in the place where other rows name their invoice.
ANSWERED = "Survey Invitation"
REASON = N_("Survey answered")


def answer_rows(program: Program, entries: Sequence[Entry], invitation: str, day: date) -> list[NewEntry]:
	"""What the answer to an invitation earns; none when it has earned already, or when too many others did lately.

	Nothing takes the points back: an answer cannot be undone.
	"""
	rule = program.answers
	if rule.points <= 0 or not program.runs_on(day) or earned_by(entries, invitation):
		return []
	if (
		rule.most > 0
		and rule.days > 0
		and _answers_since(entries, day - timedelta(days=rule.days)) >= rule.most
	):
		return []
	return [
		NewEntry(
			"Earn",
			rule.points,
			f"answer:{invitation}",
			day,
			expiry_date=expiry_date(program, day),
			invoice=invitation,
			reason=REASON,
			invoice_type=ANSWERED,
		)
	]


def earned_by(entries: Iterable[Entry], invitation: str) -> int:
	"""The points that the answer to an invitation has earned."""
	return sum(
		entry.points
		for entry in entries
		if (entry.kind, entry.invoice_type, entry.invoice) == ("Earn", ANSWERED, invitation)
	)


def _answers_since(entries: Iterable[Entry], day: date) -> int:
	return sum(
		entry.kind == "Earn" and entry.invoice_type == ANSWERED and entry.posting_date > day
		for entry in entries
	)
