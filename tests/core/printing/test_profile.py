from dataclasses import replace
from datetime import date
from decimal import Decimal

from workshop_crm.core.customers.customer import EmergencyContact
from workshop_crm.core.customers.preferences import read_preferences
from workshop_crm.core.printing.profile import ProfileCard, profile_card
from workshop_crm.core.profile.model import ChannelFact, ProfileFacts, VehicleFact, VisitFact
from workshop_crm.core.profile.view import profile_view
from workshop_crm.core.vehicles.service_due import ServiceDue

TODAY = date(2026, 3, 20)
BARE = ProfileFacts("CUST-00001", "Huda Salem", "هدى سالم", "ar", False, None, None, "SAR")
DUE = ServiceDue("Oil Change", date(2026, 2, 10), 90000, date(2025, 8, 10), 80000, "overdue", "date")
FULL = replace(
	BARE,
	phone="+966551234567",
	emergency_contact=EmergencyContact("نورة", "+966557654321"),
	channels=(ChannelFact("WhatsApp", date(2026, 1, 5), "Counter"), ChannelFact("SMS", None, "", "No date.")),
	vehicles=(
		VehicleFact(
			"VEH-1",
			"JBA 1234",
			"أ ب ح ١٢٣٤",
			"Toyota",
			"Camry",
			2021,
			84500,
			vin="X" * 17,
			service_due=(DUE,),
		),
		VehicleFact("VEH-2", "A 1", "", to_date=date(2025, 1, 1), is_current=False),
	),
	visits=(
		VisitFact("SINV-2", date(2026, 3, 10), Decimal(-230), "Return", "VEH-1", "JBA 1234"),
		VisitFact(
			"SINV-1",
			date(2026, 3, 9),
			Decimal(1150),
			"Submitted",
			"VEH-1",
			"JBA 1234",
			"Oil Change",
			"تغيير الزيت",
		),
	),
	visit_count=1,
	loyalty={
		"balance": 1240,
		"worth": 310.0,
		"tier": "Gold",
		"tier_ar": "الذهبي",
		"tier_until": "2026-12-31",
		"next_tier": {"name": "Platinum", "name_ar": "البلاتيني", "basis": "Spend", "missing": 2200.0},
	},
	preferences=read_preferences({"oil": "Mobil 5W-30", "approval_limit": 500}),
	notes="<p>قهوة، <strong>بلا</strong> سكر</p>",
	service_types_ar={"Oil Change": "تغيير الزيت"},
)


def card(facts: ProfileFacts = FULL, language="en") -> ProfileCard:
	return profile_card(profile_view(facts, TODAY), language, lambda text, to: text, TODAY)


def values(fields) -> dict[str, list[str]]:
	return {
		field.label.first.text: [piece.text.replace("\u00a0", " ") for piece in field.values]
		for field in fields
	}


def test_the_card_has_the_person_and_whom_to_call():
	contact = values(card().contact)
	assert contact["Phone"] == ["055 123 4567"]
	assert contact["Emergency contact"] == ["نورة", "055 765 4321"]
	assert (card().name.first.text, card(language="ar").name.first.text) == ("Huda Salem", "هدى سالم")


def test_cars_are_those_the_customer_has_now_with_what_they_need_next():
	(car,) = card().cars
	assert (car.plate.latin.text, car.plate.arabic.text, car.name.text) == (
		"JBA 1234",
		"أ ب ح ١٢٣٤",
		"Toyota Camry 2021",
	)
	assert values(car.fields)["Odometer"] == ["84,500 km"]
	assert (car.due[0].when.text, car.due[0].status) == ("10 February 2026 or 90,000 km", "overdue")


def test_a_channel_that_cannot_be_used_says_why():
	whatsapp, sms = card().channels
	assert (whatsapp.since.text, whatsapp.trouble) == ("5 January 2026", None)
	assert (sms.since.text, sms.trouble.text) == ("", "No date.")


def test_visits_are_the_latest_first_with_the_plate_in_the_script_of_the_print():
	returned, visit = card(language="ar").visits
	assert (returned.note.text, visit.note.text) == ("Credit note", "")
	assert (visit.plate.text, visit.amount.text) == ("أ ب ح ١٢٣٤", "١٬١٥٠٫٠٠\u00a0ر.س.")
	assert card().visits[1].plate.text == "JBA 1234"


def test_points_preferences_and_notes_are_there():
	shown = card()
	assert values(shown.loyalty)["Points balance"] == ["1,240"]
	assert values(shown.loyalty)["Next tier"] == ["SAR 2,200.00 to Platinum"]
	assert [text.text for _label, text in shown.preferences] == ["Mobil 5W-30", "SAR\u00a0500.00"]
	assert '<strong><span class="wp-ar">بلا</span></strong>' in shown.notes


def test_a_customer_of_whom_nothing_is_known_has_a_card_too():
	shown = card(BARE)
	assert (shown.cars, shown.visits, shown.loyalty, shown.channels, shown.notes) == ((), (), (), (), "")
	assert shown.empty.text == "Nothing recorded."


def test_a_disabled_customer_is_stamped_and_a_number_that_is_the_name_is_not_said_twice():
	assert card(replace(FULL, disabled=True)).stamp.first.text == "Disabled customer"
	assert card(replace(FULL, customer="Huda Salem")).number.text == ""
