"""A row of an invoices file as a checked record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

from workshop_crm.core.common import fields as single_values
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.limits import MAX_ODOMETER
from workshop_crm.core.imports.amounts import parse_amount
from workshop_crm.core.imports.cells import Rule, identifier, name, truth
from workshop_crm.core.imports.currencies import currency_beside, read_currency
from workshop_crm.core.imports.dates import Order, parse_date, parse_time
from workshop_crm.core.imports.kinds import Kind, Missing
from workshop_crm.core.imports.plate_cells import split_plates
from workshop_crm.core.imports.problems import CORRECT, FILL
from workshop_crm.core.imports.rubbish import is_total
from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.no_plate import is_no_plate
from workshop_crm.core.names.plates import Plate, parse_plate

DRAFT = frozenset(fold(word) for word in ("Draft", "مسودة", "0"))
CANCELLED = frozenset(fold(word) for word in ("Cancelled", "Canceled", "ملغي", "ملغى", "ملغاة", "ألغيت", "2"))
RETURN = frozenset(fold(word) for word in ("Return", "Credit Note", "مرتجع", "إرجاع", "إشعار دائن"))


class InvoiceRow(NamedTuple):
	"""`total` is negative on a return; `time` as HH:MM:SS or None. A draft is left out of the import."""

	line: int
	id: str
	customer: str
	customer_name: str
	date: str
	time: str | None
	total: Decimal
	draft: bool
	cancelled: bool
	is_return: bool
	return_against: str
	service_type: str
	plate: Plate | None
	odometer: int | None
	currency: str


class Money(NamedTuple):
	"""An amount, and the ISO code of the currency that stands beside it, if one does."""

	amount: Decimal
	currency: str


class Moment(NamedTuple):
	"""A date cell: the ISO date, and the time where the file has both in one column."""

	date: str
	time: str | None


def invoices_kind(today: date, region: str, order: Order, decimal_sign: str) -> Kind:
	"""How the rows of an invoices file are read. Columns repeat their values, so most are read once."""
	once = lru_cache(maxsize=None)
	rules = {
		"id": Rule(identifier, CORRECT),
		"customer": Rule(identifier, CORRECT),
		"customer_name": Rule(once(name)),
		"date": Rule(once(lambda text: _moment(text, order, today)), CORRECT, is_needed=True),
		"time": Rule(once(lambda text: parse_time(text).strftime("%H:%M:%S"))),
		"total": Rule(once(lambda text: _money(text, decimal_sign)), CORRECT, is_needed=True),
		"status": Rule(once(fold)),
		"is_return": Rule(once(truth), CORRECT),
		"return_against": Rule(identifier),
		"service_type": Rule(once(name)),
		"plate": Rule(once(lambda text: _plate(text, region))),
		"odometer": Rule(_odometer),
		"currency": Rule(once(read_currency), CORRECT),
	}
	return Kind(rules, _check, _build, _may_be_total)


def _may_be_total(values: Mapping[str, Any]) -> bool:
	named = (values.get("customer") or "", values.get("customer_name") or "")
	return not values.get("date") or is_total(named)


def _check(values: Mapping[str, Any]) -> Missing | None:
	if "customer" in values or "customer_name" in values:
		return None
	return Missing("customer", InvalidInput(N_("The invoice names no customer.")), FILL)


def _build(line: int, values: Mapping[str, Any]) -> InvoiceRow:
	given = values.get
	moment, money, status = values["date"], values["total"], given("status", "")
	total = money.amount
	is_return = given("is_return", False) or status in RETURN or total < 0
	return InvoiceRow(
		line,
		given("id", ""),
		given("customer", ""),
		given("customer_name", ""),
		moment.date,
		given("time", moment.time),
		-abs(total) if is_return else total,
		status in DRAFT,
		status in CANCELLED,
		is_return,
		given("return_against", ""),
		given("service_type", ""),
		given("plate"),
		given("odometer"),
		given("currency", money.currency),
	)


def _money(text: str, decimal_sign: str) -> Money:
	return Money(parse_amount(text, decimal_sign), currency_beside(text))


def _plate(text: str, region: str) -> Plate | None:
	plates = [plate for plate in split_plates(text) if not is_no_plate(plate)]
	if len(plates) > 1:
		raise InvalidInput(
			N_("There are {count} plates, and an invoice is about one car."), count=len(plates)
		)
	return parse_plate(plates[0], region) if plates else None


def _moment(text: str, order: Order, today: date) -> Moment:
	return Moment(_past_date(text, order, today), _time_in(text))


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
		return parse_time(text).strftime("%H:%M:%S")
	except InvalidInput:
		return None


def _odometer(text: str) -> int | None:
	return single_values.whole_number(
		{"odometer": text.removesuffix("km").strip()}, "odometer", 0, MAX_ODOMETER
	)
