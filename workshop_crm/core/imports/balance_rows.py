"""A row of a file of opening balances as a checked record."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.amounts import parse_amount
from workshop_crm.core.imports.cells import Rule, identifier
from workshop_crm.core.imports.dates import Order, parse_date
from workshop_crm.core.imports.kinds import Kind, Missing
from workshop_crm.core.imports.problems import CORRECT, REMOVE_ROW
from workshop_crm.core.imports.rubbish import is_total
from workshop_crm.core.loyalty.adjust import MAX_POINTS
from workshop_crm.core.loyalty.opening import Opening


def balances_kind(today: date, order: Order, decimal_sign: str) -> Kind:
	"""How the rows of a file of opening balances are read; `decimal_sign` is that of its column of money."""
	once = lru_cache(maxsize=None)
	rules = {
		"customer": Rule(identifier, CORRECT, is_needed=True),
		"points": Rule(once(_points), REMOVE_ROW, is_needed=True),
		"expires": Rule(once(lambda text: _last_day(text, order, today)), REMOVE_ROW, may_say_none=True),
		"spent": Rule(once(lambda text: _spent(text, decimal_sign)), may_say_none=True),
	}
	return Kind(rules, _is_whole, _build, _may_be_total)


def _is_whole(values: Mapping[str, Any]) -> Missing | None:
	return None


def _build(line: int, values: Mapping[str, Any]) -> Opening:
	spent = values.get("spent") or Decimal(0)
	return Opening(line, values["customer"], values["points"], values.get("expires"), spent)


def _may_be_total(values: Mapping[str, Any]) -> bool:
	return not values.get("customer") or is_total([values["customer"]])


def _points(text: str) -> int:
	try:
		number = parse_amount(text)
	except InvalidInput:
		number = Decimal(0)
	if number != int(number) or not 0 < number <= MAX_POINTS:
		raise InvalidInput(
			N_("{text} is not a number of points from 1 to {most}."), text=text[:20], most=MAX_POINTS
		)
	return int(number)


def _last_day(text: str, order: Order, today: date) -> date:
	day = parse_date(text, order)
	if day < today:
		raise InvalidInput(N_("These points expired on {date}. Leave them out."), date=day.isoformat())
	return day


def _spent(text: str, decimal_sign: str) -> Decimal:
	spent = parse_amount(text, decimal_sign)
	if spent < 0:
		raise InvalidInput(N_("{text} is not an amount of money."), text=text[:40])
	return spent
