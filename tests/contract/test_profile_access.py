"""Who is not let in: guests of a site, and on the preview, which knows no log-in, the pages of others."""

import pytest

ENDPOINTS = {
	"profile.get_profile": {"customer": "X"},
	"profile.form_options": {},
	"customers.save_customer": {"values": {"name": "Someone"}},
	"messaging.history": {"customer": "X"},
	"messaging.add_interaction": {"customer": "X", "values": {"kind": "Note", "text": "x"}},
	"messaging.delete_interaction": {"entry": "X"},
	"vehicles.read_plate": {"text": "ABJ 1234"},
	"vehicles.add_vehicle": {"customer": "X", "values": {"plate": "ABJ 1234"}},
	"vehicles.save_vehicle": {"vehicle": "X", "values": {}},
	"vehicles.sell_vehicle": {"vehicle": "X", "customer": "X"},
	"vehicles.end_ownership": {"vehicle": "X"},
	"profile.vehicle_history": {"vehicle": "X"},
	"privacy.export": {"customer": "X"},
	"privacy.erase": {"customer": "X", "confirm": "X"},
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_stranger_is_refused(host, name):
	stranger = {} if host.headers else {"Origin": "http://elsewhere.example"}
	response = host.request(
		"POST",
		f"/api/method/workshop_crm.api.{name}",
		json=ENDPOINTS[name],
		headers=stranger,
	)
	assert response.status_code == 403, response.text[:300]
	assert "message" not in response.json()


@pytest.mark.parametrize(
	("name", "arguments"),
	[
		("profile.get_profile", {"customer": "NOBODY-7"}),
		("customers.save_customer", {"customer": "NOBODY-7", "values": {"name": "Someone"}}),
		("messaging.history", {"customer": "NOBODY-7"}),
		("messaging.add_interaction", {"customer": "NOBODY-7", "values": {"kind": "Note", "text": "x"}}),
		("messaging.delete_interaction", {"entry": "NOBODY-7"}),
		("vehicles.add_vehicle", {"customer": "NOBODY-7", "values": {"plate": "ABJ 1234"}}),
		("vehicles.save_vehicle", {"vehicle": "NOBODY-7", "values": {"model": "Camry"}}),
		("vehicles.sell_vehicle", {"vehicle": "NOBODY-7", "customer": "NOBODY-7"}),
		("vehicles.end_ownership", {"vehicle": "NOBODY-7"}),
		("profile.vehicle_history", {"vehicle": "NOBODY-7"}),
		("privacy.export", {"customer": "NOBODY-7"}),
		("privacy.erase", {"customer": "NOBODY-7", "confirm": "NOBODY-7"}),
	],
)
def test_what_does_not_exist_is_not_found_and_named(host, name, arguments):
	response = host.request(
		"POST", f"/api/method/workshop_crm.api.{name}", json=arguments, headers=host.headers
	)
	assert response.status_code == 404, response.text[:300]
	assert "NOBODY-7" in response.text
