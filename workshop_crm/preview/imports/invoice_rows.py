"""A row of an invoices file as a checked record."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import lru_cache

from workshop_crm.core.errors import N_, InvalidInput
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.plates import Plate, parse_plate
from workshop_crm.core.profile import fields as single_values
from workshop_crm.core.profile.vehicle import HIGHEST_ODOMETER
from workshop_crm.preview.imports.amounts import parse_amount
from workshop_crm.preview.imports.cells import Cells, identifier, short
from workshop_crm.preview.imports.dates import Order, parse_date, parse_time
from workshop_crm.preview.imports.problems import CORRECT, FILL
from workshop_crm.preview.money import to_hundredths

ZERO = Decimal(0)
DRAFT = frozenset(fold(word) for word in ("Draft", "مسودة", "0"))
CANCELLED = frozenset(fold(word) for word in ("Cancelled", "Canceled", "ملغي", "ملغى", "ملغاة", "ألغيت", "2"))
RETURN = frozenset(fold(word) for word in ("Return", "Credit Note", "مرتجع", "إرجاع", "إشعار دائن"))


@dataclass(frozen=True, slots=True)
class InvoiceRow:
	"""`total` in hundredths, negative on a return; `time` as HH:MM or None. A draft is left out of the import."""

	line: int
	id: str
	customer: str
	customer_name: str
	date: str
	time: str | None
	total: int
	draft: bool
	cancelled: bool
	is_return: bool
	return_against: str
	service_type: str
	plate: Plate | None
	odometer: int | None
	currency: str


def invoice_reader(
	columns: dict[str, int], today: date, order: Order, decimal_sign: str
) -> Callable[[Cells], InvoiceRow | None]:
	"""A function that reads the cells of one row; None when one of them was refused."""
	date_of = lru_cache(maxsize=None)(lambda text: _past_date(text, order, today))
	time_of = lru_cache(maxsize=None)(lambda text: parse_time(text).strftime("%H:%M"))
	plate_of = lru_cache(maxsize=None)(parse_plate)
	status_of = lru_cache(maxsize=None)(fold)
	amount_of = lru_cache(maxsize=None)(lambda text: parse_amount(text, decimal_sign))
	has_times = "time" in columns

	def read(cells: Cells) -> InvoiceRow | None:
		total = cells.read_needed("total", amount_of)
		day = cells.read_needed("date", date_of)
		status = status_of(cells.text("status"))
		is_return = cells.truth("is_return") or status in RETURN or (total is not None and total < 0)
		_check_customer(cells)
		row = InvoiceRow(
			cells.line,
			cells.read("id", identifier, CORRECT) or "",
			cells.read("customer", identifier, CORRECT) or "",
			cells.read("customer_name", short) or "",
			day or "",
			cells.read("time", time_of) if has_times else _time_in(cells.text("date")),
			_signed(total or ZERO, is_return),
			status in DRAFT,
			status in CANCELLED,
			is_return,
			cells.read("return_against", identifier) or "",
			cells.read("service_type", short) or "",
			cells.read("plate", plate_of),
			cells.read("odometer", _odometer),
			cells.text("currency").upper(),
		)
		return None if cells.refusals else row

	return read


def _check_customer(cells: Cells) -> None:
	if not cells.text("customer") and not cells.text("customer_name"):
		cells.refuse("customer", InvalidInput(N_("The invoice names no customer.")), FILL)


def _past_date(text: str, order: Order, today: date) -> str:
	day = parse_date(text, order)
	if day > today:
		raise InvalidInput(N_("{text} is in the future."), text=text[:40])
	return day.isoformat()


def _time_in(text: str) -> str | None:
	"""The time behind a date, where a file has both in one column."""
	if ":" not in text:
		return None
	try:
		return parse_time(text).strftime("%H:%M")
	except InvalidInput:
		return None


def _signed(total: Decimal, is_return: bool) -> int:
	amount = to_hundredths(total)
	return -abs(amount) if is_return else amount


def _odometer(text: str) -> int | None:
	return single_values.whole_number(
		{"odometer": text.removesuffix("km").strip()}, "odometer", 0, HIGHEST_ODOMETER
	)
