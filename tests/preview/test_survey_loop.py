"""Rows of a survey's rules and the passing of time, which no request can change: lateness, second surveys, kept months."""

from datetime import date, datetime

import pytest

from workshop_crm.core.surveys.defaults import DEFAULT_CADENCE
from workshop_crm.core.surveys.model import Question, SurveyForm
from workshop_crm.core.surveys.records import form_record
from workshop_crm.preview import records
from workshop_crm.preview.analytics import columns
from workshop_crm.preview.surveys import kept_invitations

SHORT = SurveyForm(
	"Short survey",
	"Is it well now?",
	"هل حُلّ الأمر؟",
	"",
	"",
	"Thanks",
	"شكرًا",
	(Question("now", "rating", "And now?", "والآن؟", required=True),),
)


@pytest.fixture
def change_rules(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			rule = {"parentfield": "follow_up_rules"}
			records.update_where(connection, "Survey Follow-up Rule", rule, values, datetime.now())

	return change


@pytest.fixture
def answered(call, new_customer, sell, worker):
	"""Has a customer answer; the token of the link is in the outbox."""

	def answer(**answers) -> None:
		sell(new_customer())
		worker.run_due()
		link = call("messaging.messages")["messages"][0]["link"]
		call("surveys.answer", token=link.rsplit("/", 1)[1], answers=answers)

	return answer


def test_a_late_follow_up_is_passed_on_once(call, answered, worker, clock, change_rules, rows):
	change_rules(assignee="front-desk", escalate_to="manager", escalate_after_hours=48)
	answered(rating=1)
	clock.pass_time(hours=47)
	worker.run_due()
	(case,) = call("surveys.follow_ups")["follow_ups"]
	assert (case["is_late"], case["is_escalated"], case["assigned_to"]) == (True, False, "front-desk")
	clock.pass_time(hours=1, minutes=1)
	worker.run_due()
	worker.run_due()
	(case,) = call("surveys.follow_ups")["follow_ups"]
	assert case["is_escalated"]
	assert [row["allocated_to"] for row in rows("SELECT allocated_to FROM tabToDo")] == [
		"front-desk",
		"manager",
	]


def test_a_follow_up_that_was_put_off_is_passed_on_that_much_later(
	call, answered, worker, clock, change_rules
):
	change_rules(escalate_to="manager", due_hours=24, escalate_after_hours=48)
	answered(rating=1)

	def follow_up() -> dict:
		worker.run_due()
		return call("surveys.follow_ups")["follow_ups"][0]

	call("surveys.snooze_follow_up", follow_up=follow_up()["follow_up"], days=7)
	clock.pass_time(hours=49)
	assert not follow_up()["is_escalated"]
	clock.pass_time(days=5, hours=20)
	assert not follow_up()["is_escalated"]
	clock.pass_time(hours=4)
	assert follow_up()["is_escalated"]


def test_the_second_survey_goes_out_with_the_close_and_says_whether_the_customer_was_won_back(
	call, answered, worker, workshop, change_rules
):
	with workshop.writing() as connection:
		short = {**form_record(SHORT), "cadence": DEFAULT_CADENCE[:1]}
		records.insert(connection, "Survey", short, datetime.now())
	change_rules(second_survey=SHORT.name)
	answered(rating=2)
	(case,) = call("surveys.follow_ups")["follow_ups"]
	assert case["has_second_survey"]
	call("surveys.close_follow_up", follow_up=case["follow_up"], reason="Explained", note="Called.")
	worker.run_due()
	assert call("surveys.results")["loop"]["recovery"]["value"] == 0
	link = call("messaging.messages")["messages"][0]["link"]
	call("surveys.answer", token=link.rsplit("/", 1)[1], answers={"now": 5})
	assert call("surveys.results")["loop"]["recovery"]["value"] == 1
	assert call("surveys.results", survey=SHORT.name)["answers"] == 1


def test_who_could_not_be_reached_gets_no_second_survey(call, answered, workshop, change_rules, rows):
	with workshop.writing() as connection:
		records.insert(connection, "Survey", form_record(SHORT), datetime.now())
	change_rules(second_survey=SHORT.name)
	answered(rating=2)
	(case,) = call("surveys.follow_ups")["follow_ups"]
	call("surveys.close_follow_up", follow_up=case["follow_up"], reason="Could not be reached", note="x")
	assert len(rows('SELECT name FROM "tabSurvey Invitation"')) == 1


def test_figures_stay_the_same_when_their_month_is_over_and_kept(call, answered, worker, clock, rows):
	answered(rating=4, recommend=9)
	before = call("surveys.results")
	clock.pass_time(days=40)
	worker.begin_day()
	worker.run_due()
	(month,) = rows('SELECT month, answers FROM "tabSurvey Month"')
	assert (month["month"], month["answers"]) == ("2026-03", 1)
	after = call("surveys.results")
	assert (after["measures"], after["groups"]) == (before["measures"], before["groups"])


def test_the_technician_and_the_adviser_of_the_invoice_are_those_of_the_answer(
	call, new_customer, sell, worker, workshop
):
	invoice = sell(new_customer())
	with workshop.writing() as connection:
		now = datetime.now()
		for person in ("Omar", "Huda"):
			records.insert(connection, "Sales Person", {"sales_person_name": person}, now)
		name = records.find(connection, "Sales Invoice", limit=1)[0]["name"]
		records.update(connection, "Sales Invoice", name, {"technician": "Omar"}, now)
		team = [{"sales_person": "Huda", "allocated_percentage": 100}]
		records.add_rows(connection, "Sales Invoice", name, "sales_team", team, now)
	assert invoice
	worker.run_due()
	link = call("messaging.messages")["messages"][0]["link"]
	call("surveys.answer", token=link.rsplit("/", 1)[1], answers={"rating": 5})
	(row,) = call("surveys.answer_list")["responses"]
	assert (row["technician"], row["adviser"]) == ("Omar", "Huda")
	assert call("surveys.results", technician="Omar")["answers"] == 1


def test_the_funnel_is_the_same_from_the_months_that_were_kept_whatever_happens_later(
	call, answered, new_customer, sell, worker, clock, workshop
):
	"""A late answer, a late report of a delivery, a cancelled visit, a customer who is erased."""

	def same_from_each_invitation() -> dict:
		from_months = call("surveys.funnel")
		with workshop.writing() as connection:
			kept = records.find(connection, kept_invitations.MONTH)
			records.delete_where(connection, kept_invitations.MONTH, {})
		assert kept
		assert call("surveys.funnel") == from_months
		with workshop.writing() as connection:
			for row in kept:
				records.insert(connection, kept_invitations.MONTH, row, datetime.now())
		return from_months

	answered(rating=5)
	customers = [new_customer() for _ in range(4)]
	invoices = [sell(customer)["invoice"] for customer in customers]
	worker.run_due()
	links = {row["customer"]: row["link"] for row in call("messaging.messages")["messages"]}
	clock.pass_time(days=1)
	worker.begin_day()
	worker.run_due()
	before = same_from_each_invitation()
	clock.pass_time(hours=3)
	call("surveys.answer", token=links[customers[0]].rsplit("/", 1)[1], answers={"rating": 3})
	with workshop.writing() as connection:
		of_second = {"customer": customers[1]}
		records.update_where(connection, "Customer Message", of_second, {"status": "Read"}, clock())
	call("visits.cancel", invoice=invoices[2])
	call("privacy.erase", customer=customers[3], confirm=customers[3])
	after = same_from_each_invitation()
	assert after["answered"] == before["answered"] + 1
	assert sum(row["read"] for row in after["steps"]) > sum(row["read"] for row in before["steps"])
	clock.pass_time(days=1)
	worker.begin_day()
	worker.run_due()
	assert same_from_each_invitation()["answered"] == after["answered"]


def test_the_dashboard_counts_whom_the_funnel_counts_once_the_message_has_left(
	call, new_customer, sell, worker, clock, workshop
):
	def counted() -> list[str]:
		days = columns.current(workshop).asked["day"].tolist()
		return [date.fromordinal(day).isoformat() for day in days]

	sell(new_customer())
	worker.run_due()
	(message,) = call("messaging.messages")["messages"]
	assert (message["status"], counted()) == ("Outbox", [])
	day = clock.now.date().isoformat()
	assert call("surveys.funnel", from_date=day, to_date=day)["asked"] == 0
	clock.pass_time(days=2)
	call("messaging.mark_sent", message=message["message"])
	assert counted() == [day]
	assert call("surveys.funnel", from_date=day, to_date=day)["asked"] == 1


def test_the_dashboard_knows_how_far_an_invitation_got(call, new_customer, sell, worker, clock, workshop):
	def steps() -> list[int]:
		clock.pass_time(minutes=1)
		return [row["invitations"] for row in call("analytics.dashboard", tile="funnel")["funnel"]]

	sell(new_customer())
	worker.run_due()
	(message,) = call("messaging.messages")["messages"]
	assert steps() == [0, 0, 0, 0]
	call("messaging.mark_sent", message=message["message"])
	assert steps() == [1, 0, 0, 0]
	with workshop.writing() as connection:
		records.update(connection, "Customer Message", message["message"], {"status": "Delivered"}, clock())
	assert steps() == [1, 1, 0, 0]
	token = message["link"].rsplit("/", 1)[1]
	call("surveys.opened", token=token)
	assert steps() == [1, 1, 1, 0]
	call("surveys.answer", token=token, answers={"rating": 3})
	assert steps() == [1, 1, 1, 1]
