"""Balances of an old system, from a CSV file: all of them are written, or none.

Columns, in any order, by their headings: `customer` (its ID), `points`, and where known `expires` (2026-12-31, the last
day; the program's otherwise) and `spent` (money that counts towards the tier). A customer with lots of different last days
has several lines.
"""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from workshop_crm.core.common.errors import N_, InvalidInput, WorkshopError
from workshop_crm.core.loyalty.adjust import MAX_POINTS
from workshop_crm.core.loyalty.earning import expiry_date
from workshop_crm.core.loyalty.model import Entry, NewEntry, Program

OPENING = N_("Opening balance")
COLUMNS = ("customer", "points", "expires", "spent")
NEEDED = COLUMNS[:2]
MAX_LINES = 100_000
MAX_SPENT = Decimal(10) ** 12
DELIMITERS = ",;\t"


@dataclass(frozen=True, slots=True)
class Opening:
	"""One line of the file; `expires` is None for the program's own number of days."""

	line: int
	customer: str
	points: int
	expires: date | None = None
	spent: Decimal = Decimal(0)


@dataclass(frozen=True, slots=True)
class Refused:
	"""A line that cannot be taken, and why."""

	line: int
	error: WorkshopError


def read_openings(data: bytes, today: date) -> tuple[list[Opening], list[Refused]]:
	"""The lines of the file, and those that cannot be read. Raises InvalidInput when it is no such file at all."""
	rows = _rows(data)
	openings: list[Opening] = []
	refused: list[Refused] = []
	for line, row in rows:
		try:
			openings.append(_opening(line, row, today))
		except InvalidInput as error:
			refused.append(Refused(line, error))
	if not openings and not refused:
		raise InvalidInput(N_("There is no row below the headings."))
	return openings, refused


def opening_rows(
	program: Program, entries: Iterable[Entry], openings: Sequence[Opening], today: date
) -> list[NewEntry]:
	"""The rows of one customer's lines. Raises InvalidInput for a customer who has an opening balance already."""
	if any(entry.reason == OPENING for entry in entries):
		raise InvalidInput(N_("This customer has an opening balance already."))
	customer = openings[0].customer
	return [
		NewEntry(
			"Adjust",
			opening.points,
			f"opening:{program.name}:{customer}:{number}",
			today,
			program.rounding.of(opening.spent),
			opening.expires or expiry_date(program, today),
			reason=OPENING,
		)
		for number, opening in enumerate(openings, start=1)
	]


def _rows(data: bytes) -> list[tuple[int, dict[str, str]]]:
	try:
		text = data.decode("utf-8-sig")
	except UnicodeDecodeError:
		raise InvalidInput(N_("The file is not UTF-8 text. Save it as CSV UTF-8.")) from None
	first = text.split("\n", 1)[0]
	delimiter = max(DELIMITERS, key=first.count)
	reader = csv.reader(io.StringIO(text), delimiter=delimiter)
	headings = [heading.strip().lower() for heading in next(reader, [])]
	for needed in NEEDED:
		if needed not in headings:
			raise InvalidInput(N_("The file has no column {column}."), column=needed)
	rows = [(reader.line_num, dict(zip(headings, cells, strict=False))) for cells in reader if any(cells)]
	if len(rows) > MAX_LINES:
		raise InvalidInput(N_("The file has more than {most} lines."), most=MAX_LINES)
	return rows


def _opening(line: int, row: dict[str, str], today: date) -> Opening:
	said = {name: (row.get(name) or "").strip() for name in COLUMNS}
	if not said["customer"]:
		raise InvalidInput(N_("There is no customer."))
	return Opening(
		line,
		said["customer"],
		_points(said["points"]),
		_expires(said["expires"], today),
		_spent(said["spent"]),
	)


def _points(text: str) -> int:
	if not (text.isascii() and text.isdigit() and 0 < int(text) <= MAX_POINTS):
		raise InvalidInput(
			N_("{text} is no number of points from 1 to {most}."), text=text[:20], most=MAX_POINTS
		)
	return int(text)


def _expires(text: str, today: date) -> date | None:
	if not text:
		return None
	try:
		day = date.fromisoformat(text)
	except ValueError:
		raise InvalidInput(N_("{text} is no date. Write it as 2026-12-31."), text=text[:20]) from None
	if day < today:
		raise InvalidInput(N_("These points expired on {date}. Leave them out."), date=day.isoformat())
	return day


def _spent(text: str) -> Decimal:
	try:
		spent = Decimal(text or "0")
	except InvalidOperation:
		spent = Decimal(-1)
	if not (spent.is_finite() and 0 <= spent <= MAX_SPENT):
		raise InvalidInput(N_("{text} is no amount of money."), text=text[:20])
	return spent
