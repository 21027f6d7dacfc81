"""What people get when they ask for their data themselves."""

from workshop_crm.core.privacy.own_copy import own_copy

EXPORTED = {
	"customer": "CUST-1",
	"person": {"name": "Reem", "email": "Reem@example.com", "customer_details": "pays late"},
	"notes": "difficult",
	"comments": [{"comment_by": "ali", "content": "difficult"}],
	"attachments": [{"file_name": "warning.pdf"}],
	"contacts": [{"emails": ["reem@work.example"]}],
	"interactions": [
		{"kind": "Call", "direction": "In", "happened_on": "2026-01-01", "text": "rude", "author": "ali"}
	],
	"follow_ups": [
		{"status": "Open", "opening_date": "2026-01-02", "subject": "rude", "resolution_details": "ignored"}
	],
	"points_by_hand": [
		{
			"creation": "2026-01-02",
			"points": 5,
			"kind": "Goodwill",
			"status": "Posted",
			"reason": "to calm her",
		}
	],
	"points": [{"points": 5, "reason": "to calm her"}],
	"emails": [
		{"sender": "shop@example.com", "recipients": "REEM@example.com", "subject": "Your car"},
		{"sender": "reem@work.example", "recipients": "shop@example.com", "subject": "My car"},
		{"sender": "ali@example.com", "recipients": "boss@example.com", "subject": "That customer"},
	],
	"visits": [{"invoice": "INV-1", "total": 500}],
	"survey_answers": [{"comment": "waited long"}],
}


def test_no_word_that_staff_wrote_for_each_other_is_in_it():
	told = str(own_copy(EXPORTED))
	for word in ("difficult", "late", "rude", "ali", "ignored", "calm", "warning", "That customer"):
		assert word not in told


def test_what_is_about_the_person_and_what_they_wrote_and_got_is_in_it():
	copy = own_copy(EXPORTED)
	assert copy["visits"] == EXPORTED["visits"]
	assert copy["survey_answers"] == EXPORTED["survey_answers"]
	assert copy["interactions"] == [{"kind": "Call", "direction": "In", "happened_on": "2026-01-01"}]
	assert copy["follow_ups"] == [{"status": "Open", "opening_date": "2026-01-02"}]
	assert copy["points"] == [{"points": 5}]
	assert [row["subject"] for row in copy["emails"]] == ["Your car", "My car"]


def test_the_managers_export_is_left_as_it_is():
	own_copy(EXPORTED)
	assert EXPORTED["notes"] == "difficult"
	assert EXPORTED["person"]["customer_details"] == "pays late"
