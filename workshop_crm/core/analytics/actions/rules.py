"""When a customer is put on the call list, and what else is done: the fields of a Customer Action Rule."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from workshop_crm.core.common.errors import N_, InvalidInput, Term
from workshop_crm.core.common.points import counted

Trigger = Literal[
	"Becomes High Risk", "Becomes Lapsed", "Valuable Customer Gives Low Score", "Service Falls Due"
]
TRIGGERS: tuple[Trigger, ...] = get_args(Trigger)
HIGH_RISK, LAPSED, LOW_SCORE, SERVICE_DUE = TRIGGERS
AT_RISK = (HIGH_RISK, LAPSED)
"""Of customers who stay away."""
TRIGGER_LABELS = (
	N_("Becomes High Risk"),
	N_("Becomes Lapsed"),
	N_("Valuable Customer Gives Low Score"),
	N_("Service Falls Due"),
)

MAX_HELD_OUT_PERCENT = 50
MAX_DAYS = 365
MARKETING = "Marketing"
# What a message about any action may name, and what only one about a car.
PLACES = frozenset({"customer", "company", "days", "date", "points"})
PLACES_OF_CARS = frozenset({"vehicle", "service"})


@dataclass(frozen=True, slots=True)
class ActionRule:
	"""`top_percent`: only customers among the most valuable so many percent by CLV; 0 and 100 are everybody.

	`lead_days`: how long before its day a due service is called about. `held_out_percent` of the customers are left
	alone, so that what came of the rule can be measured over `outcome_days`. A customer is taken at most once in
	`every_days`, 0 = no limit. `template` and `points` are empty where nothing is sent or given.
	"""

	name: str
	trigger: Trigger
	title: str
	title_ar: str = ""
	top_percent: int = 0
	lead_days: int = 7
	template: str = ""
	points: int = 0
	held_out_percent: int = 0
	outcome_days: int = 60
	every_days: int = 90


@dataclass(frozen=True, slots=True)
class TemplateFacts:
	"""Of a message template: its category, and the places that its texts name."""

	category: str
	places: Collection[str]


def rule_of(record: Mapping[str, Any]) -> ActionRule:
	"""A Customer Action Rule from its fields."""
	return ActionRule(
		name=record.get("name") or "",
		trigger=record["trigger"],
		title=record["title"],
		title_ar=record.get("title_ar") or "",
		template=record.get("message_template") or "",
		**{
			field: int(record.get(field) or 0)
			for field in (
				"top_percent",
				"lead_days",
				"points",
				"held_out_percent",
				"outcome_days",
				"every_days",
			)
		},
	)


def check_rule(rule: ActionRule, template: TemplateFacts | None, approval_above: int | None) -> None:
	"""Raises InvalidInput for a rule that makes no sense, with its field.

	`template` is that of the rule's message. More points than `approval_above` would take two managers if they were
	given by hand, so no rule gives them; None where there is no loyalty program.
	"""
	_check_number(rule.top_percent, 100, "top_percent")
	_check_number(rule.held_out_percent, MAX_HELD_OUT_PERCENT, "held_out_percent")
	_check_number(rule.lead_days, MAX_DAYS, "lead_days")
	_check_number(rule.every_days, MAX_DAYS, "every_days")
	if not 1 <= rule.outcome_days <= MAX_DAYS:
		raise InvalidInput(
			N_("What comes of an action is looked at for 1 to {most} days."), most=MAX_DAYS
		).at("outcome_days")
	if template:
		_check_template(rule, template)
	_check_points(rule, approval_above)


def _check_number(number: int, most: int, field: str) -> None:
	if not 0 <= number <= most:
		raise InvalidInput(N_("Enter a number from 0 to {most}."), most=most).at(field)


def _check_template(rule: ActionRule, template: TemplateFacts) -> None:
	if template.category != MARKETING:
		raise InvalidInput(
			N_(
				"A message that invites a customer back is advertising. Choose a template of the category {category}."
			),
			category=Term(MARKETING),
		).at("message_template")
	known = PLACES | (PLACES_OF_CARS if rule.trigger == SERVICE_DUE else frozenset())
	if not rule.points:
		known -= {"points"}
	if unknown := sorted(set(template.places) - known):
		raise InvalidInput(
			N_("This rule cannot fill in {place}. Choose another template or change its text."),
			place="{" + unknown[0] + "}",
		).at("message_template")


def _check_points(rule: ActionRule, approval_above: int | None) -> None:
	if rule.points < 0:
		raise InvalidInput(N_("The points of a rule cannot be negative; 0 gives none.")).at("points")
	if rule.points and approval_above is None:
		raise InvalidInput(N_("There is no loyalty program to give points in.")).at("points")
	if rule.points and rule.points > (approval_above or 0):
		raise InvalidInput(
			N_("A rule gives at most {points}: for more, two managers have to agree."),
			points=counted(approval_above or 0),
		).at("points")
