from datetime import date, datetime

from workshop_crm.core.customers.customer import check_customer
from workshop_crm.core.customers.preferences import FIELDS
from workshop_crm.core.messaging.interactions import check_interaction
from workshop_crm.core.profile.form_options import form_options
from workshop_crm.tests.some import some


def test_the_forms_are_told_every_choice_in_the_readers_language():
	options = form_options(str.upper)
	assert [field["key"] for field in options["preference_fields"]] == [field.key for field in FIELDS]
	assert options["channels"] == [
		{"channel": "WhatsApp", "label": "WHATSAPP", "needs": "phone", "dated": True},
		{"channel": "SMS", "label": "SMS", "needs": "phone", "dated": True},
		{"channel": "Email", "label": "EMAIL", "needs": "email", "dated": False},
		{"channel": "Phone", "label": "PHONE", "needs": "phone", "dated": False},
	]
	assert options["interaction_kinds"] == [
		{"value": "Call", "label": "CALL"},
		{"value": "Visit", "label": "VISIT"},
		{"value": "Note", "label": "NOTE"},
	]
	assert [one["value"] for one in options["directions"]] == ["Incoming", "Outgoing"]


def test_whatever_is_offered_is_accepted():
	options = form_options(str)
	addresses = {"phone": "0551234567", "email": "huda@example.com"}
	for channel in some(options["channels"]):
		values = {
			"name": "Huda",
			channel["needs"]: addresses[channel["needs"]],
			"channels": [
				{"channel": channel["channel"], "consent_date": "2026-01-01" if channel["dated"] else None}
			],
		}
		assert check_customer(values, "SA", date(2026, 3, 1)).channels[0].channel == channel["channel"]
	for kind in some(options["interaction_kinds"]):
		for direction in some(options["directions"]):
			values = {"kind": kind["value"], "direction": direction["value"], "text": "x"}
			assert check_interaction(values, datetime(2026, 3, 1)).kind == kind["value"]
