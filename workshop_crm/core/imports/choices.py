"""What the user decided about a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.columns import check_columns
from workshop_crm.core.imports.dates import ORDERS, Order
from workshop_crm.core.imports.doubles import APART, MERGE, Decisions
from workshop_crm.core.imports.fields import BALANCES, FIELDS

MAX_DECISIONS = 50_000
MAX_HANDLE = 140


@dataclass(frozen=True, slots=True)
class Choices:
	"""`order` None takes the order that the dates speak for; `other_doubles` decides where `doubles` says nothing."""

	kind: str
	columns: dict[str, int]
	dry_run: bool = False
	keep_good: bool = False
	order: Order | None = None
	doubles: Decisions = field(default_factory=dict)
	other_doubles: str = ""


def read_choices(given: Mapping[str, object], width: int) -> Choices:
	"""The choices of a request about a file of `width` columns. Raises InvalidInput for what does not fit it."""
	kind, columns, order = given.get("kind"), given.get("columns"), given.get("order") or None
	others = given.get("other_doubles") or ""
	if (
		not isinstance(kind, str)
		or kind not in FIELDS
		or not isinstance(columns, dict)
		or not all(type(place) is int for place in columns.values())
		or order not in (None, *ORDERS)
		or others not in ("", APART, MERGE)
	):
		raise InvalidInput(N_("Choose what the file holds, and its columns."))
	check_columns(kind, columns, width)
	if kind == BALANCES and given.get("keep_good"):
		raise InvalidInput(N_("Balances are imported all or none: correct the refused rows first."))
	return Choices(
		kind,
		columns,
		dry_run=bool(given.get("dry_run")),
		keep_good=bool(given.get("keep_good")),
		order=order,
		doubles=_decisions(given.get("doubles") or {}),
		other_doubles=others,
	)


def decisions(same: Sequence[str], apart: Sequence[str]) -> Decisions:
	"""Those of a command line: texts as LINE=CUSTOMER (or LINE=#LINE, another row), and lines. Raises InvalidInput."""
	pairs = [(line, handle) for text in same for line, _equals, handle in (text.partition("="),)]
	return _decisions({**dict.fromkeys(apart, APART), **{line.strip(): one.strip() for line, one in pairs}})


def _decisions(given: object) -> Decisions:
	"""JSON has the lines as texts."""
	if not isinstance(given, dict) or len(given) > MAX_DECISIONS:
		raise _not_decisions()
	if not all(isinstance(handle, str) and 0 < len(handle) <= MAX_HANDLE for handle in given.values()):
		raise _not_decisions()
	try:
		return {int(line): handle for line, handle in given.items()}
	except ValueError:
		raise _not_decisions() from None


def _not_decisions() -> InvalidInput:
	return InvalidInput(N_('Say of each likely double "apart", or with which customer it is to be joined.'))
