"""How long the rules take for one invoice of 50 lines, in a program with every kind of condition."""

from __future__ import annotations

import time
from datetime import date, timedelta
from decimal import Decimal
from statistics import median

from workshop_crm.core.loyalty.earning import award_to_come
from workshop_crm.core.loyalty.model import Program, Tier
from workshop_crm.core.loyalty.rules.facts import EarlierVisit, LastService, LineFacts, SaleFacts
from workshop_crm.core.loyalty.rules.model import AwardKind, Caps, Conditions, EarningRule

DAY = date(2026, 3, 2)
LINES = 50
RULES = 24
ROUNDS = 200
KINDS: tuple[AwardKind, ...] = ("Amount", "Multiplier", "Fixed")
SERVICES = ("Oil Change", "Tyres", "Brakes", "Battery", "Repair")


def program() -> Program:
	"""Rules of each kind, half of them about one service, with caps and a look at the customer's visits."""
	return Program(
		"Rewards",
		(Tier("Gold", Decimal(0), Decimal(10)),),
		Decimal("0.25"),
		365,
		rules=tuple(map(_rule, range(RULES))),
	)


def sale() -> SaleFacts:
	"""50 lines of five services, for a customer who has come every week for years."""
	return SaleFacts(
		DAY,
		tuple(_line(number) for number in range(LINES)),
		branches=frozenset({"Riyadh", "All"}),
		vehicle_make="Toyota",
		model_year=2016,
		odometer=60_000,
		last_services={name: LastService(DAY - timedelta(days=90), 55_000, 6, 10_000) for name in SERVICES},
		customer_groups=frozenset({"Fleet", "All"}),
		earlier=tuple(EarlierVisit(DAY - timedelta(weeks=week), Decimal(300)) for week in range(1, 200)),
	)


def milliseconds() -> float:
	"""The median of many invoices."""
	of_program, of_sale = program(), sale()
	total = sum((line.net for line in of_sale.lines), Decimal(0))
	taken = []
	for _round in range(ROUNDS):
		started = time.perf_counter()
		award = award_to_come(of_program, [], of_sale, total, Decimal(0))
		taken.append(time.perf_counter() - started)
		assert len(award.lines) > 1
	return round(median(taken) * 1000, 2)


def _rule(number: int) -> EarningRule:
	when = Conditions(
		service_type=SERVICES[number % len(SERVICES)] if number % 2 else "",
		item_group="All",
		weekdays=frozenset({0, 1}),
		customer_group="Fleet",
		min_visits=4,
		period_days=90,
		on_time=number % 3 == 0,
	)
	return EarningRule(
		str(number),
		f"Rule {number}",
		KINDS[number % 3],
		points=2,
		per=Decimal(10),
		factor=Decimal("1.25"),
		when=when,
		caps=Caps(1_000, 2_000, 5_000),
		priority=number % 4,
		excludes=number % 7 == 0,
	)


def _line(number: int) -> LineFacts:
	service = SERVICES[number % len(SERVICES)]
	return LineFacts(Decimal("123.45") + number, f"ITEM-{number}", frozenset({service, "All"}), service)
