"""Points given or taken by hand: as goodwill or to correct a mistake, with a reason, and above a limit by two people."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeVar, get_args

from workshop_crm.core.common.bounds import TOO_LONG
from workshop_crm.core.common.errors import N_, Conflict, InvalidInput, NotAllowed
from workshop_crm.core.common.points import counted
from workshop_crm.core.loyalty.earning import expiry_date
from workshop_crm.core.loyalty.ledger import Books, allocate
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program

MAX_POINTS = 1_000_000
MAX_REASON = 500
WAITING, POSTED, REFUSED = "Waiting for Approval", "Posted", "Refused"

DECIDED = N_("This adjustment is decided already.")
NO_KEY = N_(
	"An adjustment needs a key of its own: 1 to {most} letters from A to Z, digits, hyphens, underscores, dots or colons."
)

Found = TypeVar("Found")
AdjustmentKind = Literal["Goodwill", "Correction"]


@dataclass(frozen=True, slots=True)
class Adjustment:
	"""`points` are signed; `name` is that of its record."""

	name: str
	points: int
	kind: AdjustmentKind
	reason: str


def require_member(found: Found | None, customer: str) -> Found:
	"""The program or account that was found; raises InvalidInput for a customer in none."""
	if not found:
		raise InvalidInput(N_("{customer} is in no loyalty program."), customer=customer).at("customer")
	return found


def read_adjustment(points: int, kind: str, reason: str) -> Adjustment:
	"""What was asked for, not stored yet. Raises InvalidInput."""
	if points == 0:
		raise InvalidInput(N_("Say how many points to give, or with a minus to take.")).at("points")
	if abs(points) > MAX_POINTS:
		raise InvalidInput(N_("At most {points} at once."), points=counted(MAX_POINTS)).at("points")
	found = next((known for known in get_args(AdjustmentKind) if known == kind), None)
	if found is None:
		raise InvalidInput(N_("Choose whether this is goodwill or a correction.")).at("kind")
	if not (said := reason.strip()):
		raise InvalidInput(N_("Please say why: it is shown in the customer's points history.")).at("reason")
	if len(said) > MAX_REASON:
		raise InvalidInput(TOO_LONG, argument="reason", most=MAX_REASON).at("reason")
	return Adjustment("", points, found, said)


def check_same(asked: Adjustment, customer: str, known: Adjustment, of_customer: str) -> None:
	"""Raise Conflict when `known`, which was made `of_customer` for the same key, is not what is asked for now."""
	if (customer, asked.points, asked.kind) != (of_customer, known.points, known.kind):
		raise Conflict(
			N_("Other points were given or taken under this key already, as {adjustment}. Start again."),
			adjustment=known.name,
		)


def needs_approval(program: Program, points: int) -> bool:
	return abs(points) > program.approval_above


def check_decision(status: str, asked_by: str, user: str, approve: bool) -> None:
	"""Raise Conflict for what is decided already, NotAllowed for approving what one has asked for oneself."""
	if status != WAITING:
		raise Conflict(DECIDED)
	if approve and asked_by == user:
		raise NotAllowed(N_("Somebody else has to approve what you have asked for."))


def adjustment_rows(
	program: Program, entries: Sequence[Entry], adjustment: Adjustment, today: date
) -> list[NewEntry]:
	"""The rows of an adjustment. What is taken comes from the lots that expire first.

	Raises InvalidInput when more is taken than there is, unless the program lets balances go below zero.
	"""
	key = f"adjust:{adjustment.name}"
	if adjustment.points > 0:
		ends = expiry_date(program, today)
		return [NewEntry("Adjust", adjustment.points, key, today, expiry_date=ends, reason=adjustment.reason)]
	books, points = Books(entries, today), -adjustment.points
	balance = books.balance()
	if points > max(balance, 0) and not program.allow_negative:
		raise InvalidInput(N_("The customer has only {points}."), points=counted(max(balance, 0))).at(
			"points"
		)
	lots = books.open_lots()
	parts: list[tuple[str | None, int]] = [*allocate(lots, min(points, max(balance, 0)))]
	if (owed := points - sum(part for _lot, part in parts)) > 0:
		parts.append((None, owed))
	expiry = {lot.entry: lot.expiry_date for lot in lots}
	return [
		NewEntry(
			"Adjust",
			-part,
			f"{key}:{lot or ''}",
			today,
			expiry_date=expiry[lot] if lot else None,
			redeem_against=lot,
			reason=adjustment.reason,
		)
		for lot, part in parts
	]
