"""Who is not let in: guests of a site, and on the preview, which knows no log-in, the pages of others."""

import pytest

ENDPOINTS = {
	"get_profile": {"customer": "X"},
	"form_options": {},
	"save_customer": {"values": {"name": "Someone"}},
	"history": {"customer": "X"},
	"add_interaction": {"customer": "X", "values": {"kind": "Note", "text": "x"}},
	"delete_interaction": {"entry": "X"},
	"read_plate": {"text": "ABJ 1234"},
	"add_vehicle": {"customer": "X", "values": {"plate": "ABJ 1234"}},
	"save_vehicle": {"vehicle": "X", "values": {}},
	"sell_vehicle": {"vehicle": "X", "customer": "X"},
	"end_ownership": {"vehicle": "X"},
	"vehicle_history": {"vehicle": "X"},
	"personal_data": {"customer": "X"},
	"erase_personal_data": {"customer": "X", "confirm": "X"},
}


@pytest.mark.parametrize("name", ENDPOINTS)
def test_a_stranger_is_refused(host, name):
	stranger = {} if host.headers else {"Origin": "http://elsewhere.example"}
	response = host.request(
		"POST",
		f"/api/method/workshop_crm.api.profile.{name}",
		json=ENDPOINTS[name],
		headers=stranger,
	)
	assert response.status_code == 403, response.text[:300]
	assert "message" not in response.json()


@pytest.mark.parametrize(
	("name", "arguments"),
	[
		("get_profile", {"customer": "NOBODY-7"}),
		("save_customer", {"customer": "NOBODY-7", "values": {"name": "Someone"}}),
		("history", {"customer": "NOBODY-7"}),
		("add_interaction", {"customer": "NOBODY-7", "values": {"kind": "Note", "text": "x"}}),
		("delete_interaction", {"entry": "NOBODY-7"}),
		("add_vehicle", {"customer": "NOBODY-7", "values": {"plate": "ABJ 1234"}}),
		("save_vehicle", {"vehicle": "NOBODY-7", "values": {"model": "Camry"}}),
		("sell_vehicle", {"vehicle": "NOBODY-7", "customer": "NOBODY-7"}),
		("end_ownership", {"vehicle": "NOBODY-7"}),
		("vehicle_history", {"vehicle": "NOBODY-7"}),
		("personal_data", {"customer": "NOBODY-7"}),
		("erase_personal_data", {"customer": "NOBODY-7", "confirm": "NOBODY-7"}),
	],
)
def test_what_does_not_exist_is_not_found_and_named(host, name, arguments):
	response = host.request(
		"POST", f"/api/method/workshop_crm.api.profile.{name}", json=arguments, headers=host.headers
	)
	assert response.status_code == 404, response.text[:300]
	assert "NOBODY-7" in response.text
