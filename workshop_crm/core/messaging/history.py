"""The communication history: messages and what staff wrote down, newest first, one page at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain, islice
from typing import Any, Literal, NamedTuple

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.placeholders import LINK

Kind = Literal["Message", "Call", "Visit", "Note"]

KINDS: tuple[Kind, ...] = ("Message", "Call", "Visit", "Note")
MAX_CHARACTERS_SHOWN = 400
DEFAULT_LIMIT = 20
MAX_LIMIT = 100


@dataclass(frozen=True, slots=True)
class HistoryEntry:
	"""One contact. `entry` is its id, unique among all kinds; `author` names the employee who wrote it, or is empty."""

	entry: str
	kind: Kind
	happened_on: datetime
	channel: str = ""
	direction: str = ""
	status: str = ""
	text: str = ""
	author: str = ""


def message_entry(message: Mapping[str, Any]) -> HistoryEntry:
	"""A Customer Message as an entry; `creation` is a datetime."""
	return HistoryEntry(
		entry=message["name"],
		kind="Message",
		happened_on=message["creation"],
		channel=message["channel"] or "",
		direction=message["direction"],
		status=message["status"],
		text=message["text"] or "",
	)


def interaction_entry(interaction: Mapping[str, Any], author: str) -> HistoryEntry:
	"""A Customer Interaction as an entry; `happened_on` is a datetime, `author` the name that is shown."""
	return HistoryEntry(
		entry=interaction["name"],
		kind=interaction["kind"],
		happened_on=interaction["happened_on"],
		direction=interaction["direction"] or "",
		text=interaction["text"] or "",
		author=author,
	)


class Cursor(NamedTuple):
	"""The last entry that was read; the next page has those before it."""

	happened_on: datetime
	entry: str

	def as_text(self) -> str:
		"""What `read_cursor` reads."""
		return f"{self.happened_on.isoformat()}|{self.entry}"


def page(
	sources: Iterable[Sequence[HistoryEntry]], limit: int, before: Cursor | None = None
) -> tuple[list[HistoryEntry], str | None]:
	"""The newest `limit` entries before the cursor, and the cursor of the next page, None after the last.

	Every source brings at least its own newest `limit + 1` entries before the cursor, in any order. Entries of the same
	moment are in the order of their ids.
	"""
	entries = (one for one in chain.from_iterable(sources) if before is None or _place(one) < before)
	newest = sorted(entries, key=_place, reverse=True)
	shown = list(islice(newest, limit))
	is_more = len(newest) > len(shown)
	return shown, _place(shown[-1]).as_text() if shown and is_more else None


def read_cursor(text: str | None) -> Cursor | None:
	"""The cursor that `page` gave out, None for nothing. Raises InvalidInput for any other text."""
	if not text:
		return None
	moment, _, entry = text.partition("|")
	try:
		happened_on = datetime.fromisoformat(moment)
	except ValueError:
		happened_on = None
	if happened_on is None or happened_on.tzinfo or not entry:
		raise InvalidInput(
			N_('"{place}" is not a place in the history. Please load the history again.'), place=text[:60]
		)
	return Cursor(happened_on, entry)


def read_kinds(value: object) -> tuple[Kind, ...]:
	"""The kinds to show from a list or from text with commas; all of them when empty. Raises InvalidInput."""
	given = value.split(",") if isinstance(value, str) else value or ()
	if not isinstance(given, Iterable):
		given = (value,)
	asked = {str(kind).strip() for kind in given} - {""}
	for kind in sorted(asked):
		if kind not in KINDS:
			raise InvalidInput(N_("{kind} is not one of Message, Call, Visit and Note."), kind=kind[:60])
	return tuple(kind for kind in KINDS if kind in asked) or KINDS


def history_view(entries: Iterable[HistoryEntry], next_cursor: str | None, total: int) -> dict[str, Any]:
	"""A page as plain JSON values; `total` counts the entries of all pages."""
	return {"entries": [entry_view(entry) for entry in entries], "next": next_cursor, "total": total}


def entry_view(entry: HistoryEntry) -> dict[str, Any]:
	"""An entry as plain JSON values: a long text is cut, the place of a secret link stays empty."""
	return {
		"entry": entry.entry,
		"kind": entry.kind,
		"happened_on": entry.happened_on.isoformat(sep=" ", timespec="seconds"),
		"channel": entry.channel,
		"direction": entry.direction,
		"status": entry.status,
		"text": _shown(entry.text),
		"author": entry.author,
	}


def _place(entry: HistoryEntry) -> Cursor:
	return Cursor(entry.happened_on, entry.entry)


def _shown(text: str) -> str:
	text = text.replace(LINK, "").strip()
	return text if len(text) <= MAX_CHARACTERS_SHOWN else text[: MAX_CHARACTERS_SHOWN - 1].rstrip() + "…"
