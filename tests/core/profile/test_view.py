import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from workshop_crm.core.profile.model import (
	ChannelFact,
	FollowUpFact,
	MessageFact,
	ProfileFacts,
	SatisfactionFact,
	ValueFact,
	VehicleFact,
	VisitFact,
)
from workshop_crm.core.profile.view import profile_view

TODAY = date(2026, 3, 1)
BARE = ProfileFacts("CUST-00001", "Huda Salem", "هدى سالم", "ar", False, None, None, "SAR")
FULL = replace(
	BARE,
	phone="+966551234567",
	email="huda@example.com",
	channels=(
		ChannelFact("WhatsApp", date(2026, 1, 5), "Counter"),
		ChannelFact("Email", None, "", "No address."),
	),
	vehicles=(
		VehicleFact("VEH-1", "ABJ 1234", "أ ب ح ١٢٣٤", "Toyota", "Camry", 2021, 45300, date(2025, 1, 1)),
	),
	visits=(
		VisitFact(
			"INV-1", date(2026, 2, 1), Decimal("115.004"), "Submitted", "VEH-1", "ABJ 1234", "Oil", "زيت"
		),
	),
	visit_count=1,
	loyalty={"balance": 11},
	satisfaction=SatisfactionFact(
		2, Decimal("25.5"), 2, date(2026, 2, 2), (FollowUpFact("ISS-1", "Low score", date(2026, 2, 2)),)
	),
	value=ValueFact("Active", Decimal("812.345"), 0.912345, 2.345, date(2026, 2, 1), 3, Decimal(115), TODAY),
	messages=(MessageFact("MSG-1", "WhatsApp", "Sent", datetime(2026, 2, 1, 10, 5), "How was it?\n{link}"),),
)


def visit(number: int) -> VisitFact:
	return VisitFact(f"INV-{number:02}", TODAY - timedelta(days=number), Decimal(100), "Submitted")


def message(number: int, text: str = "Hello") -> MessageFact:
	return MessageFact(f"MSG-{number}", "SMS", "Sent", datetime(2026, 2, 1, number), text)


def test_the_profile_shows_every_fact_in_the_agreed_shape():
	view = profile_view(FULL, TODAY)
	assert view == {
		"customer": "CUST-00001",
		"name": "Huda Salem",
		"name_ar": "هدى سالم",
		"language": "ar",
		"disabled": False,
		"phone": {"e164": "+966551234567", "display": "055 123 4567"},
		"email": "huda@example.com",
		"currency": "SAR",
		"channels": [
			{
				"channel": "WhatsApp",
				"consent_date": "2026-01-05",
				"source": "Counter",
				"usable": True,
				"why_not": None,
			},
			{
				"channel": "Email",
				"consent_date": None,
				"source": "",
				"usable": False,
				"why_not": "No address.",
			},
		],
		"vehicles": [
			{
				"vehicle": "VEH-1",
				"plate_latin": "ABJ 1234",
				"plate_ar": "أ ب ح ١٢٣٤",
				"make": "Toyota",
				"model": "Camry",
				"year": 2021,
				"odometer": 45300,
				"from_date": "2025-01-01",
				"to_date": None,
				"is_current": True,
			}
		],
		"visits": [
			{
				"invoice": "INV-1",
				"date": "2026-02-01",
				"vehicle": "VEH-1",
				"plate": "ABJ 1234",
				"service_type": "Oil",
				"service_type_ar": "زيت",
				"amount": 115.0,
				"status": "Submitted",
			}
		],
		"visit_count": 1,
		"loyalty": {"balance": 11},
		"satisfaction": {
			"responses": 2,
			"last_score": 25.5,
			"last_rating": 2,
			"last_answered_on": "2026-02-02",
			"open_follow_ups": [{"follow_up": "ISS-1", "title": "Low score", "opened_on": "2026-02-02"}],
		},
		"value": {
			"segment": "Active",
			"clv": 812.35,
			"p_alive": 0.9123,
			"expected_visits": 2.35,
			"recency_days": 28,
			"visits": 3,
			"monetary_value": 115.0,
			"computed_on": "2026-03-01",
		},
		"messages": [
			{
				"message": "MSG-1",
				"channel": "WhatsApp",
				"status": "Sent",
				"created": "2026-02-01 10:05:00",
				"preview": "How was it?",
			}
		],
	}
	json.dumps(view)


def test_a_new_customer_has_an_empty_profile_and_no_made_up_figures():
	view = profile_view(BARE, TODAY)
	assert (view["phone"], view["email"], view["loyalty"], view["value"]) == (None, None, None, None)
	assert view["satisfaction"] == {
		"responses": 0,
		"last_score": None,
		"last_rating": None,
		"last_answered_on": None,
		"open_follow_ups": [],
	}
	assert [view[part] for part in ("channels", "vehicles", "visits", "messages")] == [[], [], [], []]


def test_the_reason_against_a_channel_is_shown_in_the_readers_language():
	view = profile_view(FULL, TODAY, {"No address.": "لا يوجد عنوان."}.__getitem__)
	assert view["channels"][1]["why_not"] == "لا يوجد عنوان."


def test_the_latest_ten_visits_come_first_whatever_their_order_was():
	visits = tuple(visit(number) for number in (5, 11, 0, 3, 1, 2, 12, 4, 9, 8, 7, 6, 10))
	view = profile_view(replace(BARE, visits=visits, visit_count=13), TODAY)
	assert [row["invoice"] for row in view["visits"]] == [f"INV-{number:02}" for number in range(10)]
	assert view["visit_count"] == 13


def test_the_latest_five_messages_come_first():
	messages = tuple(message(number) for number in (3, 1, 6, 2, 5, 4))
	view = profile_view(replace(BARE, messages=messages), TODAY)
	assert [row["message"] for row in view["messages"]] == [f"MSG-{number}" for number in (6, 5, 4, 3, 2)]


def test_a_long_message_is_cut_and_its_link_left_out():
	messages = (message(1, "{link} " + "word " * 40),)
	preview = profile_view(replace(BARE, messages=messages), TODAY)["messages"][0]["preview"]
	assert preview == ("word " * 16).rstrip()[:79].rstrip() + "…"
	assert len(preview) <= 80


def test_a_car_that_was_sold_on_comes_last_and_is_not_current():
	vehicles = (
		VehicleFact("sold", to_date=TODAY - timedelta(days=1)),
		VehicleFact("former", is_current=False),
		VehicleFact("until today", to_date=TODAY),
		VehicleFact("kept"),
	)
	view = profile_view(replace(BARE, vehicles=vehicles), TODAY)
	assert [(row["vehicle"], row["is_current"]) for row in view["vehicles"]] == [
		("until today", True),
		("kept", True),
		("sold", False),
		("former", False),
	]


def test_a_customer_who_never_came_has_no_days_since_the_last_visit():
	value = replace(FULL.value, last_visit=None)
	assert profile_view(replace(FULL, value=value), TODAY)["value"]["recency_days"] is None


def test_a_single_visit_says_nothing_about_coming_back():
	once = replace(FULL.value, visits=1)
	assert profile_view(replace(FULL, value=once), TODAY)["value"]["p_alive"] is None
