"""What the workshop holds of a person is handed out and erased on request; the invoices stay."""

import json

import pytest

from hosts import CallFailed


@pytest.fixture
def person(create_customer, create_vehicle, complete_service, log_interaction, survey_link):
	made = create_customer(
		name="Zubaida Almoushaiti",
		name_ar="زبيدة المشيطي",
		email="zubaida@example.com",
		emergency_contact={"name": "Tharwat", "phone": "0559876543"},
		service_preferences={"remarks": "Parks behind the mosque"},
		customer_notes="<p>Brother of the baker</p>",
	)
	car = create_vehicle(made["customer"])
	done = complete_service(made["customer"], vehicle=car["vehicle"], odometer=1500)
	log_interaction(made["customer"], text="Will pay on Thursday")
	survey_link(made["customer"])
	return {**made, "car": car, "invoice": done["invoice"]}


def private_words(person: dict) -> list[str]:
	national = person["phone"][1:]
	return [
		"Zubaida", "زبيدة", "Almoushaiti", national, "zubaida@example.com", "Tharwat", "559876543",
		"behind the mosque", "Brother of the baker", "pay on Thursday",
	]  # fmt: skip


def found_by(host, query: str, customer: str) -> bool:
	return customer in [hit["customer"] for hit in host.call("search.find", query=query)["hits"]]


@pytest.mark.parametrize("verb", ["GET", "POST"])
def test_the_export_holds_everything_that_was_entered(host, person, verb):
	response = host.request(
		verb,
		"/api/method/workshop_crm.api.privacy.export",
		**({"params": person_of(person)} if verb == "GET" else {"json": person_of(person)}),
	)
	assert response.status_code == 200, response.text[:500]
	told = json.dumps(response.json()["message"], ensure_ascii=False)
	car = [person["car"]["plate"], person["invoice"]]
	assert [word for word in [*private_words(person), *car] if word not in told] == []


def person_of(person: dict) -> dict:
	return {"customer": person["customer"]}


def test_the_export_of_one_person_holds_nothing_of_another(host, person, create_customer):
	other = create_customer()
	told = json.dumps(host.call("privacy.export", customer=other["customer"]), ensure_ascii=False)
	assert [word for word in private_words(person) if word in told] == []


@pytest.mark.parametrize("confirm", ["", "yes", "CUST-SOMEBODY-ELSE"])
def test_nothing_is_erased_until_the_very_customer_is_typed(host, person, profile_of, confirm):
	before = profile_of(person["customer"])
	with pytest.raises(CallFailed) as error:
		host.call("privacy.erase", customer=person["customer"], confirm=confirm)
	assert error.value.status == 417
	assert profile_of(person["customer"])["name"] == before["name"] == "Zubaida Almoushaiti"


def test_an_erased_person_is_nowhere_but_the_invoices_stay(host, person, profile_of):
	customer = person["customer"]
	host.wait_until(lambda: found_by(host, person["phone"], customer), "indexing of a new customer")
	given = {
		"points": 5,
		"kind": "Goodwill",
		"reason": "Zubaida had to wait",
		"idempotency_key": person["phone"][1:],
	}
	host.call("loyalty.adjust", customer=customer, **given)
	before = profile_of(customer)
	answer = host.call("privacy.erase", customer=customer, confirm=customer)
	counts = answer["erased"]
	assert counts
	assert all(isinstance(count, int) for count in counts.values())
	# The record may be named after the person, and then it gets another name.
	erased = profile_of(answer["customer"])
	told = json.dumps(erased, ensure_ascii=False)
	assert [word for word in private_words(person) if word in told] == []
	assert erased["name"]
	assert (erased["phone"], erased["email"], erased["emergency_contact"]) == (None, None, None)
	assert (erased["notes"], erased["channels"], erased["preferences"]["values"]) == ("", [], {})
	assert erased["visit_count"] == 1
	assert [(visit["invoice"], visit["amount"]) for visit in erased["visits"]] == [
		(visit["invoice"], visit["amount"]) for visit in before["visits"]
	]
	history = host.call("messaging.history", customer=answer["customer"])["entries"]
	assert [entry for entry in history if entry["kind"] != "Message"] == []
	for query in (person["phone"], "Zubaida Almoushaiti", "زبيدة المشيطي"):
		host.wait_until(
			lambda query=query: not any(found_by(host, query, one) for one in (customer, answer["customer"])),
			f"forgetting {query} in the search",
		)
	exported = json.dumps(host.call("privacy.export", customer=answer["customer"]), ensure_ascii=False)
	assert [word for word in private_words(person) if word in exported] == []
	sent = [
		row
		for row in host.call("messaging.messages", direction="Outgoing", limit=200)["messages"]
		if row["customer"] in (customer, answer["customer"])
	]
	told = json.dumps(sent, ensure_ascii=False)
	assert [word for word in private_words(person) if word in told] == []


def test_erasing_one_person_leaves_the_others_alone(host, person, create_customer, profile_of):
	other = create_customer(email="stays@example.com")
	before = profile_of(other["customer"])
	host.call("privacy.erase", customer=person["customer"], confirm=person["customer"])
	assert profile_of(other["customer"]) == before


def test_the_export_has_one_form(host, person, profile_of):
	exported = host.call("privacy.export", customer=person["customer"])
	assert [name for name in PARTS if name not in exported] == []
	assert [name for name in PERSON if name not in exported["person"]] == []
	assert exported["emergency_contact"] == {"name": "Tharwat", "phone": "+966559876543"}
	assert exported["exported_on"] == exported["exported_on"][:19]
	(car,), (visit,), (entry,) = exported["vehicles"], exported["visits"], exported["interactions"]
	assert {"vehicle", "plate_latin", "plate_ar", "vin", "odometer", "from_date", "to_date"} <= car.keys()
	assert (car["is_current"], car["odometer"]) == (True, 1500)
	assert (visit["invoice"], visit["is_return"], visit["odometer"]) == (person["invoice"], False, 1500)
	assert {"item_code", "qty", "rate", "amount"} <= visit["items"][0].keys()
	assert isinstance(visit["items"][0]["qty"], float)
	assert entry["happened_on"][10] == " "
	assert [row["channel"] for row in exported["channels"]] == [
		row["channel"] for row in profile_of(person["customer"])["channels"]
	]


PARTS = (
	"exported_on", "customer", "former_names", "person", "emergency_contact", "preferences", "notes", "channels",
	"contacts", "addresses", "vehicles", "visits", "messages", "consent_events", "interactions", "survey_invitations",
	"survey_answers",
	"follow_ups", "points_accounts", "tier_changes", "points", "points_by_hand", "rewards", "call_list", "analytics", "value_history", "comments", "emails", "attachments",
)  # fmt: skip
PERSON = ("name", "name_ar", "language", "phone", "email", "disabled", "customer_type", "creation")
