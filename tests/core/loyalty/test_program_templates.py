"""A template does what its worked example says."""

from datetime import date, timedelta
from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.loyalty import program_templates as templates
from workshop_crm.core.loyalty.earning import award_to_come
from workshop_crm.core.loyalty.redemption import amount
from workshop_crm.core.loyalty.rules.checks import check_rules
from workshop_crm.core.loyalty.rules.facts import EarlierVisit, LastService, LineFacts, SaleFacts
from workshop_crm.core.vehicles.defaults import DEFAULT_SERVICE_TYPES

DAY = date(2026, 3, 20)
SERVICE_TYPES = [one.name for one in DEFAULT_SERVICE_TYPES]


def visits(*days_ago):
	return tuple(EarlierVisit(DAY - timedelta(days=days), Decimal(100)) for days in days_ago)


def earns(template, *lines, total=None, **facts):
	sale = SaleFacts(DAY, lines, **facts)
	total = Decimal(total) if total else sum(line.net for line in lines)
	return award_to_come(template.program, [], sale, total, Decimal(0)).points


def line(net, service_type=""):
	return LineFacts(Decimal(net), service_type=service_type)


def test_the_simple_one():
	assert earns(templates.SIMPLE, line(400)) == 40
	assert amount(templates.SIMPLE.program, 40) == 10


def test_visits():
	points = [earns(templates.VISITS, line(75), earlier=visits(*range(1, count + 1))) for count in range(5)]
	assert points == [10, 10, 10, 10, 60]
	assert amount(templates.VISITS.program, sum(points)) == 50


def test_tyres_and_intervals():
	on_time = {"Oil Change": LastService(DAY - timedelta(days=150), None, 6, None)}
	sale = (line(200, "Oil Change"), line(1000, "Tyres"))
	assert earns(templates.INTERVALS, *sale, last_services=on_time) == 270
	assert earns(templates.INTERVALS, *sale) == 220


def test_fleets():
	assert earns(templates.FLEET, line(2000), total=2300, earlier=visits(3, 9, 20)) == 150
	assert earns(templates.FLEET, line(2000), total=2300, earlier=visits(3, 9, 40)) == 100
	assert amount(templates.FLEET.program, 150) == 75


@pytest.mark.parametrize("template", templates.TEMPLATES, ids=lambda one: one.key)
def test_every_template_can_be_saved_and_read_again(template):
	check_rules(template.program.rules, [tier.name for tier in template.program.tiers])
	assert templates.fitted(template.program, SERVICE_TYPES) == (template.program, ())
	assert templates.template(template.key) is template


def test_rules_about_services_that_the_workshop_lacks_are_left_out_and_named():
	(shown,) = (
		row for row in templates.templates_view(["Tyres"], str) if row["key"] == templates.INTERVALS.key
	)
	assert shown["left_out"] == ["Oil change on time", "Maintenance on time"]
	assert [rule["rule_name"] for rule in shown["program"]["earning_rules"]] == ["Tyres"]


def test_an_unknown_template_is_refused_with_those_that_there_are():
	with pytest.raises(InvalidInput, match="simple, visits, intervals, fleet"):
		templates.template("nothing")
