"""Surveys under other settings and on later days, and what stays secret in the data file and the log.

No request can turn the clock, change the settings or read the file and the log of a site.
"""

import pytest
from werkzeug.test import Client

from hosts import CallFailed
from workshop_crm.core.surveys.tokens import hash_token
from workshop_crm.preview.settings import change_settings

BASE = {"base_url": "http://127.0.0.1:8300"}


@pytest.fixture
def change(workshop):
	def change(**values) -> None:
		with workshop.writing() as connection:
			change_settings(connection, **values)

	return change


@pytest.fixture
def invited(call, new_customer, sell, worker):
	"""The token of a survey that went out."""
	sell(new_customer())
	worker.run_due()
	return call("messaging.outbox")[0]["link"].rsplit("/", 1)[1]


def test_the_token_is_nowhere_in_the_data_file(workshop, invited, rows):
	(invitation,) = rows('SELECT * FROM "tabSurvey Invitation"')
	assert invitation["token_hash"] == hash_token(invited)
	with workshop.open() as connection:
		connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
	assert invited.encode() not in workshop.data.read_bytes()
	assert "{link}" in rows('SELECT text FROM "tabCustomer Message"')[0]["text"]


def test_the_link_leads_to_the_public_address_once_there_is_one(call, invited, change):
	change(public_url="https://crm.example.com/")
	assert call("messaging.outbox")[0]["link"] == f"https://crm.example.com/s/{invited}"


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


def test_a_delayed_survey_goes_out_when_it_is_due(change, call, new_customer, sell, worker, clock):
	change(survey_delay_minutes=120)
	sell(new_customer())
	worker.run_due()
	assert call("messaging.outbox") == []
	clock.pass_time(hours=2)
	worker.run_due()
	assert len(call("messaging.outbox")) == 1


def test_a_sale_cancelled_before_the_survey_is_due_sends_none(
	change, call, new_customer, sell, worker, clock, rows
):
	change(survey_delay_minutes=120)
	sold = sell(new_customer())
	worker.run_due()
	call("visits.cancel", invoice=sold["invoice"])
	clock.pass_time(hours=2)
	worker.run_due()
	assert call("messaging.outbox") == []
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
	assert call("messaging.outbox") == []
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
