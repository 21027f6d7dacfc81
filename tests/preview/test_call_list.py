"""What a rule does as the days pass; only the preview's clock can be moved."""

import pytest

from workshop_crm.core.analytics.actions.rules import HIGH_RISK
from workshop_crm.preview import records
from workshop_crm.preview.analytics import analyses
from workshop_crm.preview.analytics.actions import finding
from workshop_crm.preview.settings import change_settings

ACTION = "Customer Action"
ACTIVE_DAYS = 183


@pytest.fixture
def rule(workshop):
	"""The one rule of the workshop."""

	def make(**values) -> str:
		with workshop.writing() as connection:
			records.delete_where(connection, "Customer Action Rule", {"trigger": ("!=", HIGH_RISK)})
			known = records.first(connection, "Customer Action Rule", {})
			values = {"top_percent": 0, **values}
			records.update(connection, "Customer Action Rule", known["name"], values, workshop.clock())
			return known["name"]

	return make


@pytest.fixture
def nights(clock, workshop):
	"""Lets days pass, each with its job."""

	def run(days: int = 1) -> None:
		for _day in range(days):
			clock.pass_time(days=1)
			analyses.compute(workshop)
			finding.run(workshop)

	return run


@pytest.fixture
def actions(rows):
	return lambda: rows(f'SELECT * FROM "tab{ACTION}" ORDER BY name')


@pytest.fixture
def silent(new_customer, sell, clock):
	"""A customer whose first night at risk is tonight."""

	def make(**values) -> str:
		customer = new_customer(**values)
		sell(customer)
		clock.pass_time(days=60)
		sell(customer)
		clock.pass_time(days=ACTIVE_DAYS - 1)
		return customer

	return make


def template(workshop, **changes) -> str:
	record = {
		"template_name": "Come back",
		"purpose": "Other",
		"category": "Marketing",
		"enabled": 1,
		"text_en": "Hello {customer}, {points} points wait for you.",
		"text_ar": "مرحبًا {customer}، تنتظرك {points} نقطة.",
		**changes,
	}
	with workshop.writing() as connection:
		return records.insert(connection, "Message Template", record, workshop.clock())


def test_a_customer_is_on_the_list_from_the_first_day_at_risk(rule, silent, nights, actions, call):
	rule()
	customer = silent()
	nights(1)
	(action,) = actions()
	assert (action["customer"], action["crossed_on"]) == (customer, action["made_on"])
	(row,) = call("analytics.call_list")["actions"]
	assert row["reason"].startswith(f"Last here {ACTIVE_DAYS} days ago")
	nights(20)
	assert len(actions()) == 1


def test_who_comes_back_in_time_has_come_and_counts_once_the_time_is_over(
	rule, silent, nights, actions, call, sell
):
	name = rule(outcome_days=30)
	customer = silent()
	nights(5)
	sell(customer, rate=700)
	assert call("analytics.call_list")["actions"] == []
	nights(1)
	assert actions()[0]["outcome"] == "Came"
	(row,) = call("analytics.action_measures")["rules"]
	assert (row["treated"]["customers"], row["running"]) == (0, 1)
	nights(30)
	(row,) = call("analytics.action_measures")["rules"]
	assert (row["treated"]["came"], row["running"]) == (1, 0)
	(behind,) = call("analytics.action_customers", rule=name, came_only=True)["customers"]
	assert (behind["customer"], behind["revenue"]) == (customer, row["treated"]["revenue_each"])
	assert call("analytics.action_customers", rule=name, side="held_out")["total"] == 0


def test_who_stays_away_did_not_come(rule, silent, nights, actions):
	rule(outcome_days=10)
	silent()
	nights(11)
	assert actions()[0]["outcome"] == "Pending"
	nights(1)
	assert actions()[0]["outcome"] == "Did Not Come"


def test_a_rule_gives_its_points_once_and_the_message_names_them(
	workshop, rule, silent, nights, actions, rows, call
):
	rule(message_template=template(workshop), points=40)
	customer = silent(language="en")
	nights(10)
	(action,) = actions()
	assert (action["points"], action["problem"]) == (40, "")
	(message,) = rows('SELECT * FROM "tabCustomer Message" WHERE reference_doctype = ?', ACTION)
	assert message["text"] == "Hello Reem Alward, 40 points wait for you."
	given = 'SELECT loyalty_points FROM "tabLoyalty Point Entry" WHERE invoice_type = ? AND customer = ?'
	assert rows(given, ACTION, customer) == [{"loyalty_points": 40}]
	entries = call("loyalty.account", customer=customer)["entries"]
	assert "A gift to come back" in [entry["reason"] for entry in entries]


def test_a_message_waits_no_more_once_somebody_has_called(workshop, rule, silent, nights, rows, call):
	rule(message_template=template(workshop), points=40)
	silent()
	nights(1)
	(row,) = call("analytics.call_list")["actions"]
	call("analytics.finish_action", action=row["action"], result="Reached")
	(message,) = rows('SELECT status FROM "tabCustomer Message" WHERE reference_doctype = ?', ACTION)
	assert message["status"] == "Withdrawn"


def test_what_cannot_be_sent_or_given_is_said(workshop, rule, silent, nights, actions, call):
	with workshop.writing() as connection:
		change_settings(connection, loyalty_program="")
	rule(message_template=template(workshop), points=40)
	silent(channels=[])
	nights(1)
	(action,) = actions()
	assert (action["points"], action["message"]) == (0, None)
	(row,) = call("analytics.call_list")["actions"]
	assert row["problem"].startswith("No points: the customer is in no loyalty program. ")
	assert len(row["problem"]) > 60


def test_a_held_out_customer_is_left_alone_and_measured(workshop, rule, silent, nights, actions, rows, call):
	name = rule(message_template=template(workshop), points=40, outcome_days=10)
	customer = silent()
	# Every customer is held out by some rule; this one by a rule of this name.
	with workshop.writing() as connection:
		held = next(n for n in range(1000) if _is_held_out(f"R{n}", customer))
		records.rename(connection, "Customer Action Rule", name, f"R{held}")
		records.update(
			connection, "Customer Action Rule", f"R{held}", {"held_out_percent": 10}, workshop.clock()
		)
	nights(12)
	(action,) = actions()
	assert (action["status"], action["points"], action["message"]) == ("Held Out", 0, None)
	assert call("analytics.call_list")["total"] == 0
	assert rows('SELECT name FROM "tabCustomer Message" WHERE reference_doctype = ?', ACTION) == []
	(row,) = call("analytics.action_measures")["rules"]
	assert (row["held_out"]["customers"], row["treated"]["customers"]) == (1, 0)


def _is_held_out(rule: str, customer: str) -> bool:
	from workshop_crm.core.analytics.actions.record import is_held_out

	return is_held_out(rule, customer, 10)


def test_a_job_that_did_not_run_for_a_while_misses_nobody(rule, silent, nights, clock, actions):
	rule()
	silent()
	clock.pass_time(days=-10)
	nights(1)
	assert actions() == []
	clock.pass_time(days=25)
	nights(1)
	assert len(actions()) == 1


def test_a_due_service_is_a_call_about_its_car(call, sell, worker, new_customer, nights, clock, actions):
	customer = new_customer()
	car = call("vehicles.add_vehicle", customer=customer, values={"plate": "ABJ 1234", "make": "Toyota"})
	item = next(one["item"] for one in call("visits.options")["items"] if one["service_type"] == "Oil Change")
	sell(customer, vehicle=car["vehicle"], lines=[{"item": item, "qty": 1, "rate": 100}])
	clock.pass_time(days=170)
	nights(12)
	(action,) = actions()
	assert (action["trigger"], action["vehicle"]) == ("Service Falls Due", car["vehicle"])
	(row,) = call("analytics.call_list")["actions"]
	assert row["reason"].startswith("Oil Change: due on ")
	assert "Toyota" in row["car"]


def test_a_day_begins_with_the_call_list(worker, rule, silent, actions, clock):
	rule()
	silent()
	clock.pass_time(days=1)
	worker.begin_day()
	worker.run_due()
	assert len(actions()) == 1
