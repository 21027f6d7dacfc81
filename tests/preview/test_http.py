"""Addresses, arguments, languages, files and headers."""

import json
import re
from pathlib import Path

import pytest

from hosts import ROOT, CallFailed
from workshop_crm.preview.http.assets import KEEP, style_sheets

SCRIPTS = ROOT / "workshop_crm" / "public" / "js"
OF_ONE_PAGE = {
	"js/desk/desk.css",
	"js/features/loyalty/points_page.css",
	"js/features/surveys/survey_page.css",
	"js/features/visits/invoice_page.css",
	"js/preview/frame.css",
	"js/preview/print.css",
}
BASE = {"base_url": "http://127.0.0.1"}


def test_the_front_door_leads_to_the_search(client):
	response = client.get("/", **BASE)
	assert response.status_code == 302
	assert response.headers["Location"] == "/app/workshop-search"


@pytest.mark.parametrize(
	"path",
	[
		"/app/workshop-search",
		"/app/workshop-profile/CUST-00001",
		"/app/workshop-profile/%D8%A3%D8%AD%D9%85%D8%AF",
		"/app/workshop-follow-ups",
		"/app/workshop-dashboard",
		"/app/workshop-import",
	],
)
def test_every_screen_has_a_page(client, path):
	response = client.get(path, **BASE)
	assert response.status_code == 200
	boot = json.loads(response.text.split('id="wcrm-boot">')[1].split("</script>")[0])
	assert boot["context"]["host"] == "preview"
	assert boot["messages"] == {}


@pytest.mark.parametrize(
	"path", ["/app/workshop-payroll", "/app/workshop-search/more", "/nothing", "/app/user"]
)
def test_what_is_not_there_is_said_to_be_not_there(client, path):
	assert client.get(path, **BASE).status_code == 404


def test_data_in_the_page_cannot_become_markup(client):
	response = client.get("/app/workshop-profile/%3C%2Fscript%3E%3Cscript%3Ealert(1)?q=%3C!--", **BASE)
	assert "</script><script>alert" not in response.text
	assert "<!--" not in response.text


def test_the_language_is_chosen_by_address_then_cookie_then_browser(client):
	def page(path: str = "/app/workshop-search", **headers: str):
		return client.get(path, headers=headers, **BASE)

	assert '<html lang="en" dir="ltr">' in page().text
	assert '<html lang="ar" dir="rtl">' in page(Accept_Language="ar-SA,ar;q=0.9,en;q=0.5").text
	assert '<html lang="en" dir="ltr">' in page(Accept_Language="fr-FR").text
	chosen = page("/app/workshop-search?_lang=ar")
	assert '<html lang="ar" dir="rtl">' in chosen.text
	assert "preferred_language=ar" in chosen.headers["Set-Cookie"]
	assert '<html lang="ar" dir="rtl">' in page(Accept_Language="en").text
	assert '<html lang="ar" dir="rtl">' in page("/app/workshop-search?_lang=xx").text


def test_messages_of_the_catalogue_reach_an_arabic_page(client, tmp_path, monkeypatch):
	(tmp_path / "ar.po").write_text(
		'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\n'
		'msgid "There is no method {method}."\nmsgstr "لا توجد وظيفة {method}."\n',
		encoding="utf-8",
	)
	monkeypatch.setattr("workshop_crm.preview.translate.LOCALE_FOLDER", tmp_path)
	page = client.get("/app/workshop-search?_lang=ar", **BASE)
	assert "There is no method" in page.text
	refused = client.get("/api/method/workshop_crm.api.search.x", headers={"Accept-Language": "ar"}, **BASE)
	assert "لا توجد وظيفة" in refused.get_json()["exception"]


@pytest.mark.parametrize(
	("arguments", "words"),
	[
		({}, "customer is missing"),
		({"customer": "C", "colour": "red"}, "colour is not known"),
		({"customer": 7}, "customer must be text"),
		({"customer": None}, "customer must be text"),
	],
)
def test_arguments_that_do_not_fit_are_named(call, arguments, words):
	with pytest.raises(CallFailed, match=words) as refused:
		call("profile.get_profile", **arguments)
	assert refused.value.status == 417


@pytest.mark.parametrize("limit", ["many", 2.5, True, None, [1], "1e9999", "NaN"])
def test_a_limit_that_is_no_number_is_refused(call, limit):
	with pytest.raises(CallFailed, match="limit must be a whole number"):
		call("search.find", limit=limit)


@pytest.mark.parametrize("kinds", [["Note", "Call"], "Note,Call", '["Note", "Call"]', "", None, []])
def test_a_list_may_come_as_a_list_as_json_or_as_text(call, client, new_customer, kinds):
	customer = new_customer()
	call("messaging.add_interaction", customer=customer, values={"kind": "Note", "text": "x"})
	assert len(call("messaging.history", customer=customer, kinds=kinds)["entries"]) == 1
	with pytest.raises(CallFailed, match="Letter"):
		call("messaging.history", customer=customer, kinds="Letter")
	with pytest.raises(CallFailed, match="kinds must be a list"):
		call("messaging.history", customer=customer, kinds=7)


@pytest.mark.parametrize("body", [b"{", b"[1]", b'"x"', b"\xff\xfe", b"[" * 5000])
def test_a_body_that_is_no_set_of_values_is_refused(client, body):
	response = client.post(
		"/api/method/workshop_crm.api.search.find", data=body, content_type="application/json", **BASE
	)
	assert response.status_code == 417
	assert response.get_json()["exc_type"] == "ValidationError"


def test_a_query_string_carries_numbers_and_lists_as_text(client, new_customer):
	customer = new_customer()
	lines = json.dumps([{"item": "LAB-HOUR", "qty": 1, "rate": 100}])
	response = client.get(
		"/api/method/workshop_crm.api.visits.quote",
		query_string={"customer": customer, "lines": lines, "redeem_points": "0", "_": "1"},
		**BASE,
	)
	assert response.get_json()["message"]["total"] == 115


@pytest.mark.parametrize(
	"method",
	[
		"frappe.client.get",
		"workshop_crm.api.search",
		"workshop_crm.api.search.at_most",
		"workshop_crm.api.search.Any",
		"os.system",
		"workshop_crm.api.search.find.x",
	],
)
def test_only_endpoints_can_be_called(client, method):
	assert client.get(f"/api/method/{method}", **BASE).status_code == 404


def test_a_writer_refuses_get(client):
	response = client.get("/api/method/workshop_crm.api.analytics.refresh", **BASE)
	assert response.status_code == 403


def test_names_in_a_refusal_are_harmless_as_html(call):
	with pytest.raises(CallFailed) as refused:
		call("profile.get_profile", customer="<img src=x onerror=alert(1)>")
	assert "<img" not in str(refused.value)
	assert "&lt;img" in str(refused.value)


def test_an_unexpected_error_is_logged_and_tells_nothing(client, monkeypatch, caplog):
	monkeypatch.setattr("workshop_crm.preview.session.endpoints.SCREENS", None)
	response = client.get("/api/method/workshop_crm.api.session.context", **BASE)
	assert response.status_code == 500
	assert "NoneType" not in response.text
	assert "NoneType" in caplog.text


def test_half_characters_do_not_break_anything(call, new_customer):
	assert call("search.find", query="\ud800")["hits"] == []
	customer = new_customer(name="Half \udc00 character")
	assert call("profile.get_profile", customer=customer)["name"].startswith("Half")


def test_assets_are_served_with_a_type_and_revalidated(client):
	path = "/assets/workshop_crm/js/preview/main.js"
	with client.get(path, **BASE) as response:
		assert response.mimetype == "text/javascript"
		tag = response.headers["ETag"]
	with client.get(path, headers={"If-None-Match": tag}, **BASE) as again:
		assert again.status_code == 304


def test_what_a_page_links_is_there_and_kept_by_the_browser_as_long_as_nothing_changes(client):
	page = client.get("/app/workshop-search", **BASE).text
	linked = re.findall(r'(?:href|src)="(/assets/workshop_crm/v-\w{12}/[^"]+)"', page)
	assert [Path(path).name for path in linked] == [
		"workshop-crm.svg", "screens.css", "frappe-charts.min.umd.js", "screens.js",
	]  # fmt: skip
	for path in linked:
		with client.get(path, **BASE) as response:
			assert (response.status_code, response.headers["Cache-Control"]) == (200, KEEP), path
		old = re.sub("v-[0-9a-f]+", "v-000000000000", path)
		with client.get(old, **BASE) as response:
			assert (response.status_code, response.headers["Cache-Control"]) == (200, "no-cache"), path


def test_every_style_sheet_of_the_screens_is_in_the_bundle_once():
	shared = {f"js/{path.relative_to(SCRIPTS)}" for path in SCRIPTS.rglob("*.css")} - OF_ONE_PAGE
	assert sorted(style_sheets()) == sorted(shared)


@pytest.mark.parametrize(
	"path",
	[
		"../hooks.py",
		"..%2fhooks.py",
		"js/../../hooks.py",
		"/etc/passwd",
		"js",
		"",
		"js%00.js",
		"....//hooks.py",
	],
)
def test_nothing_outside_the_public_folder_is_served(client, path):
	response = client.get(f"/assets/workshop_crm/{path}", **BASE)
	assert response.status_code in (404, 308)
	assert b"app_name" not in response.data


def test_every_answer_carries_the_security_headers(client):
	for path in ("/app/workshop-search", "/api/method/workshop_crm.api.session.context", "/nothing"):
		headers = client.get(path, **BASE).headers
		assert "script-src 'self';" in headers["Content-Security-Policy"]
		assert "unsafe-eval" not in headers["Content-Security-Policy"]
		assert headers["X-Content-Type-Options"] == "nosniff"


def test_an_oversized_call_is_refused(client):
	response = client.post(
		"/api/method/workshop_crm.api.search.find",
		data=b"x" * 1_100_000,
		content_type="application/json",
		**BASE,
	)
	assert response.status_code == 417
	assert "too large" in response.get_json()["exception"]
