"""A customer is found whatever a clerk types of him, stands first where nobody else fits better, and the hit says why."""

import secrets
from functools import partial

import pytest

from factories import arabic_plate, random_phone, vin_check_digit
from hosts import CallFailed
from workshop_crm.tests.some import some

NAME, NAME_AR = "Ghassan Bakhashwin", "غسان باخشوين"
HARAKAH = "\u064e"
# The Arabic layout, typed by someone who takes it for the English one.
SAME_KEYS = dict(zip("شسيبلاتنمكطئءؤرىةوزظضصثقفغعهخحجد", "asdfghjkl;'zxcvnm,./qwertyuiop[]", strict=True))


@pytest.fixture(scope="module")
def known(host):
	"""One customer with a car, found by the index; a name that no other customer has."""
	phone = random_phone()
	vin = vehicle_vin()
	values = {"name": NAME, "name_ar": NAME_AR, "phone": phone, "language": "ar"}
	customer = host.call("customers.save_customer", values=values)["customer"]
	plate = f"KLN {phone[-4:].lstrip('0') or '7'}"
	host.call(
		"vehicles.add_vehicle",
		customer=customer,
		values={"plate": plate, "make": "Toyota", "model": "Camry", "vin": vin},
	)
	host.wait_until(lambda: is_found(host, vin, customer), "indexing of a new customer and the car")
	return {"customer": customer, "phone": phone, "plate": plate, "vin": vin}


def vehicle_vin() -> str:
	"""One that ends, as real ones do, in a serial number."""
	drawn = f"JTDBR32E00{secrets.randbelow(10**7):07d}"
	return drawn[:8] + vin_check_digit(drawn) + drawn[9:]


def find(host, query: str, limit: int = 10):
	return host.call("search.find", query=query, limit=limit)["hits"]


def is_found(host, query: str, customer: str) -> bool:
	return customer in [hit["customer"] for hit in find(host, query)]


def hit_of(host, query: str, customer: str):
	hits = [hit for hit in find(host, query, 50) if hit["customer"] == customer]
	assert hits, f"{query!r} does not find {customer}"
	return hits[0]


def other_keyboard(arabic: str) -> str:
	return arabic.translate(str.maketrans(SAME_KEYS))


def marked(hit) -> dict[str, list[str]]:
	"""The highlighted characters of each field; every span lies inside its text."""
	texts = {
		"name": [hit["name"]],
		"name_ar": [hit["name_ar"]],
		"phone": [phone["e164"] for phone in hit["phones"]],
		"plate": [plate["latin"] for plate in hit["plates"]],
		"plate_ar": [plate["arabic"] for plate in hit["plates"]],
		"vin": [hit["matched"]],
		"email": hit["emails"],
	}
	found: dict[str, list[str]] = {}
	for span in hit["spans"]:
		text = texts[span["field"]][0 if span["field"] == "vin" else span["number"]]
		assert 0 <= span["start"] < span["end"] <= len(text), (span, text)
		found.setdefault(span["field"], []).append(text[span["start"] : span["end"]])
	return found


def test_phone_numbers_are_found_in_any_form_and_in_part(host, known):
	national = known["phone"][1:]
	missed = [
		query
		for query in (
			known["phone"],
			f"+966{national}",
			f"00966 {national[:2]} {national[2:5]} {national[5:]}",
			known["phone"].translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
			f"{known['phone'][:3]} {known['phone'][3:7]}",
			national[2:],
			known["phone"][-6:],
		)
		if not is_found(host, query, known["customer"])
	]
	assert missed == []


@pytest.mark.parametrize(
	("query", "beginning"), [("0551", "+966551"), ("055 1", "+966551"), ("٠٥٥١", "+966551")]
)
def test_the_beginning_of_a_phone_number_finds_only_numbers_with_these_digits(
	host, create_customer, query, beginning
):
	made = create_customer(phone="0551" + random_phone()[-6:])
	host.wait_until(lambda: is_found(host, made["phone"], made["customer"]), "indexing of a new customer")
	hits = find(host, query)
	assert hits
	# CUST-00551 is found by its own digits.
	assert all(hit["reason"] in ("phone", "plate") or "0551" in hit["customer"] for hit in hits), hits
	assert any(phone["e164"].startswith(beginning) for hit in hits for phone in hit["phones"])


def test_an_email_address_is_found_whole_by_its_beginning_and_by_what_stands_before_the_at(host):
	address = f"q{secrets.token_hex(5)}.garage@example.com"
	values = {"name": "Someone Else Entirely", "email": address}
	customer = host.call("customers.save_customer", values=values)["customer"]
	host.wait_until(lambda: is_found(host, address, customer), "indexing of a new customer")
	for typed in (address, address.upper(), address[:9], address.partition("@")[0], f"Someone {address}"):
		hit = hit_of(host, typed, customer)
		assert marked(hit)["email"], typed
	hit = hit_of(host, address[:9], customer)
	assert (hit["reason"], hit["matched"], marked(hit)["email"]) == ("email", address, [address[:9]])
	assert not is_found(host, "@example.com", customer)


def test_a_plate_is_found_in_both_scripts_and_by_its_digits(host, known):
	letters, digits = known["plate"].split()
	arabic = arabic_plate(known["plate"])
	missed = [
		query
		for query in (
			known["plate"],
			f"{letters}{digits}".lower(),
			f"{digits} {letters}",
			" ".join(letters) + f" {digits}",
			arabic,
			arabic.replace(" ", ""),
			arabic.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")),
		)
		if find(host, query)[0]["customer"] != known["customer"]
	]
	assert missed == []
	assert is_found(host, digits, known["customer"])


def test_a_part_of_a_vin_is_enough(host, known):
	for part in (
		known["vin"],
		known["vin"][-6:],
		known["vin"][3:12].lower(),
		f"{known['vin'][:4]} {known['vin'][4:]}",
	):
		hit = find(host, part)[0]
		assert (hit["customer"], hit["reason"], hit["matched"]) == (known["customer"], "vin", known["vin"])


def test_the_id_finds_its_customer(host, known):
	assert find(host, known["customer"])[0]["customer"] == known["customer"]


@pytest.mark.parametrize(
	"query",
	[
		NAME,
		"bakhashwin",
		"Gassan Bakhashween",
		"Ghasan Bakashwin",
		"Bakhashwin Ghassan",
		"Ghasan Bakhashwni",
		"Ghassan Bakh",
		NAME_AR,
		"باخشوين",
		"غسّان باخشوين",
		"غسان با خشوين",
		"غسان باخشون",
		"غـسان",
		other_keyboard(NAME_AR),
	],
)
def test_the_name_stands_first_however_it_is_written(host, known, query):
	hits = find(host, query)
	assert hits, f"nobody for {query!r}"
	assert hits[0]["name"] == NAME


@pytest.mark.parametrize(
	("query", "said"),
	[
		("Mohammed", "محمد"),
		("Mohamed Otaibi", "محمد العتيبي"),
		("Muhamad", "محمد"),
		("محمد العتيبي", "محمد العتيبي"),
		("محمّد", "محمد"),
		("محمد العتيبى", "محمد العتيبي"),
		("lpl]", "محمد"),
		("lpl] hgujdfd", "محمد العتيبي"),
	],
)
def test_a_common_name_is_found_from_what_people_type(host, mohammed, query, said):
	hits = find(host, query)
	assert hits, f"nobody for {query!r}"
	assert said.split()[0] in hits[0]["name_ar"]
	assert said.split()[-1] in hits[0]["name_ar"]


def test_a_name_with_a_part_of_a_number_tells_two_of_one_name_apart(host, mohammed):
	for query in (f"محمد {mohammed['phone'][-4:]}", f"Mohammed {mohammed['phone'][-4:]}"):
		assert find(host, query)[0]["customer"] == mohammed["customer"], query


@pytest.fixture(scope="module")
def mohammed(host):
	# Its last four digits are not those that other numbers begin with (0500, 5512, 9665).
	phone = random_phone()[:6] + secrets.choice("234678") + f"{secrets.randbelow(1000):03}"
	values = {"name": "Mohammed Al-Otaibi", "name_ar": "محمد العتيبي", "phone": phone}
	customer = host.call("customers.save_customer", values=values)["customer"]
	host.wait_until(lambda: is_found(host, phone, customer), "indexing of a new customer")
	return {"customer": customer, "phone": phone}


@pytest.mark.parametrize(
	("query", "reasons"),
	[
		(NAME, {"name"}),
		(NAME_AR, {"name"}),
		("Gassan Bakhashween", {"name", "name_sound"}),
		(other_keyboard(NAME_AR), {"keyboard"}),
	],
)
def test_a_hit_by_name_says_why_and_where(host, known, query, reasons):
	hit = hit_of(host, query, known["customer"])
	assert hit["reason"] in reasons
	assert hit["reason_label"]
	assert hit["matched"] in (NAME, NAME_AR)
	assert marked(hit), "nothing is highlighted"
	assert set(marked(hit)) <= {"name", "name_ar"}


def test_a_hit_by_number_says_which_number_and_where(host, known):
	national = known["phone"][1:]
	phone = hit_of(host, known["phone"], known["customer"])
	assert (phone["reason"], phone["matched"]) == ("phone", f"+966{national}")
	assert marked(phone)["phone"] == [national]
	plate = hit_of(host, known["plate"].replace(" ", ""), known["customer"])
	assert (plate["reason"], plate["matched"]) == ("plate", known["plate"])
	assert marked(plate)["plate"] == [known["plate"]]
	assert marked(plate)["plate_ar"] == [plate["plates"][0]["arabic"]]
	vin = hit_of(host, known["vin"][-6:], known["customer"])
	assert marked(vin)["vin"] == [known["vin"][-6:]]


@pytest.mark.parametrize("query", ["Ghass", "باخ", "gh", "bakhashwin gh"])
def test_highlights_lie_inside_the_names_while_a_name_is_typed(host, known, query):
	for hit in some(find(host, query, 50)):
		assert all(characters.strip() for texts in marked(hit).values() for characters in texts)


def test_a_hit_shows_phones_and_cars(host, known):
	hit = hit_of(host, known["phone"], known["customer"])
	assert [phone["e164"] for phone in hit["phones"]] == ["+966" + known["phone"][1:]]
	(car,) = hit["vehicles"]
	assert {key: car[key] for key in ("latin", "make", "model")} == {
		"latin": known["plate"],
		"make": "Toyota",
		"model": "Camry",
	}
	assert car["arabic"].split()[:-1] == arabic_plate(known["plate"]).split()[:-1]
	assert hit["actions"] == {"open": True, "invoice": True}


def test_the_exact_spelling_stands_before_a_name_that_only_sounds_the_same(host, create_customer):
	first = create_customer(name="Ilyas Alqunfudhi", name_ar="إلياس القنفذي")
	second = create_customer(name="Elias Alqunfuzi", name_ar="الياس القنفذى")
	for made in (first, second):
		host.wait_until(partial(is_found, host, made["phone"], made["customer"]), "indexing")
	for made in (first, second):
		for name in (made["name"], made["name_ar"]):
			assert find(host, name)[0]["name"] == made["name"], name


def test_the_limit_is_kept_and_nothing_typed_gives_recent_customers(host, known):
	assert len(find(host, "a", limit=3)) <= 3
	recent = find(host, "", limit=4)
	assert 0 < len(recent) <= 4
	assert {hit["reason"] for hit in recent} == {"recent"}


def test_the_answers_are_the_same_every_time(host, known):
	for query in ("mohamed", "محمد", "055", "ghasan"):
		first, second = (find(host, query, 20) for _turn in range(2))
		assert [hit["customer"] for hit in first] == [hit["customer"] for hit in second]


@pytest.mark.parametrize("method", ["find", "duplicates"])
def test_guests_are_told_nothing(host, method):
	if host.name == "preview":
		pytest.skip("the preview knows no guests")
	arguments = {"find": {"query": "Mohammed"}, "duplicates": {"values": {"name": "Mohammed"}}}[method]
	with pytest.raises(CallFailed) as refused:
		host.call_as_guest(f"search.{method}", **arguments)
	assert refused.value.status == 403


HOSTILE = [
	"'; drop table customer; --",
	'" OR "1"="1',
	"' UNION SELECT * FROM customer--",
	"*",
	"%",
	"_",
	"?*?*?*",
	"NEAR(",
	"NEAR(a b, 3)",
	"name:*",
	"customer:(*) AND *",
	"a AND OR NOT b",
	'+-&&||!(){}[]^"~*?:\\/',
	"/.*.*.*.*/",
	"{{7*7}}",
	"{0.__class__}",
	"${jndi:ldap://localhost/a}",
	"<script>alert(1)</script>",
	"../../../etc/passwd",
	"\\",
	"\\u0000",
	"\x00",
	"a\x00b",
	"\n\r\t\v\f",
	"\u202e\u200f",
	"\u2066محمد\u2069",
	"\ufeff",
	"\u200d\u200c\u200b",
	"\ud800",
	"محمد\udfff",
	"👨‍👩‍👧‍👦🚗",
	"ﷺ",
	"ﷲ",
	"Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢",
	"٪" * 2000,
	"a" * 10_000,
	"م " * 5_000,
	"1" * 10_000,
	"a1" * 5_000,
	"e\u0301" * 3_000,
	"null",
	"[]",
]


@pytest.mark.parametrize("query", HOSTILE, ids=range(len(HOSTILE)))
def test_no_query_breaks_the_search(host, query):
	answer = host.call("search.find", query=query)
	assert isinstance(answer["hits"], list)
	for hit in answer["hits"]:
		marked(hit)


@pytest.mark.parametrize(
	"typed",
	[
		"zzzzqqqq",
		"zzzz 0",
		"qqqq 123",
		"x" * 200,
		"ا" * 200,
		"وووووو",
		"ظظظظ",
		"asdfasdf",
		"mnbvcxz",
		"خغقظث",
		"ضصثق",
		"qzqz zqzq",
		"🚗🚗🚗",
		"!!!!",
		"@@@@",
		"٠٠٠٠٠٠٠٠٠",
		"0000000000",
		"%%%%",
	],
)
def test_nonsense_finds_nobody(host, typed):
	assert host.call("search.find", query=typed)["hits"] == []
