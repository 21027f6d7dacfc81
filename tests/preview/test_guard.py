"""Only the preview's own pages may talk to it: it has no log-in.

A site has Frappe's log-in instead.
"""

import pytest
from werkzeug.test import EnvironBuilder
from werkzeug.wrappers import Request

from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.preview.http.guard import Guard


def request(host: str, method: str = "GET", **headers: str) -> Request:
	builder = EnvironBuilder(
		method=method, headers={name.replace("_", "-"): value for name, value in headers.items()}
	)
	environ = builder.get_environ()
	environ["HTTP_HOST"] = host
	return Request(environ)


@pytest.mark.parametrize("host", ["127.0.0.1:8300", "localhost:8300", "LOCALHOST", "[::1]:8300", "127.0.0.1"])
def test_the_machine_itself_goes_by_all_its_names(host):
	Guard("127.0.0.1").check(request(host))


@pytest.mark.parametrize(
	"host",
	[
		"evil.example",
		"evil.example:8300",
		"127.0.0.1.evil.example",
		"192.168.1.5",
		"8.8.8.8",
		"",
		"[",
		"localhost.evil",
	],
)
def test_a_foreign_name_is_refused_even_for_reading(host):
	with pytest.raises(NotAllowed):
		Guard("127.0.0.1").check(request(host))


def test_a_server_open_to_the_network_goes_by_addresses_and_given_names_only():
	guard = Guard("0.0.0.0", ["Workshop.local"])
	for host in ("192.168.1.5:8300", "[fe80::1]:8300", "workshop.local", "localhost"):
		guard.check(request(host))
	with pytest.raises(NotAllowed):
		guard.check(request("evil.example"))


@pytest.mark.parametrize(
	"headers",
	[
		{"Origin": "http://evil.example"},
		{"Origin": "null"},
		{"Origin": "http://127.0.0.1:9999"},
		{"Origin": "https://127.0.0.1:8300"},
		{"Sec_Fetch_Site": "cross-site"},
		{"Sec_Fetch_Site": "same-site"},
	],
)
def test_another_sites_page_cannot_change_anything(headers):
	with pytest.raises(NotAllowed):
		Guard("127.0.0.1").check(request("127.0.0.1:8300", "POST", **headers))


@pytest.mark.parametrize(
	"headers",
	[{}, {"Origin": "http://127.0.0.1:8300"}, {"Sec_Fetch_Site": "same-origin"}, {"Sec_Fetch_Site": "none"}],
)
def test_its_own_pages_and_command_line_clients_can(headers):
	Guard("127.0.0.1").check(request("127.0.0.1:8300", "POST", **headers))


def test_a_link_on_another_site_may_still_open_a_page():
	Guard("127.0.0.1").check(request("127.0.0.1:8300", "GET", Sec_Fetch_Site="cross-site"))


def test_the_application_answers_a_foreign_host_in_frappes_form(client):
	response = client.get("/api/method/workshop_crm.api.session.context", base_url="http://evil.example")
	assert response.status_code == 403
	assert response.get_json()["exc_type"] == "PermissionError"


def test_the_application_refuses_a_cross_site_post_before_anything_is_written(client, rows):
	response = client.post(
		"/api/method/workshop_crm.api.customers.save_customer",
		json={"values": {"name": "Intruder"}},
		base_url="http://127.0.0.1",
		headers={"Origin": "http://evil.example"},
	)
	assert response.status_code == 403
	assert rows("SELECT * FROM tabCustomer") == []
