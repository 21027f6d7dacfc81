"""Rules that are refused."""

from dataclasses import replace

import pytest

from workshop_crm.core.analytics.actions.defaults import DEFAULT_RULES
from workshop_crm.core.analytics.actions.rules import (
	HIGH_RISK,
	SERVICE_DUE,
	ActionRule,
	TemplateFacts,
	check_rule,
	rule_of,
)
from workshop_crm.core.common.errors import InvalidInput

RULE = ActionRule("R", HIGH_RISK, "At risk")


@pytest.mark.parametrize(
	("field", "value"),
	[
		("top_percent", 101),
		("top_percent", -1),
		("held_out_percent", 51),
		("lead_days", -1),
		("every_days", 366),
		("outcome_days", 0),
		("outcome_days", 366),
		("points", -5),
		("points", 501),
	],
)
def test_a_number_out_of_its_limits_is_refused_at_its_field(field, value):
	with pytest.raises(InvalidInput) as refused:
		check_rule(replace(RULE, **{field: value}), None, 500)
	assert refused.value.field == field


def test_points_need_a_program_and_at_most_what_one_manager_may_give():
	check_rule(replace(RULE, points=500), None, 500)
	check_rule(RULE, None, None)
	with pytest.raises(InvalidInput):
		check_rule(replace(RULE, points=1), None, None)


def test_a_message_is_advertising_and_names_only_what_the_rule_knows():
	due = replace(RULE, trigger=SERVICE_DUE)
	check_rule(due, TemplateFacts("Marketing", {"customer", "vehicle", "service", "date"}), None)
	check_rule(replace(RULE, points=50), TemplateFacts("Marketing", {"points"}), 500)
	for template in (
		TemplateFacts("Utility", ()),
		TemplateFacts("Marketing", {"vehicle"}),
		TemplateFacts("Marketing", {"points"}),
		TemplateFacts("Marketing", {"link"}),
	):
		with pytest.raises(InvalidInput) as refused:
			check_rule(RULE, template, 500)
		assert refused.value.field == "message_template"


def test_the_default_rules_pass_and_send_and_give_nothing():
	for record in DEFAULT_RULES:
		rule = rule_of({**record, "name": "R"})
		check_rule(rule, None, None)
		assert not rule.template
		assert not rule.points
		assert not rule.held_out_percent
