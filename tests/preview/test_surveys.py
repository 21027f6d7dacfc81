"""Surveys under other settings and on later days, and what stays secret in the data file and the log.

No request can turn the clock, change the settings or read the file and the log of a site.
"""

from datetime import datetime

import pytest
from werkzeug.test import Client

from hosts import CallFailed
from workshop_crm.core.surveys.tokens import hash_token
from workshop_crm.preview import records
from workshop_crm.preview.settings import change_settings

BASE = {"base_url": "http://127.0.0.1:8300"}


@pytest.fixture
def change(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			change_settings(connection, **values)

	return change


@pytest.fixture
def change_triggers(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			records.update_where(
				connection, "Survey Trigger", {"parentfield": "triggers"}, values, datetime.now()
			)

	return change


@pytest.fixture
def invited(call, new_customer, sell, worker):
	"""The token of a survey that went out."""
	sell(new_customer())
	worker.run_due()
	return call("messaging.messages")["messages"][0]["link"].rsplit("/", 1)[1]


def test_the_token_is_nowhere_in_the_data_file(workshop, invited, rows):
	(invitation,) = rows('SELECT * FROM "tabSurvey Invitation"')
	assert invitation["token_hash"] == hash_token(invited)
	with workshop.open() as connection:
		connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	assert invited.encode() not in workshop.data.read_bytes()
	assert "{link}" in rows('SELECT text FROM "tabCustomer Message"')[0]["text"]


def test_the_link_leads_to_the_public_address_once_there_is_one(call, invited, change):
	change(public_url="https://crm.example.com/")
	assert call("messaging.messages")["messages"][0]["link"] == f"https://crm.example.com/s/{invited}"


def test_choosing_a_language_on_a_survey_does_not_change_the_staffs_own(client, invited):
	assert "Set-Cookie" not in client.get(f"/s/{invited}?_lang=en", **BASE).headers
	assert '<html lang="en"' in client.get("/app/workshop-search", **BASE).text


def test_an_expired_link_looks_like_an_unknown_one(client, call, invited, clock):
	clock.pass_time(days=15)
	expired, unknown = client.get(f"/s/{invited}", **BASE), client.get("/s/" + "x" * 22, **BASE)
	assert expired.status_code == unknown.status_code == 200
	assert expired.text.replace(invited, "x" * 22) == unknown.text
	with pytest.raises(CallFailed) as refused:
		call("surveys.answer", token=invited, answers={"rating": 5})
	assert refused.value.status == 404


def test_an_answered_link_stays_answered_after_it_expired(call, invited, clock):
	call("surveys.answer", token=invited, answers={"rating": 5})
	clock.pass_time(days=30)
	assert call("surveys.form", token=invited)["state"] == "answered"


def test_a_delayed_survey_goes_out_when_it_is_due(change_triggers, call, new_customer, sell, worker, clock):
	change_triggers(delay_minutes=120)
	sell(new_customer())
	worker.run_due()
	assert call("messaging.messages")["messages"] == []
	clock.pass_time(hours=2)
	worker.run_due()
	assert len(call("messaging.messages")["messages"]) == 1


def test_a_sale_cancelled_before_the_survey_is_due_sends_none(
	change_triggers, call, new_customer, sell, worker, clock, rows
):
	change_triggers(delay_minutes=120)
	sold = sell(new_customer())
	worker.run_due()
	call("visits.cancel", invoice=sold["invoice"])
	clock.pass_time(hours=2)
	worker.run_due()
	assert call("messaging.messages")["messages"] == []
	assert rows('SELECT status FROM "tabSurvey Invitation"') == [{"status": "Expired"}]


@pytest.mark.parametrize(
	("settings", "changes", "reason"),
	[
		({"surveys_enabled": False}, {}, "Surveys are switched off in the settings."),
		({}, {"channels": []}, "The customer has no channel with an address and consent."),
	],
	ids=["off", "no channel"],
)
def test_why_nobody_was_asked_is_kept(
	change, call, new_customer, sell, worker, rows, settings, changes, reason
):
	change(**settings)
	sell(new_customer(**changes))
	worker.run_due()
	assert call("messaging.messages")["messages"] == []
	assert rows('SELECT status, reason FROM "tabSurvey Invitation"') == [
		{"status": "Not Sent", "reason": reason}
	]


def test_the_log_of_the_server_holds_no_token(caplog, workshop, invited):
	from workshop_crm.preview.http import app as application
	from workshop_crm.preview.http.guard import Guard

	broken = application.PreviewApp(workshop, Guard("127.0.0.1"))
	broken._views["survey"] = lambda request, token: 1 / 0
	assert Client(broken).get(f"/s/{invited}", **BASE).status_code == 500
	assert "ZeroDivisionError" in caplog.text
	assert invited not in caplog.records[0].getMessage()


def test_reminders_follow_until_the_last_row_and_none_after_the_answer(
	call, new_customer, sell, worker, clock, rows
):
	for answers, messages in ((False, 3), (True, 2)):
		customer = new_customer()
		sell(customer)
		worker.run_due()
		for days in (1, 3, 3, 3):
			clock.pass_time(days=days, minutes=1)
			worker.run_due()
			mine = [one for one in call("messaging.messages")["messages"] if one["customer"] == customer]
			if answers and len(mine) == 2:
				token = mine[0]["link"].rsplit("/", 1)[1]
				call("surveys.answer", token=token, answers={"rating": 5})
		assert len(mine) == messages
		assert len({one["text"] for one in mine}) == messages
	over = rows('SELECT status, step, answered_by FROM "tabSurvey Invitation" ORDER BY name')
	assert over[0] == {"status": "Outbox", "step": 3, "answered_by": ""}
	assert over[1] == {"status": "Answered", "step": 2, "answered_by": "2"}


def test_no_message_is_written_while_surveys_are_off_and_the_reminders_go_on_afterwards(
	change, call, new_customer, sell, worker, clock
):
	sell(new_customer())
	worker.run_due()
	change(surveys_enabled=False)
	clock.pass_time(days=1, minutes=1)
	worker.run_due()
	assert len(call("messaging.messages")["messages"]) == 1
	change(surveys_enabled=True)
	clock.pass_time(hours=1)
	worker.run_due()
	assert len(call("messaging.messages")["messages"]) == 2


def test_a_reminder_takes_the_place_of_a_message_that_nobody_sent_and_counts_from_one_that_somebody_did(
	call, new_customer, sell, worker, clock, rows
):
	sell(new_customer())
	worker.run_due()
	clock.pass_time(days=1, minutes=1)
	worker.run_due()
	states = 'SELECT step, status, error FROM "tabCustomer Message" ORDER BY step'
	first, second = rows(states)
	assert (first["status"], second["status"]) == ("Withdrawn", "Outbox")
	assert "newer message" in first["error"]
	clock.pass_time(days=2)
	sent = next(one for one in call("messaging.messages")["messages"] if one["status"] == "Outbox")
	call("messaging.mark_sent", message=sent["message"])
	clock.pass_time(days=1, minutes=1)
	worker.run_due()
	assert len(rows(states)) == 2
	clock.pass_time(days=2, minutes=1)
	worker.run_due()
	assert [one["status"] for one in rows(states)] == ["Withdrawn", "Sent", "Outbox"]


def test_a_contact_whose_job_runs_twice_is_written_once(workshop, call, new_customer, sell, worker, rows):
	sell(new_customer())
	worker.run_due()
	(invitation,) = rows('SELECT name FROM "tabSurvey Invitation"')
	for _ in range(3):
		workshop.enqueue("send invitation", invitation["name"])
		worker.run_due()
	assert len(call("messaging.messages")["messages"]) == 1


def test_two_sales_of_one_car_on_one_day_are_one_visit(call, new_customer, sell, worker):
	customer = new_customer()
	sell(customer)
	sell(customer)
	worker.run_due()
	assert len(call("messaging.messages")["messages"]) == 1


def test_whoever_was_asked_lately_is_not_asked_again_and_the_reason_says_when(
	change_triggers, new_customer, sell, worker, clock, rows
):
	change_triggers(cap_count=1, cap_days=30)
	customer = new_customer()
	for days in (12, 20, 0):
		sell(customer)
		worker.run_due()
		clock.pass_time(days=days)
	asked = rows('SELECT reason, last_asked_on FROM "tabSurvey Invitation" ORDER BY name')
	assert [one["reason"] for one in asked] == ["", "The customer was asked a short time ago.", ""]
	assert asked[1]["last_asked_on"]
	assert not asked[0]["last_asked_on"]


def test_a_file_of_an_earlier_version_goes_on_with_one_message_after_each_sale(workshop, rows):
	from workshop_crm.preview.surveys.earlier_settings import give_rows

	now = datetime.now()
	with workshop.writing() as connection:
		for child in ("Survey Trigger", "Survey Cadence Step"):
			records.delete_where(connection, child, {"parentfield": ("!=", "")})
		connection.execute('ALTER TABLE "tabWorkshop CRM Settings" ADD COLUMN default_survey TEXT')
		connection.execute('ALTER TABLE "tabWorkshop CRM Settings" ADD COLUMN survey_delay_minutes INTEGER')
		connection.execute(
			"""UPDATE "tabWorkshop CRM Settings" SET default_survey = 'After your visit', survey_delay_minutes = 45"""
		)
		give_rows(connection, now)
		give_rows(connection, now)
	triggers = rows('SELECT document_type, delay_minutes FROM "tabSurvey Trigger" ORDER BY idx')
	assert triggers == [
		{"document_type": "Sales Invoice", "delay_minutes": 45},
		{"document_type": "POS Invoice", "delay_minutes": 45},
	]
	assert rows('SELECT template FROM "tabSurvey Cadence Step"') == [{"template": "Survey invitation"}]
