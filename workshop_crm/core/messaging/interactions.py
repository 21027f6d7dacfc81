"""What staff write down about a customer: a call, a visit, a note."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal, cast

from workshop_crm.core.common import fields
from workshop_crm.core.common.errors import N_, InvalidInput, NotAllowed, about

Kind = Literal["Call", "Visit", "Note"]
Direction = Literal["Incoming", "Outgoing", ""]

KINDS = (("Call", N_("Call")), ("Visit", N_("Visit")), ("Note", N_("Note")))
DIRECTIONS = (("Incoming", N_("Incoming")), ("Outgoing", N_("Outgoing")))
MAX_TEXT = 2000
MAX_CLOCK_DIFFERENCE = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class InteractionValues:
	"""A checked entry; only a call has a direction."""

	kind: Kind
	direction: Direction
	happened_on: datetime
	text: str


def check_interaction(values: Mapping[str, object], now: datetime) -> InteractionValues:
	"""Check an entry with the keys kind, direction (of a call), happened_on (now when missing), text.

	Raises InvalidInput; a moment up to five minutes ahead is taken, because clocks differ.
	"""
	with about("kind"):
		kind = fields.text(values, "kind")
	if not kind:
		raise InvalidInput(N_("Please choose the kind: a call, a visit or a note.")).at("kind")
	if kind not in dict(KINDS):
		raise InvalidInput(N_("{kind} is not one of Call, Visit and Note."), kind=kind).at("kind")
	return InteractionValues(
		kind=cast(Kind, kind),
		direction=_direction(values) if kind == "Call" else "",
		happened_on=_moment(values, now),
		text=_text(values),
	)


def check_deletion(is_author: bool, can_manage: bool) -> None:
	"""Raises NotAllowed unless the user wrote the entry or manages the workshop."""
	if not is_author and not can_manage:
		raise NotAllowed(N_("Only the author of an entry or a Workshop Manager may delete it."))


def _direction(values: Mapping[str, object]) -> Direction:
	with about("direction"):
		direction = fields.text(values, "direction")
		if direction and direction not in dict(DIRECTIONS):
			raise InvalidInput(N_("{direction} is not one of Incoming and Outgoing."), direction=direction)
	return cast(Direction, direction)


def _moment(values: Mapping[str, object], now: datetime) -> datetime:
	with about("happened_on"):
		happened_on = fields.moment(values.get("happened_on")) or now
		if happened_on > now + MAX_CLOCK_DIFFERENCE:
			raise InvalidInput(
				N_("{moment} is in the future. Write down what has happened."),
				moment=happened_on.isoformat(sep=" ", timespec="minutes"),
			)
	return happened_on


def _text(values: Mapping[str, object]) -> str:
	with about("text"):
		text = "\n".join(line.rstrip() for line in fields.storable(values.get("text")).splitlines()).strip()
		if not text:
			raise InvalidInput(N_("Please enter the text: what was said or done."))
		if len(text) > MAX_TEXT:
			raise InvalidInput(
				N_("The text has {count} characters. Please use at most {most}."),
				count=len(text),
				most=MAX_TEXT,
			)
	return text
