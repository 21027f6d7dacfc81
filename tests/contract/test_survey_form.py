"""The answer page as a guest meets it without JavaScript: a form, what is wrong with it, photos, and what comes after the answer."""

import base64
import io
import re
import secrets
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from html import unescape
from typing import Any

import pytest
import requests
from PIL import Image
from requests.adapters import HTTPAdapter

import every_kind
from hosts import CallFailed

SUBMITS = 200
# A site's development server opens a connection for each of them, and MariaDB takes 151.
AT_ONCE = 100
A_NEIGHBOUR_ASKS = 25
MOST_BYTES = 50_000


class FromNeighbour(HTTPAdapter):
	"""A guest of another address on this machine: ERPNext counts how often one address answers."""

	def __init__(self) -> None:
		self._address = (
			f"127.{secrets.randbelow(250) + 1}.{secrets.randbelow(250)}.{secrets.randbelow(250) + 1}"
		)
		super().__init__(pool_maxsize=A_NEIGHBOUR_ASKS)

	def init_poolmanager(self, *args: Any, **more: Any) -> None:
		super().init_poolmanager(*args, source_address=(self._address, 0), **more)


class Guest:
	"""A browser without JavaScript that opened one link."""

	def __init__(self, host, token: str) -> None:
		self.address = f"{host.url}/s/{token}"
		self._session = requests.Session()
		self._session.mount("http://", FromNeighbour())

	def open(self, query: str = "") -> requests.Response:
		return self._session.get(self.address + query, timeout=60)

	def follow(self, path: str) -> requests.Response:
		"""A link of the same site, by its path."""
		return self._session.get(self.address.partition("/s/")[0] + path, timeout=60)

	def post(self, fields: dict[str, Any], files: Any = None, follow: bool = True) -> requests.Response:
		# A form with files is always sent in parts.
		parts = files or {"nothing": ("", b"")}
		return self._session.post(self.address, data=fields, files=parts, timeout=120, allow_redirects=follow)

	def send(self, answers: dict[str, Any], files: Any = None, **more: str) -> requests.Response:
		named = {f"q.{question}": value for question, value in answers.items()}
		return self.post({**named, "_lang": "en", "send": "1", **more}, files)


def texts(page: requests.Response) -> str:
	return unescape(re.sub(r"<[^>]+>", " ", page.text.split("<main", 1)[1]))


def state(page: requests.Response) -> str:
	return re.search(r'<main data-state="(\w+)"', page.text)[1]


def picture(kind: str = "JPEG", **more: Any) -> bytes:
	written = io.BytesIO()
	Image.new("RGB", (60, 40), "red").save(written, kind, **more)
	return written.getvalue()


def with_place() -> bytes:
	"""A photo that says where it was taken."""
	exif = Image.Exif()
	exif.get_ifd(0x8825)[2] = (24.0, 42.0, 0.0)
	exif[0x010F] = "Secret Maker"
	return picture(exif=exif)


@pytest.fixture(scope="module", autouse=True)
def every_kind_is_asked(host) -> Iterator[None]:
	with every_kind.asked(host):
		yield


@pytest.fixture
def invited(create_customer, create_vehicle, complete_service, survey_link):
	made = create_customer(name="Reem Alward")
	car = create_vehicle(made["customer"])
	complete_service(made["customer"], vehicle=car["vehicle"], odometer=21_000)
	return {**made, "token": survey_link(made["customer"])}


@pytest.fixture
def guest(host, invited) -> Guest:
	return Guest(host, invited["token"])


@pytest.fixture
def stored(host, invited) -> Callable[[], list[dict[str, Any]]]:
	return lambda: every_kind.stored_responses(host, invited["customer"])


def test_a_form_is_sent_and_leads_to_thanks_with_points_and_the_next_service(guest, stored):
	everything = {
		"stars": "5", "mood": "4", "clean": "10", "recommend": "9", "easy": "7", "ontime": "yes",
		"liked": ["app", "reception"], "comment": "Good <b>work</b>",
	}  # fmt: skip
	page = guest.send(everything)
	assert [answer.status_code for answer in page.history] == [303]
	assert state(page) == "answered"
	assert "Thank you. We read every answer." in texts(page)
	assert "Your points" in texts(page)
	assert "Next service of your car" in texts(page)
	own = re.search(r'<a href="[^"]*(/p/[^"]+)" class="own-points">My points</a>', page.text)[1]
	assert '<main data-state="open">' in guest.follow(own).text
	(response,) = stored()
	assert response["answers"] == {
		"stars": "5", "mood": "4", "clean": "10", "recommend": "9", "easy": "7", "ontime": "true",
		"liked": '["reception", "app"]', "comment": "Good <b>work</b>",
	}  # fmt: skip
	assert response["version"]


def test_an_answered_link_says_nothing_to_somebody_else(host, guest, invited):
	receipt = guest.send({"stars": "5"}).url
	for page in (Guest(host, invited["token"]).open(), guest.send({"stars": "1"})):
		assert state(page) == "answered"
		for secret in ("Reem", "ريم", "Your points", "My points", "Next service", "Please call me"):
			assert secret not in page.text
	assert "Your points" in requests.get(receipt, timeout=60).text
	spoilt = receipt[:-1] + ("0" if receipt[-1] != "0" else "1")
	assert "Your points" not in requests.get(spoilt, timeout=60).text


def test_what_is_missing_is_said_beside_its_question_and_what_was_typed_stays(guest, stored):
	page = guest.send({"stars": "2", "comment": "slow </textarea> &", "liked": "area", "recommend": "77"})
	assert (page.status_code, state(page)) == (200, "open")
	assert "Something is missing" in texts(page)
	assert "Please answer: What should we improve?" in texts(page)
	assert "Please choose a number from 0 to 10" in texts(page)
	assert re.search(r'name="q.stars" value="2" checked', page.text)
	assert re.search(r'name="q.liked" value="area" checked', page.text)
	assert "slow &lt;/textarea&gt; &amp;" in page.text
	assert stored() == []
	assert state(guest.send({"stars": "2", "reason": "wait"})) == "answered"


def test_an_empty_form_asks_for_an_answer(guest, stored):
	page = guest.send({})
	assert "Please answer: How satisfied" in texts(page)
	assert stored() == []


def test_a_question_that_was_not_asked_is_neither_missed_nor_kept(guest, stored):
	guest.send({"stars": "4", "reason": "price"})
	(response,) = stored()
	assert response["answers"] == {"stars": "4"}


def test_the_other_language_keeps_what_was_typed_and_records_nothing(guest, stored):
	page = guest.post({"q.stars": "4", "q.comment": "سريع", "_lang": "ar"})
	assert 'lang="ar" dir="rtl"' in page.text
	assert re.search(r'name="q.stars" value="4" checked', page.text)
	assert "سريع</textarea>" in page.text
	assert stored() == []


@pytest.mark.parametrize("given", ["4", "٤"])
def test_the_answer_from_the_message_is_filled_in_and_counts_once_it_is_sent(guest, stored, given):
	page = guest.open(f"?a={given}&_lang=en")
	assert re.search(r'name="q.stars" value="4" checked', page.text)
	assert "This is the answer from your message" in texts(page)
	assert stored() == []
	assert state(guest.open()) == "open"


@pytest.mark.parametrize("given", ["9", "x", "", "4&a=5", "<script>", "9" * 6000])
def test_an_answer_that_does_not_fit_is_not_filled_in(guest, given):
	if given == "4&a=5":
		assert guest.open(f"?a={given}").status_code == 200
		return
	page = guest.open(f"?a={given}")
	assert state(page) == "open"
	assert " checked" not in page.text


def test_the_page_waits_for_the_guest_to_ask_for_a_call_and_a_colleague_is_told_once(host, guest, invited):
	thanks = guest.send({"stars": "5"})
	receipt = re.search(r'name="receipt" value="([^"]+)"', thanks.text)[1]

	def mine() -> list[dict]:
		return [
			case
			for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
			if case["customer"] == invited["customer"]
		]

	assert mine() == []
	guest.post({"call": "1", "_lang": "en"})
	guest.post({"call": "1", "receipt": receipt[:-1], "_lang": "en"})
	assert mine() == []
	for _twice in range(2):
		page = guest.post({"call": "1", "receipt": receipt, "_lang": "en"})
		assert "We will call you." in texts(page)
	(case,) = mine()
	assert "asks for a call" in case["title"] or "مكالمة" in case["title"]


def test_somebody_unhappy_who_asks_for_a_call_has_one_follow_up(host, guest, invited):
	thanks = guest.send({"stars": "1", "reason": "wait"})
	receipt = re.search(r'name="receipt" value="([^"]+)"', thanks.text)[1]
	guest.post({"call": "1", "receipt": receipt, "_lang": "en"})
	cases = [
		case
		for case in host.call("surveys.follow_ups", limit=500)["follow_ups"]
		if case["customer"] == invited["customer"]
	]
	assert len(cases) == 1


def test_a_photo_is_drawn_anew_and_nobody_outside_can_see_it(host, guest, stored):
	photos = [("q.damage", (f"IMG {number}.jpg", with_place(), "image/jpeg")) for number in (1, 2)]
	page = guest.send({"stars": "5"}, photos)
	assert state(page) == "answered", texts(page)
	(response,) = stored()
	assert response["answers"]["damage"] == '["damage-1.jpg", "damage-2.jpg"]'
	for name, data in kept_photos(host, response["name"]):
		assert name.endswith((".jpg", ".jpeg"))
		with Image.open(io.BytesIO(data)) as kept:
			assert (kept.format, kept.size) == ("JPEG", (60, 40))
			assert not kept.getexif()
		assert b"Secret Maker" not in data
	seen = [
		base64.b64decode(photo["data"]) for photo in host.call("surveys.photos", response=response["name"])
	]
	assert seen == [data for _name, data in kept_photos(host, response["name"])]
	with pytest.raises(CallFailed, match="not found"):
		host.call("surveys.photos", response="SVR-0")


def test_a_copy_of_a_customers_data_has_their_photos_in_it(host, guest, invited):
	guest.send({"stars": "5"}, [("q.damage", ("car.png", picture("PNG"), "image/png"))])
	(answer,) = host.call("privacy.export", customer=invited["customer"])["survey_answers"]
	(photo,) = answer["photos"]
	assert photo["name"].endswith("damage-1.jpg")
	with Image.open(io.BytesIO(base64.b64decode(photo["data"]))) as kept:
		assert (kept.format, kept.size) == ("JPEG", (60, 40))


def kept_photos(host, response: str) -> list[tuple[str, bytes]]:
	if host.name == "preview":
		folder = host.data.with_name(f"{host.data.stem}.photos") / response
		return [(path.name, path.read_bytes()) for path in sorted(folder.iterdir())]
	filters = f'[["attached_to_name", "=", "{response}"]]'
	fields = '["file_url", "is_private"]'
	files = host.request("GET", f"/api/resource/File?filters={filters}&fields={fields}").json()["data"]
	assert [file["is_private"] for file in files] == [1, 1]
	for file in files:
		assert host.request("GET", file["file_url"], headers={}).status_code == 403
	urls = sorted(file["file_url"] for file in files)
	return [(url, host.request("GET", url).content) for url in urls]


@pytest.mark.parametrize(
	("data", "says"),
	[
		(b"GIF89a......", "cannot open this photo"),
		(b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "cannot open this photo"),
		(b"\xff\xd8\xff and no more", "cannot open this photo"),
		(b"\0\0\0\x18ftypheic....", "HEIC"),
		(picture("PNG") + b"x" * 8 * 1024 * 1024, "larger than 8 MB"),
	],
	ids=["gif", "svg", "broken", "heic", "large"],
)
def test_a_file_that_is_no_photo_is_refused_beside_its_question(guest, stored, data, says):
	page = guest.send({"stars": "5"}, [("q.damage", ("photo.jpg", data, "image/jpeg"))])
	assert state(page) == "open"
	assert says in texts(page)
	assert stored() == []


def test_more_photos_than_three_are_refused(guest, stored):
	photos = [("q.damage", (f"{number}.png", picture("PNG"), "image/png")) for number in range(4)]
	page = guest.send({"stars": "5"}, photos)
	assert "at most 3 photos" in texts(page)
	assert stored() == []


def test_photos_cannot_be_claimed_through_the_endpoint(host, invited, stored):
	with pytest.raises(CallFailed, match="from the survey's page only"):
		host.call_as_guest("surveys.answer", token=invited["token"], answers={"stars": 5, "damage": ["x.jpg"]}, language="en")  # fmt: skip
	assert stored() == []


def test_however_often_a_form_is_sent_at_once_one_answer_is_kept(host, invited, stored):
	guests = [Guest(host, invited["token"]) for _ in range(SUBMITS // A_NEIGHBOUR_ASKS)]

	def send(number: int) -> str:
		return state(guests[number % len(guests)].send({"stars": "5"}))

	with ThreadPoolExecutor(AT_ONCE) as pool:
		told = list(pool.map(send, range(SUBMITS)))
	assert told == ["answered"] * SUBMITS
	assert len(stored()) == 1


def test_the_page_with_every_kind_of_question_is_small_and_comes_from_one_place(host, guest):
	page = guest.open("?_lang=ar")
	parts = re.findall(r'(?:href|src)="(/assets/[^"]+)"', page.text)
	files = [host.request("GET", path, headers={}) for path in parts if ".svg" not in path]
	size = len(page.content) + sum(len(file.content) for file in files)
	assert [file.status_code for file in files] == [200, 200]
	assert size <= MOST_BYTES, size
	assert not re.findall(r'(?:href|src|action)="(?:https?:)?//', page.text)
	assert not re.findall(r"<style|<script>|\son\w+=|\sstyle=", page.text)


def test_an_unknown_link_takes_nothing_and_says_nothing(host):
	for token in ("x" * 22, "x" * 5000):
		page = Guest(host, token).send({"stars": "5"})
		assert state(page) == "unavailable"
		assert "Traceback" not in page.text


def test_a_changed_survey_is_shown_to_new_guests_and_not_to_those_who_were_sent_the_old_one(
	host, guest, create_customer, complete_service, survey_link
):
	with every_kind.changed_title(host, "How did we do?"):
		assert "How was your visit?" in texts(guest.open("?_lang=en"))
		other = create_customer()["customer"]
		complete_service(other)
		assert "How did we do?" in texts(Guest(host, survey_link(other)).open("?_lang=en"))
	assert state(guest.send({"stars": "5"})) == "answered"
