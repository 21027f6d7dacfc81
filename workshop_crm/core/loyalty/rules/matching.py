"""Whether a rule applies to a sale, and to which of its lines."""

from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal

from workshop_crm.core.common.periods import months_after
from workshop_crm.core.loyalty.rules.facts import LastService, LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import Conditions, EarningRule


def lines_of(rule: EarningRule, sale: SaleFacts, tier: str, spent: Decimal) -> frozenset[int]:
	"""The places of the lines that the rule applies to. `tier` is the one the sale earns in, `spent` what it counts."""
	if not rule.runs_on(sale.day) or not _applies(rule.when, sale, tier, spent):
		return frozenset()
	on_time = _on_time(sale) if rule.when.on_time else frozenset()
	return frozenset(
		place
		for place, line in enumerate(sale.lines)
		if line.net > 0 and _is_chosen(rule.when, line, on_time)
	)


def _is_chosen(when: Conditions, line: LineFacts, on_time: frozenset[str]) -> bool:
	return (
		(not when.service_type or when.service_type == line.service_type)
		and (not when.item or when.item == line.item)
		and (not when.item_group or when.item_group in line.item_groups)
		and (not when.on_time or line.service_type in on_time)
	)


def _applies(when: Conditions, sale: SaleFacts, tier: str, spent: Decimal) -> bool:
	return (
		(not when.branch or when.branch in sale.branches)
		and (not when.weekdays or sale.day.weekday() in when.weekdays)
		and (not when.customer_group or when.customer_group in sale.customer_groups)
		and (not when.tier or when.tier == tier)
		and (not when.referred or sale.referred)
		and _fits_car(when, sale)
		and _fits_visits(when, sale, spent)
		and _fits_dates(when, sale)
	)


def _fits_car(when: Conditions, sale: SaleFacts) -> bool:
	if when.vehicle_make and when.vehicle_make.casefold() != sale.vehicle_make.casefold():
		return False
	if when.min_vehicle_age is None and when.max_vehicle_age is None:
		return True
	if not sale.model_year:
		return False
	age = max(sale.day.year - sale.model_year, 0)
	return (
		(when.min_vehicle_age or 0) <= age <= (age if when.max_vehicle_age is None else when.max_vehicle_age)
	)


def _fits_visits(when: Conditions, sale: SaleFacts, spent: Decimal) -> bool:
	if when.visit_number and not _is_visit(when, sale):
		return False
	if not when.min_visits and not when.min_spend:
		return True
	since = sale.day - timedelta(days=when.period_days) if when.period_days else date.min
	recent = [visit for visit in sale.earlier if visit.day > since or not when.period_days]
	visits = len({visit.day for visit in recent} | {sale.day})
	return visits >= when.min_visits and spent + sum(visit.spent for visit in recent) >= when.min_spend


def _is_visit(when: Conditions, sale: SaleFacts) -> bool:
	"""Invoices of one day are one visit, and the first of them is the one that counts."""
	days = {visit.day for visit in sale.earlier}
	number = len(days) + 1
	if sale.day in days:
		return False
	return number % when.visit_number == 0 if when.each else number == when.visit_number


def _fits_dates(when: Conditions, sale: SaleFacts) -> bool:
	if when.answered_days and not (
		sale.answered_on and sale.answered_on >= sale.day - timedelta(days=when.answered_days)
	):
		return False
	if when.birthday_days is None:
		return True
	return sale.born_on is not None and any(
		abs((sale.day - day).days) <= when.birthday_days for day in _birthdays(sale.born_on, sale.day.year)
	)


def _birthdays(born_on: date, year: int) -> Iterator[date]:
	"""Of the year and of those beside it; who was born on 29 February has it on the 28th of a common year."""
	for near in (year - 1, year, year + 1):
		is_leap = near % 4 == 0 and (near % 100 != 0 or near % 400 == 0)
		day = 28 if (born_on.month, born_on.day) == (2, 29) and not is_leap else born_on.day
		yield date(near, born_on.month, day)


def _on_time(sale: SaleFacts) -> frozenset[str]:
	"""The services of the sale that are done within their interval."""
	if not sale.last_services:
		return frozenset()
	return frozenset(name for name in {line.service_type for line in sale.lines} if _is_on_time(name, sale))


def _is_on_time(service_type: str, sale: SaleFacts) -> bool:
	"""Done before its time by the calendar and by the odometer, as far as both are known; the first time is neither."""
	last = sale.last_services.get(service_type)
	if last is None:
		return False
	known = [*_by_calendar(last, sale.day), *_by_odometer(last, sale.odometer)]
	return bool(known) and all(known)


def _by_calendar(last: LastService, day: date) -> Iterator[bool]:
	until = months_after(last.day, last.months) if last.months else None
	if until is not None:
		yield day <= until


def _by_odometer(last: LastService, odometer: int | None) -> Iterator[bool]:
	if last.interval_km and last.km and odometer and odometer >= last.km:
		yield odometer <= last.km + last.interval_km
