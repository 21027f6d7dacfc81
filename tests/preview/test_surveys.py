"""From a sale to the message, the answer and the follow-up; and what stays secret on the way."""

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


def test_the_page_can_be_opened_any_number_of_times_and_records_nothing(client, invited, rows):
	for _time in range(3):
		page = client.get(f"/s/{invited}", **BASE)
		assert page.status_code == 200
	assert page.headers["Referrer-Policy"] == "no-referrer"
	assert page.headers["Cache-Control"] == "no-store"
	assert rows('SELECT * FROM "tabSurvey Response"') == []


def test_the_page_speaks_the_customers_language_until_another_is_chosen(client, invited):
	english_browser = {"headers": {"Accept-Language": "en"}, **BASE}
	assert '<html lang="ar" dir="rtl">' in client.get(f"/s/{invited}", **english_browser).text
	assert '<html lang="en" dir="ltr">' in client.get(f"/s/{invited}?_lang=en", **english_browser).text


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


def test_answering_needs_a_post(client, invited, rows):
	response = client.get(
		"/api/method/workshop_crm.api.surveys.answer",
		query_string={"token": invited, "answers": '{"rating": 5}'},
		**BASE,
	)
	assert response.status_code == 403
	assert rows('SELECT * FROM "tabSurvey Response"') == []


def test_thanks_come_in_the_language_of_the_answer(call, invited):
	english = call("surveys.answer", token=invited, answers={"rating": 5}, language="en")["thanks"]
	arabic = call("surveys.answer", token=invited, answers={"rating": 5}, language="ar")["thanks"]
	assert english.isascii()
	assert not arabic.isascii()
	with pytest.raises(CallFailed, match="fr"):
		call("surveys.answer", token=invited, answers={"rating": 5}, language="fr")


def test_a_low_score_opens_one_case_that_is_closed_once(call, invited):
	call("surveys.answer", token=invited, answers={"rating": 2, "comment": "<b>slow</b>"})
	(case,) = call("surveys.follow_ups")
	assert case["comment"] == "<b>slow</b>"
	assert case["score"] == 25
	call("surveys.close_follow_up", follow_up=case["follow_up"], note="Called.")
	assert call("surveys.follow_ups") == []
	with pytest.raises(CallFailed) as refused:
		call("surveys.close_follow_up", follow_up=case["follow_up"], note="Again.")
	assert refused.value.status == 409


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


def test_the_link_of_a_cancelled_sale_is_closed_unless_it_was_answered(call, new_customer, sell, worker):
	first, second = sell(new_customer()), sell(new_customer(phone="0557654321"))
	worker.run_due()
	tokens = [message["link"].rsplit("/", 1)[1] for message in reversed(call("messaging.outbox"))]
	call("surveys.answer", token=tokens[0], answers={"rating": 5})
	for sold in (first, second):
		call("visits.cancel", invoice=sold["invoice"])
	assert [call("surveys.form", token=token)["state"] for token in tokens] == ["answered", "unavailable"]


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


def test_sending_again_takes_the_present_number(call, new_customer, sell, worker):
	customer = new_customer()
	sell(customer)
	worker.run_due()
	(message,) = call("messaging.outbox")
	call("customers.save_customer", customer=customer, values={"phone": "0559999999"})
	call("messaging.send_again", message=message["message"])
	(again,) = call("messaging.outbox")
	assert again == {**message, "recipient": "+966559999999"}
	call("customers.save_customer", customer=customer, values={"channels": []})
	with pytest.raises(CallFailed, match="agreed"):
		call("messaging.send_again", message=message["message"])


def test_responses_count_the_period_that_was_asked_for(call, invited, clock):
	call("surveys.answer", token=invited, answers={"rating": 5, "comment": "ممتاز"})
	found = call("surveys.responses", from_date="2026-03-10", to_date="2026-03-10")
	assert found["csat"]["n"] == found["response_rate"]["answered"] == len(found["responses"]) == 1
	nothing = call("surveys.responses", to_date="2026-03-09")
	assert nothing["responses"] == []
	assert nothing["csat"] == {"share": None, "low": None, "high": None, "n": 0}
	assert nothing["response_rate"]["share"] is None


def test_the_log_of_the_server_holds_no_token(caplog, workshop, invited):
	from workshop_crm.preview.http import app as application
	from workshop_crm.preview.http.guard import Guard

	broken = application.PreviewApp(workshop, Guard("127.0.0.1"))
	broken._views["survey"] = lambda request, token: 1 / 0
	assert Client(broken).get(f"/s/{invited}", **BASE).status_code == 500
	assert "ZeroDivisionError" in caplog.text
	assert invited not in caplog.records[0].getMessage()
