import json
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal

from workshop_crm.core.customers.customer import EmergencyContact
from workshop_crm.core.customers.preferences import Preferences, read_preferences
from workshop_crm.core.messaging.history import HistoryEntry
from workshop_crm.core.profile.model import (
	ChannelFact,
	FollowUpFact,
	ProfileFacts,
	SatisfactionFact,
	ValueFact,
	VehicleFact,
	VisitFact,
)
from workshop_crm.core.profile.view import profile_view
from workshop_crm.core.vehicles.service_due import ServiceDue

TODAY = date(2026, 3, 1)
BARE = ProfileFacts("CUST-00001", "Huda Salem", "هدى سالم", "ar", False, None, None, "SAR")
FULL = replace(
	BARE,
	phone="+966551234567",
	email="huda@example.com",
	tax_id="300012345600003",
	channels=(
		ChannelFact("WhatsApp", date(2026, 1, 5), "Counter"),
		ChannelFact("Email", None, "", "No address."),
	),
	vehicles=(
		VehicleFact(
			"VEH-1",
			"JBA 1234",
			"أ ب ح ١٢٣٤",
			"Toyota",
			"Camry",
			2021,
			45300,
			date(2025, 1, 1),
			vin="BJ40001234",
			vin_reason="1978 model",
			service_due=(
				ServiceDue("Oil", date(2026, 3, 5), 55000, date(2026, 2, 1), 45000, "soon", "odometer"),
				ServiceDue("Brakes", None, 75000, date(2026, 2, 1), 45000, "later", "odometer"),
			),
			last_visit=date(2026, 2, 1),
			reminded_on=date(2026, 2, 20),
		),
	),
	visits=(
		VisitFact(
			"INV-1",
			date(2026, 2, 1),
			Decimal("115.005"),
			"Submitted",
			"VEH-1",
			"JBA 1234",
			"Oil",
			"زيت",
			45000,
		),
	),
	visit_count=1,
	loyalty={"balance": 11},
	satisfaction=SatisfactionFact(
		2, Decimal("25.5"), 2, date(2026, 2, 2), (FollowUpFact("ISS-1", "Low score", date(2026, 2, 2)),)
	),
	value=ValueFact(
		segment="Active",
		clv=Decimal("812.345"),
		p_alive=0.912345,
		expected_visits=2.345,
		last_visit=date(2026, 2, 1),
		visits=3,
		revenue=Decimal("345.5"),
		computed_on=TODAY,
		rfm_group="Loyal",
		fewest_visits=1,
		most_visits=4,
		chance_of_visit=0.634567,
		chance_days=183,
	),
	emergency_contact=EmergencyContact("Omar", "+966509876543"),
	preferences=Preferences({"parts": "genuine"}),
	notes="<p>Likes tea</p>",
	history=(
		HistoryEntry(
			"INT-1", "Call", datetime(2026, 2, 1, 10, 5), "", "Incoming", "", "Asked for a price", "Salem"
		),
	),
	history_next="2026-02-01T10:05:00|INT-1",
	service_types_ar={"Oil": "زيت"},
	other_phones=("+966112223333",),
	can_write=True,
	can_manage=True,
)


def visit(number: int) -> VisitFact:
	return VisitFact(f"INV-{number:02}", TODAY - timedelta(days=number), Decimal(100), "Submitted")


def test_the_profile_shows_every_fact_in_the_agreed_shape():
	view = profile_view(FULL, TODAY)
	assert view == {
		"customer": "CUST-00001",
		"name": "Huda Salem",
		"name_ar": "هدى سالم",
		"language": "ar",
		"disabled": False,
		"phone": {"e164": "+966551234567", "display": "055 123 4567", "extension": "", "problem": None},
		"other_phones": [
			{"e164": "+966112223333", "display": "011 222 3333", "extension": "", "problem": None}
		],
		"email": "huda@example.com",
		"tax_id": "300012345600003",
		"currency": "SAR",
		"stopped_on": None,
		"channels": [
			{
				"channel": "WhatsApp",
				"consent_date": "2026-01-05",
				"source": "Counter",
				"usable": True,
				"why_not": None,
				"doubt": None,
			},
			{
				"channel": "Email",
				"consent_date": None,
				"source": "",
				"usable": False,
				"why_not": "No address.",
				"doubt": None,
			},
		],
		"vehicles": [
			{
				"vehicle": "VEH-1",
				"plate_latin": "JBA 1234",
				"plate_ar": "أ ب ح ١٢٣٤",
				"plate_origin": "",
				"make": "Toyota",
				"model": "Camry",
				"year": 2021,
				"odometer": 45300,
				"from_date": "2025-01-01",
				"to_date": None,
				"is_current": True,
				"vin": "BJ40001234",
				"vin_reason": "1978 model",
				"vin_remark": None,
				"service_due": [
					{
						"service_type": "Oil",
						"service_type_ar": "زيت",
						"due_on": "2026-03-05",
						"due_km": 55000,
						"last_on": "2026-02-01",
						"last_km": 45000,
						"status": "soon",
						"reason": "odometer",
					},
					{
						"service_type": "Brakes",
						"service_type_ar": "",
						"due_on": None,
						"due_km": 75000,
						"last_on": "2026-02-01",
						"last_km": 45000,
						"status": "later",
						"reason": "odometer",
					},
				],
				"last_visit": "2026-02-01",
				"reminded_on": "2026-02-20",
			}
		],
		"visits": [
			{
				"invoice": "INV-1",
				"date": "2026-02-01",
				"vehicle": "VEH-1",
				"plate": "JBA 1234",
				"service_type": "Oil",
				"service_type_ar": "زيت",
				"amount": 115.005,
				"status": "Submitted",
				"odometer": 45000,
				"outstanding": None,
				"acts": {"return": False, "cancel": False},
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
			"visit_range": {"fewest": 1, "most": 4},
			"chance": {"share": 0.6346, "days": 183},
			"rfm_group": "Loyal",
			"recency_days": 28,
			"visits": 3,
			"average_visit": 115.17,
			"computed_on": "2026-03-01",
		},
		"emergency_contact": {
			"name": "Omar",
			"phone": {"e164": "+966509876543", "display": "050 987 6543", "extension": "", "problem": None},
		},
		"preferences": {
			"values": {"parts": "genuine"},
			"lines": [{"key": "parts", "label": "Spare parts", "text": "Genuine parts"}],
		},
		"notes": "<p>Likes tea</p>",
		"history": {
			"entries": [
				{
					"entry": "INT-1",
					"kind": "Call",
					"happened_on": "2026-02-01 10:05:00",
					"channel": "",
					"direction": "Incoming",
					"status": "",
					"text": "Asked for a price",
					"author": "Salem",
				}
			],
			"next": "2026-02-01T10:05:00|INT-1",
			"total": 0,
		},
		"can_write": True,
		"can_manage": True,
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
	assert [view[part] for part in ("channels", "vehicles", "visits")] == [[], [], []]
	assert (view["emergency_contact"], view["notes"]) == (None, "")
	assert view["preferences"] == {"values": {}, "lines": []}
	assert view["history"] == {"entries": [], "next": None, "total": 0}
	assert (view["can_write"], view["can_manage"]) == (False, False)


def test_the_reason_against_a_channel_is_shown_in_the_readers_language():
	view = profile_view(FULL, TODAY, lambda text: {"No address.": "لا يوجد عنوان."}.get(text, text))
	assert view["channels"][1]["why_not"] == "لا يوجد عنوان."


def test_the_latest_ten_visits_come_first_whatever_their_order_was():
	visits = tuple(visit(number) for number in (5, 11, 0, 3, 1, 2, 12, 4, 9, 8, 7, 6, 10))
	view = profile_view(replace(BARE, visits=visits, visit_count=13), TODAY)
	assert [row["invoice"] for row in view["visits"]] == [f"INV-{number:02}" for number in range(10)]
	assert view["visit_count"] == 13


def test_notes_are_shown_harmless_even_when_they_were_stored_otherwise():
	stored = "<p>Tea</p><script>alert(1)</script><p onclick=alert(2)>now</p>"
	assert profile_view(replace(BARE, notes=stored), TODAY)["notes"] == "<p>Tea</p><p>now</p>"


def test_preferences_are_shown_in_the_readers_language_and_the_workshops_currency():
	preferences = read_preferences({"approval_limit": 1500, "wash": True})
	view = profile_view(replace(BARE, preferences=preferences), TODAY, str.upper)
	assert view["preferences"] == {
		"values": {"approval_limit": 1500, "wash": True},
		"lines": [
			{"key": "approval_limit", "label": "EXTRA WORK WITHOUT ASKING FIRST, UP TO", "text": "1,500 SAR"},
			{"key": "wash", "label": "WANTS THE CAR WASHED", "text": "YES"},
		],
	}


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


def test_a_chance_that_was_not_learned_is_not_shown_as_none():
	value = replace(FULL.value, chance_of_visit=0.0, chance_days=0)
	assert profile_view(replace(FULL, value=value), TODAY)["value"]["chance"] is None


def test_a_row_without_a_group_has_no_range():
	value = replace(FULL.value, rfm_group="", fewest_visits=0, most_visits=0)
	shown = profile_view(replace(FULL, value=value), TODAY)["value"]
	assert (shown["rfm_group"], shown["visit_range"], shown["expected_visits"]) == (None, None, 2.35)
