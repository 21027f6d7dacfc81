"""From a completed service to the customer's answer and the follow-up of a bad one."""

import pytest

from hosts import CallFailed


@pytest.fixture
def invited(host, create_customer, complete_service, survey_link):
	made = create_customer()
	done = complete_service(made["customer"])
	return {**made, "invoice": done["invoice"], "token": survey_link(made["customer"])}


def first_rating(form: dict) -> str:
	return next(
		question["id"] for question in form["survey"]["ar"]["questions"] if question["kind"] == "rating"
	)


def comment_question(form: dict) -> str:
	return next(
		question["id"] for question in form["survey"]["ar"]["questions"] if question["kind"] == "text"
	)


def test_the_customer_gets_a_form_in_both_languages(host, invited):
	form = host.call_as_guest("surveys.form", token=invited["token"])
	assert form["state"] == "open"
	assert form["language"] == "ar"
	arabic, english = form["survey"]["ar"], form["survey"]["en"]
	assert [question["id"] for question in arabic["questions"]] == [
		question["id"] for question in english["questions"]
	]
	assert arabic["title"] != english["title"]


def test_an_answer_is_recorded_once_and_shows_in_profile_and_responses(host, invited):
	form = host.call_as_guest("surveys.form", token=invited["token"])
	rating, comment = first_rating(form), comment_question(form)
	answer = {
		"token": invited["token"],
		"answers": {rating: 5, comment: "عمل <b>ممتاز</b>"},
		"language": "ar",
	}
	assert host.call_as_guest("surveys.answer", **answer)["state"] == "answered"
	again = host.call_as_guest("surveys.answer", **{**answer, "answers": {rating: 1}})
	assert again["state"] == "answered"
	assert host.call_as_guest("surveys.form", token=invited["token"])["state"] == "answered"
	profile = host.call("profile.get_profile", customer=invited["customer"])
	assert profile["satisfaction"]["responses"] == 1
	assert profile["satisfaction"]["last_rating"] == 5
	assert profile["satisfaction"]["open_follow_ups"] == []
	responses = host.call("surveys.responses", limit=500)["responses"]
	(mine,) = [response for response in responses if response["customer"] == invited["customer"]]
	assert mine["rating"] == 5
	assert "ممتاز" in mine["comment"]
	assert mine["low"] is False


def test_a_low_score_opens_a_follow_up_that_staff_can_close(host, invited):
	form = host.call_as_guest("surveys.form", token=invited["token"])
	answers = {first_rating(form): 1, comment_question(form): "<script>alert(1)</script> انتظرت طويلا"}
	host.call_as_guest("surveys.answer", token=invited["token"], answers=answers)

	def mine() -> list[dict]:
		return [case for case in host.call("surveys.follow_ups") if case["customer"] == invited["customer"]]

	(case,) = host.wait_until(mine, "a follow-up of the low score")
	assert "انتظرت" in case["comment"]
	profile = host.call("profile.get_profile", customer=invited["customer"])
	assert [open_case["follow_up"] for open_case in profile["satisfaction"]["open_follow_ups"]] == [
		case["follow_up"]
	]
	host.call("surveys.close_follow_up", follow_up=case["follow_up"], note="Called and apologised.")
	assert [other for other in mine() if other["status"] != "Closed"] == []


@pytest.mark.parametrize(
	"answers", [{}, {"no such question": 3}, "rating: 9", {"rating": 9}, {"rating": "x"}]
)
def test_answers_that_do_not_fit_are_refused_and_can_be_given_again(host, invited, answers):
	if answers in ("rating: 9", {"rating": 9}, {"rating": "x"}):
		rating = first_rating(host.call_as_guest("surveys.form", token=invited["token"]))
		answers = {rating: answers["rating"] if isinstance(answers, dict) else 9}
	with pytest.raises(CallFailed) as error:
		host.call_as_guest("surveys.answer", token=invited["token"], answers=answers)
	assert error.value.status == 417
	assert host.call_as_guest("surveys.form", token=invited["token"])["state"] == "open"


def test_an_unknown_link_tells_nothing(host):
	assert host.call_as_guest("surveys.form", token="A" * 22)["state"] == "unavailable"
	with pytest.raises(CallFailed) as error:
		host.call_as_guest("surveys.answer", token="A" * 22, answers={})
	assert error.value.status == 404


def test_opening_the_page_is_no_answer_and_keeps_the_link_private(host, invited):
	page = host.request("GET", f"/s/{invited['token']}", headers={})
	assert page.status_code == 200
	assert 'lang="ar"' in page.text
	assert 'dir="rtl"' in page.text
	assert "noindex" in page.text + page.headers.get("X-Robots-Tag", "")
	assert "no-referrer" in page.text + page.headers.get("Referrer-Policy", "")
	assert host.call_as_guest("surveys.form", token=invited["token"])["state"] == "open"


def test_the_page_of_an_unknown_link_is_polite(host):
	page = host.request("GET", "/s/" + "B" * 22, headers={})
	assert page.status_code in (200, 404)
	assert "Traceback" not in page.text


def test_one_invoice_gets_one_invitation(host, invited, survey_link):
	messages = [
		message
		for message in host.call("messaging.outbox", limit=200)
		if message["customer"] == invited["customer"]
	]
	assert len(messages) == 1
	assert messages[0]["language"] == "ar"
	assert invited["token"] in messages[0]["text"]


def test_a_customer_without_consent_is_not_written_to(host, create_customer, complete_service, survey_link):
	silent = create_customer(channels=[])["customer"]
	complete_service(silent)
	other = create_customer()["customer"]
	complete_service(other)
	survey_link(other)
	assert [
		message for message in host.call("messaging.outbox", limit=200) if message["customer"] == silent
	] == []
