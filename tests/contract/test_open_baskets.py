"""A sale that was begun is kept, listed and gone on with, until it is completed or discarded."""

import secrets
from concurrent.futures import ThreadPoolExecutor

import pytest

from hosts import CallFailed


@pytest.fixture
def begin(host, a_line):
	"""A basket of a customer, saved by a screen; gives its name."""

	def save(customer: str, screen: str = "till", **changes) -> str:
		basket = {"lines": [a_line(250)], "odometer": 4200, "is_automatic": True, **changes}
		draft = secrets.token_hex(8)
		host.call(
			"visits.save_basket", draft=draft, screen=screen, customer=customer, basket=basket, is_new=True
		)
		return draft

	return save


def open_baskets(host, customer: str) -> list[dict]:
	return host.call("visits.open_baskets", customer=customer)["drafts"]


def test_a_basket_is_listed_with_its_customer_and_gone_on_with_as_it_was(
	host, create_customer, begin, a_line
):
	made = create_customer(name="Wafa Almandil", name_ar="وفاء المنديل")
	customer = made["customer"]
	draft = begin(customer)
	(row,) = open_baskets(host, customer)
	assert (row["draft"], row["name_ar"], row["services"], row["worth"]) == (draft, "وفاء المنديل", 1, 250)
	kept = host.call("visits.take_basket", draft=draft, screen="other")
	assert (kept["customer"], kept["odometer"]) == (customer, 4200)
	assert kept["lines"] == [a_line(250)]


def test_the_list_says_how_many_there_are_and_every_one_can_be_reached(host, create_customer, begin):
	customer = create_customer()["customer"]
	made = {begin(customer) for _basket in range(5)}
	pages = [
		host.call("visits.open_baskets", customer=customer, limit=2, offset=offset) for offset in (0, 2, 4)
	]
	assert {page["total"] for page in pages} == {5}
	assert {row["draft"] for page in pages for row in page["drafts"]} == made
	everybody = host.call("visits.open_baskets", limit=1)
	assert len(everybody["drafts"]) == 1
	assert everybody["total"] >= 5


def test_a_sale_takes_its_basket_with_it(host, create_customer, begin, a_line):
	customer = create_customer()["customer"]
	draft, other = begin(customer), begin(customer)
	sale = {"customer": customer, "lines": [a_line(250)], "idempotency_key": secrets.token_hex(8)}
	done = host.call("visits.complete", **sale, draft=draft)
	assert [row["draft"] for row in open_baskets(host, customer)] == [other]
	assert host.call("visits.complete", **sale, draft=draft)["invoice"] == done["invoice"]
	with pytest.raises(CallFailed) as error:
		host.call("visits.save_basket", draft=draft, screen="till", customer=customer, basket={})
	assert error.value.status == 409


def test_the_basket_of_somebody_else_stays(host, create_customer, begin, a_line):
	draft = begin(create_customer()["customer"])
	sale = {"customer": create_customer()["customer"], "lines": [a_line()]}
	host.call("visits.complete", **sale, draft=draft, idempotency_key=secrets.token_hex(8))
	assert host.call("visits.take_basket", draft=draft, screen="till")["draft"] == draft


def test_of_two_screens_the_one_that_opened_it_last_may_change_it(host, create_customer, begin):
	customer = create_customer()["customer"]
	draft = begin(customer, screen="first")
	host.call("visits.take_basket", draft=draft, screen="second")
	change = {"draft": draft, "customer": customer, "basket": {"odometer": 5000}}
	with pytest.raises(CallFailed) as error:
		host.call("visits.save_basket", **change, screen="first")
	assert error.value.status == 409
	host.call("visits.save_basket", **change, screen="second")
	assert host.call("visits.take_basket", draft=draft, screen="third")["odometer"] == 5000


def test_a_saving_that_was_overtaken_by_a_later_one_changes_nothing(host, create_customer, begin):
	customer = create_customer()["customer"]
	draft = begin(customer, screen="first")
	own = {"draft": draft, "customer": customer, "screen": "first"}
	for turn, odometer in ((3, 5300), (2, 5200), (3, 5000)):
		host.call("visits.save_basket", **own, basket={"odometer": odometer}, turn=turn)
	assert host.call("visits.take_basket", draft=draft, screen="second")["odometer"] == 5300
	host.call("visits.save_basket", **own | {"screen": "second"}, basket={"odometer": 5400}, turn=1)
	assert host.call("visits.take_basket", draft=draft, screen="third")["odometer"] == 5400


def test_a_basket_is_sold_once_by_the_screen_that_has_it(host, create_customer, begin, a_line):
	customer = create_customer()["customer"]
	draft = begin(customer, screen="first")
	host.call("visits.take_basket", draft=draft, screen="second")

	def sell(screen: str, key: str) -> dict:
		sale = {"customer": customer, "lines": [a_line(250)], "draft": draft, "screen": screen}
		return host.call("visits.complete", **sale, idempotency_key=key)

	with pytest.raises(CallFailed) as error:
		sell("first", secrets.token_hex(8))
	assert error.value.status == 409
	key = secrets.token_hex(8)
	invoice = sell("second", key)["invoice"]
	assert sell("second", key)["invoice"] == invoice
	with pytest.raises(CallFailed) as error:
		sell("second", secrets.token_hex(8))
	assert error.value.status == 409
	assert host.call("profile.get_profile", customer=customer)["visit_count"] == 1


def test_a_basket_whose_first_save_was_not_answered_goes_with_its_sale(host, create_customer, begin, a_line):
	customer = create_customer()["customer"]
	draft = begin(customer)
	sale = {"customer": customer, "lines": [a_line(250)], "idempotency_key": secrets.token_hex(8)}
	host.call("visits.complete", **sale, draft=draft, screen="till", is_new=True)
	assert open_baskets(host, customer) == []
	sale["idempotency_key"] = secrets.token_hex(8)
	host.call("visits.complete", **sale, draft=secrets.token_hex(8), screen="till", is_new=True)


def test_a_basket_that_is_saved_again_because_its_answer_was_lost_is_one(host, create_customer, begin):
	customer = create_customer()["customer"]
	draft = begin(customer)
	again = {"draft": draft, "screen": "till", "customer": customer, "is_new": True}
	host.call("visits.save_basket", **again, basket={"odometer": 4300})
	assert len(open_baskets(host, customer)) == 1
	assert host.call("visits.take_basket", draft=draft, screen="till")["odometer"] == 4300


def test_the_same_first_save_twice_at_once_is_one_basket(host, create_customer):
	customer = create_customer()["customer"]
	save = {"draft": secrets.token_hex(8), "screen": "till", "customer": customer, "is_new": True}

	def send(odometer: int) -> int:
		try:
			host.call("visits.save_basket", **save, basket={"odometer": odometer})
		except CallFailed as error:
			return error.status
		return 200

	with ThreadPoolExecutor(4) as pool:
		told = set(pool.map(send, range(1000, 1004)))
	assert told <= {200, 409}
	assert 200 in told
	assert len(open_baskets(host, customer)) == 1


def test_a_discarded_basket_is_gone_and_discarding_it_again_does_no_harm(host, create_customer, begin):
	customer = create_customer()["customer"]
	draft = begin(customer)
	for _time in range(2):
		host.call("visits.discard_basket", draft=draft)
	assert open_baskets(host, customer) == []
	with pytest.raises(CallFailed) as error:
		host.call("visits.take_basket", draft=draft, screen="till")
	assert error.value.status == 404


def test_a_basket_that_no_sale_could_be_is_refused(host, create_customer):
	save = {"draft": secrets.token_hex(8), "screen": "till", "customer": create_customer()["customer"]}
	for basket in ({"lines": [{"item": "x", "qty": -1}]}, {"odometer": -1}, {"redeem_points": "many"}):
		with pytest.raises(CallFailed) as error:
			host.call("visits.save_basket", **save, basket=basket, is_new=True)
		assert error.value.status == 417


def test_the_basket_is_among_the_data_of_a_person_and_goes_with_them(host, create_customer, begin):
	customer = create_customer()["customer"]
	draft = begin(customer)
	told = host.call("privacy.export", customer=customer)
	assert "4200" in told["open_baskets"][0]["content"]
	erased = host.call("privacy.erase", customer=customer, confirm=customer)["customer"]
	assert open_baskets(host, erased) == []
	with pytest.raises(CallFailed):
		host.call("visits.take_basket", draft=draft, screen="till")
