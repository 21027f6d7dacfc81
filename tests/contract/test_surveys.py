"""From a completed service to the customer's answer and the follow-up of a bad one."""

import pytest
from follow_ups import follow_up_of

from hosts import CallFailed


@pytest.fixture
def invited(host, create_customer, complete_service, survey_link):
	made = create_customer()
	done = complete_service(made["customer"])
	return {**made, "invoice": done["invoice"], "token": survey_link(made["customer"])}


@pytest.fixture
def arabic_reader(host):
	"""Reads an endpoint as somebody of the staff who reads Arabic."""
	cookies = {"preferred_language": "ar"}
	if host.logins:
		response = host.request("POST", "/api/method/login", data=host.logins["ar"], headers={})
		cookies = response.cookies.get_dict()

	def read(path: str):
		answer = host.request("GET", f"/api/method/workshop_crm.api.{path}", headers={}, cookies=cookies)
		return answer.json()["message"]

	return read


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
		return [
			case
			for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
			if case["customer"] == invited["customer"]
		]

	(case,) = host.wait_until(mine, "a follow-up of the low score")
	assert case["comment"] == "<script>alert(1)</script> انتظرت طويلا"
	profile = host.call("profile.get_profile", customer=invited["customer"])
	assert [open_case["follow_up"] for open_case in profile["satisfaction"]["open_follow_ups"]] == [
		case["follow_up"]
	]
	host.call(
		"surveys.close_follow_up",
		follow_up=case["follow_up"],
		reason="Solved",
		note="Called and apologised.",
	)
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


def test_the_page_speaks_the_language_of_its_message_until_another_is_chosen(host, invited):
	path, english = f"/s/{invited['token']}", {"Accept-Language": "en"}
	assert 'lang="ar" dir="rtl"' in host.request("GET", path, headers=english).text
	assert 'lang="en" dir="ltr"' in host.request("GET", f"{path}?_lang=en", headers=english).text


@pytest.mark.parametrize("answers", [None, {"rating": 5}], ids=["open", "answered"])
def test_the_link_of_a_cancelled_sale_is_closed_unless_it_was_answered(host, invited, answers):
	def state() -> str:
		return host.call_as_guest("surveys.form", token=invited["token"])["state"]

	if answers:
		host.call_as_guest("surveys.answer", token=invited["token"], answers=answers)
	host.call("visits.cancel", invoice=invited["invoice"])
	expected = "answered" if answers else "unavailable"
	host.wait_until(lambda: state() == expected, f"the link is {expected}")


def test_the_page_of_an_unknown_link_is_polite(host):
	page = host.request("GET", "/s/" + "B" * 22, headers={})
	assert page.status_code in (200, 404)
	assert "Traceback" not in page.text


def test_one_invoice_gets_one_invitation(host, invited, survey_link):
	messages = [
		message
		for message in host.call("messaging.messages", direction="Outgoing", limit=200)["messages"]
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
		message
		for message in host.call("messaging.messages", direction="Outgoing", limit=200)["messages"]
		if message["customer"] == silent
	] == []


def test_an_invitation_and_its_answer_count_on_the_day_it_was_sent(host, invited):
	today = host.call("session.context")["today"]

	def rate(**period: str) -> dict:
		return host.call("surveys.responses", **period)["response_rate"]

	before = rate(from_date=today, to_date=today)
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 5})
	after = rate(from_date=today, to_date=today)
	assert after["answered"] == before["answered"] + 1
	assert after["share"] == pytest.approx(after["answered"] / after["sent"])
	nothing = host.call("surveys.responses", to_date="2000-01-01")
	assert nothing["responses"] == []
	assert nothing["response_rate"] == {"sent": 0, "answered": 0, "share": None}
	assert nothing["csat"] == {"share": None, "low": None, "high": None, "n": 0}


@pytest.mark.parametrize(
	("period", "says"),
	[
		({"from_date": "2026-01-02", "to_date": "2026-01-01"}, "after the last date"),
		({"from_date": "soon"}, "soon is not a date"),
		({"to_date": "2026-02-30"}, "2026-02-30 is not a date"),
	],
)
def test_a_period_that_is_none_is_refused(host, period, says):
	with pytest.raises(CallFailed, match=says) as error:
		host.call("surveys.responses", **period)
	assert error.value.status == 417


def test_an_answer_in_a_language_that_there_is_not_is_refused_and_the_link_stays_open(host, invited):
	with pytest.raises(CallFailed, match="fr is not one of the languages ar and en"):
		host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 5}, language="fr")
	assert host.call_as_guest("surveys.form", token=invited["token"])["state"] == "open"


def test_thanks_come_in_the_language_of_the_invitation_unless_another_is_chosen(host, invited):
	arabic = host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 5})
	english = host.call_as_guest(
		"surveys.answer", token=invited["token"], answers={"rating": 5}, language="en"
	)
	assert not arabic["thanks"].isascii()
	assert english["thanks"].isascii()


def test_the_page_opens_in_the_language_of_the_message_also_when_the_customer_chose_another_since(
	host, invited
):
	host.call("customers.save_customer", customer=invited["customer"], values={"language": "en"})
	assert host.call_as_guest("surveys.form", token=invited["token"])["language"] == "ar"


def test_an_unknown_link_an_empty_one_and_one_without_end_look_alike(host):
	forms = [host.call_as_guest("surveys.form", token=token) for token in ("A" * 22, "", "x" * 5000)]
	assert forms[0] == forms[1] == forms[2]
	assert forms[0]["state"] == "unavailable"


def test_a_follow_up_is_closed_once(host, invited):
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 1})

	def mine() -> list[dict]:
		return [
			case
			for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
			if case["customer"] == invited["customer"]
		]

	(case,) = host.wait_until(mine, "a follow-up of the low score")
	name = case["follow_up"]
	closed = host.call("surveys.close_follow_up", follow_up=name, reason="Explained")
	assert closed == {"follow_up": name, "status": "Closed"}
	assert mine() == []
	with pytest.raises(CallFailed, match="closed already") as error:
		host.call("surveys.close_follow_up", follow_up=name, reason="Explained")
	assert error.value.status == 409


@pytest.mark.parametrize("reason", ["", "Because", None])
def test_a_follow_up_is_closed_with_a_reason(host, invited, reason):
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 2})
	case = host.wait_until(lambda: follow_up_of(host, invited["customer"]), "a follow-up of the low score")
	with pytest.raises(CallFailed, match="Choose why") as error:
		host.call(
			"surveys.close_follow_up", follow_up=case["follow_up"], **({"reason": reason} if reason else {})
		)
	assert error.value.status == 417
	assert follow_up_of(host, invited["customer"])


@pytest.mark.parametrize(
	"comment", ["The staff were RUDE to my father.", "السيارة رجعت وفيها خُدوش", "والخدمة سيّئة"]
)
def test_words_of_anger_open_a_follow_up_although_the_score_is_high(host, invited, comment):
	answers = {"rating": 5, "recommend": 10, "comment": comment}
	host.call_as_guest("surveys.answer", token=invited["token"], answers=answers)
	case = host.wait_until(lambda: follow_up_of(host, invited["customer"]), "a follow-up of the words")
	assert (case["score"], case["comment"]) == (100, comment)


def test_kind_words_and_a_high_score_open_none(host, invited):
	answers = {"rating": 5, "recommend": 10, "comment": "Not bad at all, no scratches. ممتاز بدون خدوش"}
	host.call_as_guest("surveys.answer", token=invited["token"], answers=answers)
	assert follow_up_of(host, invited["customer"]) is None


def test_a_first_call_is_noted_and_the_follow_up_stays_open(host, invited):
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 1})
	case = host.wait_until(lambda: follow_up_of(host, invited["customer"]), "a follow-up of the low score")
	assert (case["contacted_on"], case["is_late"], bool(case["due_on"])) == (None, False, True)
	host.call("surveys.note_contact", follow_up=case["follow_up"])
	assert follow_up_of(host, invited["customer"])["contacted_on"]
	host.call("surveys.close_follow_up", follow_up=case["follow_up"], reason="Solved")
	with pytest.raises(CallFailed, match="closed already"):
		host.call("surveys.note_contact", follow_up=case["follow_up"])


def test_staff_read_names_in_their_own_language(host, arabic_reader, invited):
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 1})
	listed = {
		"messaging.messages?direction=Outgoing&limit=500": lambda answer: answer["messages"],
		"surveys.responses?limit=500": lambda answer: answer["responses"],
		"surveys.follow_ups": lambda answer: answer["follow_ups"],
	}
	for path, rows_of in listed.items():
		rows = rows_of(arabic_reader(path))
		(mine,) = [row["name"] for row in rows if row["customer"] == invited["customer"]]
		assert mine == invited["name_ar"], path


def mark_sent(host, customer: str) -> None:
	"""Somebody sends what waits in the outbox."""
	for message in host.call("messaging.messages", direction="Outgoing", limit=200)["messages"]:
		if message["customer"] == customer and message["status"] == "Outbox":
			host.call("messaging.mark_sent", message=message["message"])


def test_a_message_that_nobody_has_sent_asked_nobody_until_it_is_answered(
	host, create_customer, complete_service, survey_link
):
	def sent() -> list[int]:
		rate = host.call("surveys.responses")["response_rate"]
		return [rate["sent"], host.call("surveys.funnel")["asked"]]

	for happens in ("sent", "answered"):
		before = sent()
		customer = create_customer()["customer"]
		complete_service(customer)
		token = survey_link(customer)
		assert sent() == before
		if happens == "sent":
			mark_sent(host, customer)
		else:
			host.call_as_guest("surveys.answer", token=token, answers={"rating": 5})
		assert sent() == [one + 1 for one in before]


def test_who_wants_no_more_messages_is_counted_and_can_still_answer(host, invited):
	mark_sent(host, invited["customer"])
	before = host.call("surveys.funnel")["opted_out"]
	host.call("messaging.stop", customer=invited["customer"])
	assert host.call("surveys.funnel")["opted_out"] == before + 1
	assert host.call_as_guest("surveys.form", token=invited["token"])["state"] == "open"


def visits_to_ask(host, customer: str) -> list[dict]:
	return host.call("surveys.ask_choices", customer=customer)["visits"]


def test_somebody_who_could_not_be_written_to_is_asked_by_hand_once_there_is_a_channel(
	host, create_customer, complete_service, survey_link
):
	customer = create_customer(channels=[])["customer"]
	done = complete_service(customer)
	(visit,) = host.wait_until(
		lambda: [one for one in visits_to_ask(host, customer) if one["status"] == "Not Sent"], "the reason"
	)
	assert visit["document"] == done["invoice"]
	assert "no channel" in visit["reason"]
	asked = {"doctype": visit["doctype"], "document": visit["document"]}
	with pytest.raises(CallFailed, match="no channel") as refused:
		host.call("surveys.ask", **asked)
	assert refused.value.status == 409
	consent = [{"channel": "WhatsApp", "consent_date": "2026-01-05", "source": "Counter"}]
	host.call("customers.save_customer", customer=customer, values={"channels": consent})
	assert host.call("surveys.ask", **asked, channel="WhatsApp")["status"] in ("Outbox", "Sent")
	assert survey_link(customer)
	with pytest.raises(CallFailed, match="asked about this visit already"):
		host.call("surveys.ask", **asked)
	(visit,) = visits_to_ask(host, customer)
	assert visit["can_ask"] is False


def test_somebody_who_wants_messages_again_is_asked_by_hand(
	host, create_customer, complete_service, survey_link
):
	customer = create_customer()["customer"]
	host.call("messaging.stop", customer=customer)
	complete_service(customer)
	(visit,) = host.wait_until(
		lambda: [one for one in visits_to_ask(host, customer) if one["status"] == "Not Sent"], "the reason"
	)
	assert "does not want any messages" in visit["reason"]
	asked = {"doctype": visit["doctype"], "document": visit["document"]}
	with pytest.raises(CallFailed, match="does not want any messages"):
		host.call("surveys.ask", **asked)
	host.call("messaging.allow", customer=customer)
	assert host.call("surveys.ask", **asked)["status"] in ("Outbox", "Sent")
	assert survey_link(customer)


def test_what_is_no_visit_of_this_workshop_is_not_asked_about(host, create_customer):
	customer = create_customer()["customer"]
	for doctype, document in (
		("Customer", customer),
		("Sales Invoice", "nothing"),
		("User", "Administrator"),
	):
		for method in ("surveys.ask", "surveys.hand_over"):
			with pytest.raises(CallFailed) as refused:
				host.call(method, doctype=doctype, document=document)
			assert refused.value.status in (404, 417)
	with pytest.raises(CallFailed, match="is not one of"):
		host.call("surveys.ask", doctype="Sales Invoice", document="nothing", channel="Pigeon")


def test_the_counter_hands_over_the_invitation_that_the_message_has_and_the_answer_is_put_down_to_it(
	host, invited
):
	def mine() -> list[dict]:
		return [visit for visit in host.call("surveys.handover") if visit["customer"] == invited["customer"]]

	(visit,) = mine()
	assert visit["document"] == invited["invoice"]
	counter = host.call("surveys.hand_over", doctype=visit["doctype"], document=visit["document"])
	token = counter["link"].rsplit("/", 1)[1]
	assert token == f"{invited['token']}.h"
	assert counter["code"].startswith("data:image/svg+xml")
	assert (counter["language"], counter["texts"]["done"]) == ("ar", "انتهيت")
	assert host.call("surveys.handed_over", invitation=counter["invitation"]) == {"answered": False}
	assert host.request("GET", f"/s/{token}", headers={}).status_code == 200
	host.call_as_guest("surveys.answer", token=token, answers={"rating": 5})
	assert host.call("surveys.handed_over", invitation=counter["invitation"]) == {"answered": True}
	assert mine() == []
	with pytest.raises(CallFailed, match="answered already") as refused:
		host.call("surveys.hand_over", doctype=visit["doctype"], document=visit["document"])
	assert refused.value.status == 409


def test_whoever_has_no_channel_answers_at_the_counter(host, create_customer, complete_service):
	customer = create_customer(channels=[])["customer"]
	done = complete_service(customer)
	(visit,) = visits_to_ask(host, customer)
	counter = host.call("surveys.hand_over", doctype=visit["doctype"], document=done["invoice"])
	token = counter["link"].rsplit("/", 1)[1]
	assert host.call_as_guest("surveys.form", token=token)["state"] == "open"
	assert host.call_as_guest("surveys.answer", token=token, answers={"rating": 5})["state"] == "answered"


@pytest.mark.parametrize("rating", [1, 5])
def test_any_answer_earns_the_same_points_once(host, invited, rating):
	if host.name != "preview":
		pytest.skip("a site has a program of its own: workshop_crm/tests/test_survey_points.py")

	def points() -> int:
		return host.call("loyalty.account", customer=invited["customer"])["balance"]

	before = points()
	for _ in range(2):
		host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": rating})
	assert points() == before + 20


def test_a_sale_made_again_after_it_was_cancelled_has_the_link_of_the_first(host, invited, complete_service):
	def state() -> str:
		return host.call_as_guest("surveys.form", token=invited["token"])["state"]

	host.call("visits.cancel", invoice=invited["invoice"])
	host.wait_until(lambda: state() == "unavailable", "the link is closed")
	again = complete_service(invited["customer"])
	host.wait_until(lambda: state() == "open", "the link works again")
	(visit,) = visits_to_ask(host, invited["customer"])
	assert visit["document"] == again["invoice"]


def test_who_could_not_be_reached_ends_a_follow_up_too(host, invited):
	host.call_as_guest("surveys.answer", token=invited["token"], answers={"rating": 2})
	case = host.wait_until(lambda: follow_up_of(host, invited["customer"]), "a follow-up of the low score")
	assert case["due_on"] > case["opened_on"]
	host.call("surveys.close_follow_up", follow_up=case["follow_up"], reason="Could not be reached", note="x")
	assert follow_up_of(host, invited["customer"]) is None
