"""Whether rules can ever work, before the program is saved."""

from collections.abc import Collection, Sequence
from decimal import Decimal

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.loyalty.rules.model import EarningRule

MAX_RULES = 100
MAX_POINTS = 1_000_000
MAX_FACTOR = Decimal(100)
MAX_DAYS = 3_653
MAX_BIRTHDAY_DAYS = 180

TOO_MANY = N_("A loyalty program has at most {most} earning rules. Remove some.")
NO_NAME = N_("Give each earning rule a name: customers read it as the reason for their points.")
NO_AMOUNT = N_("Enter in the rule {rule} how much is spent for its points, more than 0.")
NO_POINTS = N_("The rule {rule} gives no points. Enter how many.")
EARNS_NOTHING = N_(
	"The rule {rule} gives no points. Enter how many, or let it exclude later rules, so that its lines earn nothing."
)
TOO_MANY_POINTS = N_("The rule {rule} gives too many points. Enter at most {most}.")
NO_FACTOR = N_("Enter in the rule {rule} a factor above 1 and at most {most}, such as 1.25.")
ENDS_EARLY = N_("The rule {rule} ends before it starts. Swap its dates.")
AGES = N_("In the rule {rule} the oldest car is younger than the youngest. Swap the ages.")
NO_SUCH_TIER = N_(
	"The rule {rule} is for the tier {tier}, which this program does not have. Choose one of: {tiers}."
)
NO_VISIT = N_("Say in the rule {rule} every how many visits it applies.")
NO_PERIOD = N_("The rule {rule} has a period and nothing to count in it. Enter visits or an amount.")
BAD_DAYS = N_("The rule {rule} has a number of days that is below 0 or above {most}. Change it.")
NEGATIVE = N_("The rule {rule} has a number below 0. Enter 0 or more.")


def check_rules(rules: Sequence[EarningRule], tiers: Collection[str]) -> None:
	"""Raises InvalidInput for the first rule that cannot work; `tiers` are the program's."""
	if len(rules) > MAX_RULES:
		raise InvalidInput(TOO_MANY, most=MAX_RULES)
	for rule in rules:
		if not rule.name.strip():
			raise InvalidInput(NO_NAME).at("rule_name")
		_check_award(rule)
		_check_numbers(rule)
		_check_conditions(rule, tiers)


def _check_award(rule: EarningRule) -> None:
	if rule.kind == "Multiplier":
		if not 1 < rule.factor <= MAX_FACTOR:
			raise InvalidInput(NO_FACTOR, rule=rule.name, most=MAX_FACTOR).at("factor")
		return
	if rule.points > MAX_POINTS:
		raise InvalidInput(TOO_MANY_POINTS, rule=rule.name, most=MAX_POINTS).at("points")
	if rule.kind == "Fixed" and rule.points <= 0:
		raise InvalidInput(NO_POINTS, rule=rule.name).at("points")
	if rule.kind == "Amount" and rule.per <= 0:
		raise InvalidInput(NO_AMOUNT, rule=rule.name).at("per_amount")
	if rule.kind == "Amount" and not rule.points and not rule.excludes:
		raise InvalidInput(EARNS_NOTHING, rule=rule.name).at("points")


def _check_numbers(rule: EarningRule) -> None:
	when, caps = rule.when, rule.caps
	counts = (
		rule.points,
		*(caps.invoice, caps.day, caps.month),
		when.visit_number,
		when.min_visits,
		when.min_spend,
	)
	if any(number < 0 for number in counts):
		raise InvalidInput(NEGATIVE, rule=rule.name)
	for days, most in (
		(rule.pending_days, MAX_DAYS),
		(when.period_days, MAX_DAYS),
		(when.answered_days, MAX_DAYS),
		(when.birthday_days or 0, MAX_BIRTHDAY_DAYS),
	):
		if not 0 <= days <= most:
			raise InvalidInput(BAD_DAYS, rule=rule.name, most=most)


def _check_conditions(rule: EarningRule, tiers: Collection[str]) -> None:
	when = rule.when
	if rule.starts and rule.ends and rule.ends < rule.starts:
		raise InvalidInput(ENDS_EARLY, rule=rule.name).at("valid_to")
	if when.max_vehicle_age is not None and (when.min_vehicle_age or 0) > when.max_vehicle_age:
		raise InvalidInput(AGES, rule=rule.name).at("vehicle_age_to")
	if when.tier and when.tier not in tiers:
		raise InvalidInput(NO_SUCH_TIER, rule=rule.name, tier=when.tier, tiers=tuple(tiers)).at("tier")
	if when.each and not when.visit_number:
		raise InvalidInput(NO_VISIT, rule=rule.name).at("visit_number")
	if when.period_days and not when.min_visits and not when.min_spend:
		raise InvalidInput(NO_PERIOD, rule=rule.name).at("period_days")
