"""Loyalty programs to start from, each explained with a worked example in a currency of two decimals."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.defaults import DEFAULT_PROGRAM
from workshop_crm.core.loyalty.model import Program, Tier, TierRule
from workshop_crm.core.loyalty.records import program_record
from workshop_crm.core.loyalty.rules.model import Caps, Conditions, EarningRule


@dataclass(frozen=True, slots=True)
class ProgramTemplate:
	key: str
	title: str
	explanation: str
	example: str
	program: Program


SIMPLE = ProgramTemplate(
	"simple",
	N_("Points for every amount"),
	N_(
		"One point for each 10.00 spent, more in higher tiers. A point pays 0.25 of a later visit and lasts a year."
	),
	N_("A first visit of 400.00 earns 40 points. They pay 10.00 of the next visit."),
	replace(DEFAULT_PROGRAM, rules=()),
)
VISITS = ProgramTemplate(
	"visits",
	N_("Points for visits"),
	N_(
		"Each visit earns the same, and every fifth one more, whatever it costs. A point pays 0.50 and lasts a year."
	),
	N_("Five visits on five days earn 5 x 10 points, and the fifth 50 more: 100 points, which pay 50.00."),
	Program(
		"Visit Rewards",
		(Tier("Member", Decimal(0), Decimal(10), name_ar="عضو"),),
		Decimal("0.5"),
		365,
		rules=(
			EarningRule("visit", "Visit", "Fixed", 10, name_ar="الزيارة", caps=Caps(day=10)),
			EarningRule(
				"fifth",
				"Every fifth visit",
				"Fixed",
				50,
				name_ar="كل خامس زيارة",
				when=Conditions(visit_number=5, each=True),
			),
		),
		earn_by_tier=False,
	),
)
INTERVALS = ProgramTemplate(
	"intervals",
	N_("Tyres and services on time"),
	N_(
		"One point for each 10.00 spent and two for tyres. Customers who come before the oil change or the maintenance is overdue get more. A point pays 0.25."
	),
	N_(
		"An oil change of 200.00 on time together with tyres of 1,000.00 earns 20 points for the oil change, 200 for the tyres and 50 for being on time: 270 points."
	),
	Program(
		"Service Rewards",
		(
			Tier("Silver", Decimal(0), Decimal(10), name_ar="الفضي"),
			Tier("Gold", Decimal(5000), Decimal(8), name_ar="الذهبي"),
		),
		Decimal("0.25"),
		365,
		rules=(
			EarningRule(
				"tyres",
				"Tyres",
				"Amount",
				2,
				Decimal(10),
				name_ar="الإطارات",
				when=Conditions(service_type="Tyres"),
				excludes=True,
			),
			EarningRule(
				"oil",
				"Oil change on time",
				"Fixed",
				50,
				name_ar="تغيير الزيت في موعده",
				when=Conditions(service_type="Oil Change", on_time=True),
			),
			EarningRule(
				"maintenance",
				"Maintenance on time",
				"Fixed",
				100,
				name_ar="الصيانة الدورية في موعدها",
				when=Conditions(service_type="Periodic Maintenance", on_time=True),
			),
		),
	),
)
FLEET = ProgramTemplate(
	"fleet",
	N_("Fleets"),
	N_(
		"One point for each 20.00 without VAT once the invoice is paid, more in tiers over the last 12 months, and half as much again for customers who come four times in 30 days, up to 5,000 points a month. A point pays 0.50 and lasts two years."
	),
	N_(
		"The fourth visit in 30 days, of 2,000.00 without VAT, earns 100 points and 50 more for a busy fleet: 150 points, which pay 75.00."
	),
	Program(
		"Fleet Rewards",
		(
			Tier("Fleet", Decimal(0), Decimal(20), name_ar="أسطول"),
			Tier("Fleet Plus", Decimal(50_000), Decimal(16), name_ar="أسطول بلس"),
			Tier("Fleet Premium", Decimal(150_000), Decimal("12.5"), name_ar="أسطول بريميوم"),
		),
		Decimal("0.5"),
		730,
		tier_rule=TierRule("Spend", 12, 30),
		earn_when="Paid",
		basis="Net",
		rules=(
			EarningRule(
				"busy",
				"Busy fleet",
				"Multiplier",
				factor=Decimal("1.5"),
				name_ar="أسطول نشط",
				when=Conditions(min_visits=4, period_days=30),
				caps=Caps(month=5000),
			),
		),
	),
)
TEMPLATES = (SIMPLE, VISITS, INTERVALS, FLEET)


def template(key: str) -> ProgramTemplate:
	"""Raises InvalidInput with the keys that there are."""
	found = next((one for one in TEMPLATES if one.key == key), None)
	if found is None:
		known = tuple(one.key for one in TEMPLATES)
		raise InvalidInput(
			N_("There is no template {key}. Choose one of: {known}."), key=key[:60], known=known
		)
	return found


def fitted(program: Program, service_types: Collection[str]) -> tuple[Program, tuple[str, ...]]:
	"""The program without rules about services that the workshop does not have, and the names of those rules."""
	kept = tuple(rule for rule in program.rules if rule.when.service_type in ("", *service_types))
	left_out = tuple(rule.name for rule in program.rules if rule not in kept)
	return replace(program, rules=kept), left_out


def templates_view(service_types: Collection[str], translate: Callable[[str], str]) -> list[dict[str, Any]]:
	"""The templates for a form: the fields of a Loyalty Program beside the words that explain them."""
	rows = []
	for one in TEMPLATES:
		program, left_out = fitted(one.program, service_types)
		rows.append(
			{
				"key": one.key,
				"title": translate(one.title),
				"explanation": translate(one.explanation),
				"example": translate(one.example),
				"left_out": list(left_out),
				"program": _plain(program_record(program)),
			}
		)
	return rows


def _plain(values: Any) -> Any:
	"""For JSON: the form takes numbers."""
	if isinstance(values, dict):
		return {field: _plain(value) for field, value in values.items()}
	if isinstance(values, list):
		return [_plain(value) for value in values]
	return float(values) if isinstance(values, Decimal) else values


def described(translate: Callable[[str], str]) -> Iterator[str]:
	"""The templates as lines for a terminal."""
	for one in TEMPLATES:
		yield f"{one.key}: {translate(one.title)}"
		yield f"  {translate(one.explanation)}"
		yield f"  {translate(one.example)}"
