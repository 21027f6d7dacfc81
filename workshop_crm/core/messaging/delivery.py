"""What has become of a message: the states it goes through, and which reports of a provider count.

A provider reports late, twice and in any order, so a report only ever moves a message forwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, cast

State = Literal["Outbox", "Queued", "Sending", "Doubtful", "Sent", "Delivered", "Read", "Failed", "Withdrawn"]
Report = Literal["Sent", "Delivered", "Read", "Failed"]

OUTBOX: State = "Outbox"
QUEUED: State = "Queued"
SENDING: State = "Sending"
DOUBTFUL: State = "Doubtful"
SENT: State = "Sent"
DELIVERED: State = "Delivered"
READ: State = "Read"
FAILED: State = "Failed"
WITHDRAWN: State = "Withdrawn"

# How far a message has come. Whoever has it has read or received it, whatever a later report says.
_PROGRESS: dict[State, int] = {
	OUTBOX: 0,
	QUEUED: 0,
	SENDING: 1,
	DOUBTFUL: 1,
	WITHDRAWN: 2,
	SENT: 2,
	FAILED: 3,
	DELIVERED: 4,
	READ: 5,
}
WAITING: tuple[State, ...] = (OUTBOX, QUEUED)
"""Not handed to anybody yet: it can still be withdrawn."""
REACHED: tuple[State, ...] = (DELIVERED, READ)
CAME_TO_NOTHING: tuple[State, ...] = (FAILED, WITHDRAWN)
"""Nobody has it, and nobody will unless somebody sends it again."""
LEFT: tuple[State, ...] = (SENT, *REACHED)
"""It is with the customer, or on the way: whoever comes afterwards may have come because of it."""


@dataclass(frozen=True, slots=True)
class Delivery:
	"""A message's state with the reason of a failure; both as they are stored."""

	state: State
	error_code: str = ""


def after(delivery: Delivery, report: Report, error_code: str = "") -> Delivery:
	"""The delivery after a provider's report.

	The state at the end is the same for every order and number of the same reports, and no message goes back: one that was delivered
	does not fail, and one that failed for one attempt may still turn out to have been delivered.
	"""
	if _PROGRESS[report] <= _PROGRESS[delivery.state]:
		return delivery
	return Delivery(cast(State, report), error_code if report == FAILED else "")
