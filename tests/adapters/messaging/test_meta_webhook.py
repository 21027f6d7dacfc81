"""Meta's calls: signed, whole, and read entry by entry."""

import hashlib
import hmac
import json
from datetime import datetime, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

import meta_peer
from workshop_crm.adapters.messaging.meta.webhook import Accounts, answer_challenge, read_meta
from workshop_crm.adapters.messaging.webhooks import MAX_BYTES
from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.core.messaging.inbound import read
from workshop_crm.core.messaging.reports import StatusReport, TemplateReport, Webhook

SECRET = "app-secret"
NOW = datetime(2026, 3, 1, 12, tzinfo=timezone.utc)
OURS = Accounts(meta_peer.NUMBER_ID)
EXAMPLES = meta_peer.SPEC["paths"]["/whatsapp/webhooks"]["post"]["requestBody"]["content"][
	"application/json"
]["examples"]


def signature(body, secret=SECRET):
	return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def call(value, accounts=OURS):
	body = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
	return read_meta(body, signature(body), SECRET, accounts, NOW)


def about(*values, account=meta_peer.ACCOUNT_ID, field="messages"):
	changes = [{"value": value, "field": field} for value in values]
	return {"object": "whatsapp_business_account", "entry": [{"id": account, "changes": changes}]}


def number(**more):
	metadata = {"display_phone_number": "15550783881", "phone_number_id": meta_peer.NUMBER_ID}
	return {"messaging_product": "whatsapp", "metadata": metadata, **more}


def status(name="delivered", provider_id="wamid.1", **more):
	return {
		"id": provider_id,
		"status": name,
		"timestamp": "1749416383",
		"recipient_id": "966551234567",
		**more,
	}


def statuses(*given):
	value = number(statuses=list(given))
	assert not meta_peer.faults_of_kind(value, "StatusMessageValue")
	return about(value)


@pytest.mark.parametrize(
	("example", "kind", "text", "payload"),
	[
		("Text Message", "text", "Does it come in another color?", ""),
		("Text Message with Context (Product Inquiry)", "text", "Is this still available?", ""),
		("Text Message from Click to WhatsApp Ad", "text", "Hello! Can I get more info on this?", ""),
		("Reaction Message", "reaction", "👍", ""),
		("Image Message", "image", "Taj Mahal", ""),
		("Location Message", "location", "", ""),
		("Contact Sharing Message", "contacts", "", ""),
		("Unsupported Message", "unsupported", "", ""),
		("Button Message", "text", "Unsubscribe", "Unsubscribe"),
		("Interactive List Reply Message", "text", "Priority Mail Express", "priority_express"),
		("Interactive Button Reply Message", "text", "Cancel", "cancel-button"),
		("Order Message", "order", "", ""),
	],
)
def test_each_of_metas_own_examples_of_a_message_is_read(example, kind, text, payload):
	(message,) = call(EXAMPLES[example]["value"]).inbound
	assert (message.kind, message.text, message.payload) == (kind, text, payload)
	assert (message.address, message.channel) == ("+16505551234", "WhatsApp")
	assert message.provider_id.startswith("wamid.")
	assert message.received_on.year == 2025
	assert message.name == "Sheena Nelson"
	assert len(message.pictures) == (kind == "image")


@pytest.mark.parametrize(
	"example", [name for name in EXAMPLES if name.startswith("Group") or name.startswith("System")]
)
def test_metas_examples_of_other_things_change_nothing(example):
	told = call(EXAMPLES[example]["value"])
	assert (told.statuses, told.inbound, told.templates) == ((), (), ())


def test_the_button_to_unsubscribe_is_an_opt_out_and_names_the_message_it_stood_in():
	(message,) = call(EXAMPLES["Button Message"]["value"]).inbound
	assert read(message.text, message.payload).meaning == "opt_out"
	assert message.answers_provider_id == "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBJFNjk2OTMwNEZCQjhGMzUyQUYA"


@pytest.mark.parametrize(
	("told", "report"),
	[("sent", "Sent"), ("delivered", "Delivered"), ("read", "Read")],
)
def test_a_state_is_read_with_its_moment_and_its_key(told, report):
	pricing = {"billable": True, "pricing_model": "PMP", "category": "marketing"}
	read_status = call(statuses(status(told, biz_opaque_callback_data="SVI-1:1", pricing=pricing))).statuses
	moment = datetime(2025, 6, 8, 20, 59, 43, tzinfo=timezone.utc)
	assert read_status == (StatusReport("wamid.1", report, happened_on=moment, key="SVI-1:1"),)


@pytest.mark.parametrize(
	("code", "remedy"),
	[
		(131026, "other_channel"),
		(131047, "template"),
		(131049, "other_channel"),
		(131050, "opted_out"),
		(190, "settings"),
		(130429, "retry"),
		(7, "other_channel"),
	],
)
def test_a_failure_says_what_to_do(code, remedy):
	errors = [{"code": code, "title": "x", "message": "x", "error_data": {"details": "x"}}]
	(failed,) = call(statuses(status("failed", errors=errors))).statuses
	assert (failed.report, failed.error_code, failed.remedy) == ("Failed", str(code), remedy)
	assert failed.reason.endswith(".")


def test_a_failure_without_a_reason_is_a_failure_too():
	(failed,) = call(statuses(status("failed"))).statuses
	assert (failed.error_code, failed.remedy) == ("", "other_channel")


def test_all_entries_and_changes_count_whatever_stands_between_them():
	good = number(statuses=[status(provider_id="wamid.1"), None, {"id": 7}, status(provider_id="wamid.2")])
	mixed = about(None, good, {"metadata": []}, number(statuses=[status(provider_id="wamid.3")]))
	mixed["entry"] += [
		"odd",
		{},
		*about(number(messages=[{}, "x"], statuses=[status(provider_id="wamid.4")]))["entry"],
	]
	told = call(mixed)
	assert [one.provider_id for one in told.statuses] == ["wamid.1", "wamid.2", "wamid.3", "wamid.4"]
	assert told.ignored == 8


@pytest.mark.parametrize("accounts", [Accounts("999"), Accounts("")])
def test_calls_about_another_number_are_not_read(accounts):
	assert call(statuses(status()), accounts) == Webhook(ignored=1)


def test_a_customer_who_stops_offers_in_whatsapps_own_menu_has_opted_out():
	value = number(
		user_preferences=[
			{
				"wa_id": "966551234567",
				"detail": "stopped",
				"category": "marketing_messages",
				"value": "stop",
				"timestamp": 1749416383,
			},
			{
				"wa_id": "966551234567",
				"category": "marketing_messages",
				"value": "resume",
				"timestamp": 1749416384,
			},
			{"wa_id": "966551234567", "value": "other"},
		]
	)
	told = call(about(value, field="user_preferences"))
	assert [read(one.text, one.payload).meaning for one in told.inbound] == ["opt_out", "opt_in"]
	assert len({one.provider_id for one in told.inbound}) == 2
	assert told.ignored == 1


@pytest.mark.parametrize(
	("event", "approval"),
	[
		("APPROVED", "Approved"),
		("REJECTED", "Rejected"),
		("PENDING", "Pending"),
		("PAUSED", "Rejected"),
		("DISABLED", "Rejected"),
	],
)
def test_the_state_of_a_template_is_read(event, approval):
	value = {
		"event": event,
		"message_template_id": 12345,
		"message_template_name": "survey_invitation",
		"message_template_language": "ar",
		"reason": "NONE" if event == "APPROVED" else "TAG_CONTENT_MISMATCH",
	}
	told = call(
		about(value, field="message_template_status_update"),
		Accounts(meta_peer.NUMBER_ID, meta_peer.ACCOUNT_ID),
	)
	reason = "" if event == "APPROVED" else "TAG_CONTENT_MISMATCH"
	assert told.templates == (TemplateReport("survey_invitation", "ar", approval, reason),)
	of_others = about(value, account="1", field="message_template_status_update")
	assert call(of_others, Accounts(meta_peer.NUMBER_ID, meta_peer.ACCOUNT_ID)) == Webhook(ignored=1)


def test_somebody_who_hides_the_number_is_read_without_one():
	message = {
		"from": "SA.1303519257",
		"id": "wamid.9",
		"timestamp": "1749416383",
		"type": "text",
		"text": {"body": "hello"},
	}
	(inbound,) = call(about(number(messages=[message]))).inbound
	assert (inbound.address, inbound.text) == ("", "hello")


def test_the_signature_is_over_the_bytes_as_they_came():
	body = json.dumps(statuses(status()), ensure_ascii=True, indent=1).encode()
	assert read_meta(body, signature(body), SECRET, OURS, NOW).statuses
	again = json.dumps(json.loads(body)).encode()
	with pytest.raises(NotAllowed):
		read_meta(again, signature(body), SECRET, OURS, NOW)


GOOD = json.dumps(statuses(status())).encode()


@pytest.mark.parametrize(
	("given", "secret"),
	[
		("", SECRET),
		("sha256=", SECRET),
		(signature(GOOD)[:-1], SECRET),
		(signature(GOOD).removeprefix("sha256="), SECRET),
		(signature(GOOD).upper(), SECRET),
		(signature(GOOD, "other"), SECRET),
		("sha256=ü\udcff", SECRET),
		(signature(GOOD, ""), ""),
		("", ""),
	],
)
def test_a_call_that_is_not_signed_with_the_secret_is_refused_and_so_is_every_call_without_a_secret(
	given, secret
):
	with pytest.raises(NotAllowed, match="not signed"):
		read_meta(GOOD, given, secret, OURS, NOW)


def test_more_than_meta_sends_is_refused_before_it_is_looked_at():
	body = b" " * (MAX_BYTES + 1)
	with pytest.raises(NotAllowed):
		read_meta(body, signature(body), SECRET, OURS, NOW)


@pytest.mark.parametrize(
	"body",
	[
		b"",
		b"{",
		b"\xff\xfe",
		b"[]",
		b"null",
		b"7",
		b'{"object":"page","entry":[]}',
		b"[" * 200_000,
		b"9" * 10_000,
	],
)
def test_what_is_no_call_is_counted_and_no_error(body):
	assert call(body) == Webhook(ignored=1)


anything = st.recursive(
	st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=9),
	lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=9), inner, max_size=4),
	max_leaves=12,
)
KNOWN = (
	"id",
	"status",
	"timestamp",
	"errors",
	"type",
	"text",
	"from",
	"button",
	"interactive",
	"context",
	"body",
	"image",
	"value",
	"wa_id",
)
odd = st.dictionaries(st.sampled_from(KNOWN), anything, max_size=6)


@given(st.lists(odd | anything, max_size=4), st.lists(odd | anything, max_size=4), anything, anything)
def test_no_shape_is_so_odd_that_a_good_entry_is_lost(messages, states, contacts, preferences):
	value = number(messages=messages, statuses=states, contacts=contacts, user_preferences=preferences)
	told = call(about(value, number(statuses=[status(provider_id="wamid.good")])))
	assert told.statuses[-1].provider_id == "wamid.good"


@given(anything)
def test_no_call_is_so_odd_that_it_raises(value):
	call(value)
	call({"object": "whatsapp_business_account", "entry": value})
	call(about(value))
	call(about({"metadata": value}, number(statuses=value), field="message_template_status_update"))


@pytest.mark.parametrize(
	("query", "token"),
	[
		({}, "token"),
		({"hub.mode": "subscribe", "hub.verify_token": "other", "hub.challenge": "1"}, "token"),
		({"hub.mode": "unsubscribe", "hub.verify_token": "token", "hub.challenge": "1"}, "token"),
		({"hub.mode": "subscribe", "hub.verify_token": "", "hub.challenge": "1"}, ""),
		({"hub.mode": "subscribe", "hub.challenge": "1"}, ""),
	],
)
def test_a_challenge_with_another_token_or_none_is_refused(query, token):
	with pytest.raises(NotAllowed):
		answer_challenge(query, token)


def test_metas_challenge_is_given_back():
	query = {"hub.mode": "subscribe", "hub.verify_token": "رمز", "hub.challenge": "1158201444"}
	assert answer_challenge(query, "رمز") == "1158201444"
