"""After the answer: the workshop's public review page, offered to everyone alike."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import pytest
import requests

from hosts import Host

LINK = "https://reviews.example.com/workshop?a=1&b=2"
SHOWN = 'href="https://reviews.example.com/workshop?a=1&amp;b=2"'
SETTINGS = "Workshop CRM Settings"


@contextmanager
def review_link(host: Host, link: str) -> Iterator[None]:
	_set(host, link)
	try:
		yield
	finally:
		_set(host, "")


def _set(host: Host, link: str) -> None:
	"""The preview has no form for the settings, so this writes to its file."""
	from workshop_crm.preview.database import connect, writing
	from workshop_crm.preview.settings import change_settings

	if host.name == "erpnext":
		saved = host.request("PUT", f"/api/resource/{SETTINGS}/{SETTINGS}", json={"review_link": link})
		assert saved.ok, saved.text
		return
	with closing(connect(host.data)) as connection, writing(connection):
		change_settings(connection, review_link=link)


@pytest.fixture
def answered(host, create_customer, complete_service, survey_link) -> Callable[[int], requests.Response]:
	"""The page that thanks a new guest for so many stars."""

	def answer(stars: int) -> requests.Response:
		customer = create_customer()["customer"]
		complete_service(customer)
		form = {"q.rating": str(stars), "send": "1", "_lang": "en"}
		return requests.post(
			f"{host.url}/s/{survey_link(customer)}", data=form, headers=host.sender, timeout=60
		)

	return answer


@pytest.mark.parametrize("stars", [1, 3, 5])
def test_the_happy_and_the_unhappy_are_offered_the_same_page(host, answered, stars):
	with review_link(host, LINK):
		page = answered(stars)
	assert 'data-state="answered"' in page.text
	assert page.text.count(SHOWN) == 1
	assert 'rel="noopener noreferrer"' in page.text


def test_without_a_page_nothing_is_offered(answered):
	page = answered(5)
	assert 'data-state="answered"' in page.text
	assert "review-link" not in page.text
