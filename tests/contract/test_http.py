"""How both hosts speak: addresses, verbs, errors."""

import pytest

from hosts import CallFailed

READS = (
	"session.context",
	"search.find",
	"profile.form_options",
	"visits.options",
	"loyalty.program",
	"surveys.responses",
	"surveys.follow_ups",
	"today.show",
	"surveys.results",
	"surveys.funnel",
	"surveys.answer_list",
	"surveys.handover",
	"messaging.messages",
	"analytics.dashboard",
	"analytics.customers",
)
WRITES = (
	"customers.save_customer",
	"vehicles.add_vehicle",
	"vehicles.save_vehicle",
	"vehicles.sell_vehicle",
	"vehicles.end_ownership",
	"vehicles.remind",
	"loyalty.renew_points_link",
	"loyalty.send_statement",
	"messaging.add_interaction",
	"messaging.delete_interaction",
	"privacy.erase",
	"visits.complete",
	"visits.cancel",
	"visits.return_invoice",
	"visits.take_basket",
	"visits.save_basket",
	"visits.discard_basket",
	"surveys.answer",
	"surveys.note_contact",
	"surveys.note_follow_up",
	"surveys.assign_follow_up",
	"surveys.schedule_follow_up",
	"surveys.snooze_follow_up",
	"surveys.close_follow_up",
	"surveys.reopen_follow_up",
	"messaging.send_again",
	"messaging.mark_sent",
	"messaging.stop",
	"messaging.allow",
	"analytics.refresh",
)


@pytest.mark.parametrize("method", READS)
def test_what_only_reads_answers_to_get_and_to_post(host, method):
	by_get = host.request("GET", f"/api/method/workshop_crm.api.{method}")
	assert by_get.status_code == 200, by_get.text[:500]
	assert by_get.json()["message"] is not None
	assert type(by_get.json()["message"]) is type(host.call(method))


@pytest.mark.parametrize("method", WRITES)
def test_what_writes_refuses_get(host, method):
	assert host.request("GET", f"/api/method/workshop_crm.api.{method}").status_code in (403, 405)


def test_an_unknown_method_is_not_found(host):
	response = host.request("POST", "/api/method/workshop_crm.api.profile.no_such_function", json={})
	assert response.status_code in (404, 417)
	assert not response.ok


def test_an_unknown_customer_is_not_found_and_named(host):
	with pytest.raises(CallFailed) as error:
		host.call("profile.get_profile", customer="CUST-NOBODY")
	assert error.value.status == 404
	assert "CUST-NOBODY" in str(error.value)


def test_a_refusal_speaks_the_language_of_the_user(host):
	arguments = {"values": {"name": "Someone", "phone": "12"}}
	english = host.request("POST", "/api/method/workshop_crm.api.customers.save_customer", json=arguments)
	arabic = host.request(
		"POST",
		"/api/method/workshop_crm.api.customers.save_customer?_lang=ar",
		json={**arguments, "_lang": "ar"},
		headers={**host.headers, "Accept-Language": "ar"},
		cookies={"preferred_language": "ar"},
	)
	assert english.status_code == arabic.status_code == 417
	assert "12" in english.text
	assert english.json()["_server_messages"] != arabic.json()["_server_messages"]


def test_the_context_names_host_language_and_currency(host):
	context = host.call("session.context")
	assert context["host"] == host.name
	assert context["language"] in ("ar", "en")
	assert context["direction"] == {"ar": "rtl", "en": "ltr"}[context["language"]]
	assert len(context["currency"]) == 3
	assert context["can_manage"] is True
