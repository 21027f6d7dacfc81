"""A survey's address is a secret of its customer, however it is written; and nobody opens surveys without end."""

import http.client
from urllib.parse import urlsplit

import pytest

TOKEN = "B" * 22
ON_BOTH = (
	f"/s/{TOKEN}",
	f"/s/{TOKEN}/",
	f"/s/{TOKEN}?x=1",
	f"/s/{TOKEN}/more",
	f"/S/{TOKEN}",
	f"/s?token={TOKEN}",
)
FORM = f"/api/method/workshop_crm.api.surveys.form?token={TOKEN}"
# A neighbour on this machine, whose requests are counted apart from those of the other tests.
NEIGHBOUR = ("127.0.0.9", 0)
PRIVATE = {"Cache-Control": "no-store", "Referrer-Policy": "no-referrer", "X-Robots-Tag": "noindex, nofollow"}


@pytest.mark.parametrize("path", [*ON_BOTH, f"/s.html?token={TOKEN}", FORM])
@pytest.mark.parametrize("method", ["GET", "HEAD"])
def test_whatever_may_show_a_survey_is_neither_kept_nor_passed_on(host, path, method):
	answer = host.request(method, path, headers={})
	assert answer.status_code < 500
	told = answer.headers["Cache-Control"]
	assert "no-store" in told
	assert {name: answer.headers.get(name) for name in PRIVATE if name != "Cache-Control"} == {
		name: value for name, value in PRIVATE.items() if name != "Cache-Control"
	}
	assert "default-src" in answer.headers["Content-Security-Policy"]


def test_a_guest_who_opens_pages_without_end_is_asked_in_both_languages_to_come_later(host):
	if host.name != "erpnext":
		pytest.skip("the preview serves one workshop's own machine and counts nobody")
	# 300 are free in an hour of the clock: up to 600 where the test begins just before the full hour.
	for number in range(601):
		status, text = from_neighbour(host.url, f"/s/{TOKEN}", forwarded=f"198.51.100.{number % 250}")
		if status == 429:
			break
	else:
		pytest.fail("601 pages were shown")
	assert 'lang="ar" dir="rtl"' in text
	assert 'lang="en" dir="ltr"' in text
	assert "يُرجى المحاولة" in text
	assert "Please try again in an hour" in text
	assert host.request("GET", f"/s/{TOKEN}", headers={}).status_code == 200


def from_neighbour(url: str, path: str, forwarded: str) -> tuple[int, str]:
	address = urlsplit(url)
	connection = http.client.HTTPConnection("127.0.0.1", address.port, source_address=NEIGHBOUR, timeout=30)
	headers = {"Host": address.netloc, "X-Forwarded-For": forwarded}
	connection.request("GET", path, headers=headers)
	answer = connection.getresponse()
	text = answer.read().decode()
	connection.close()
	return answer.status, text
