"""Who has just answered, and what this guest reads then."""

from datetime import date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.surveys.after import AfterAnswer, NextService, after_view
from workshop_crm.core.surveys.guest_page import opened
from workshop_crm.core.surveys.receipts import is_receipt, new_receipt

NOW = datetime(2026, 3, 1, 10, 0)
SECRET = "s" * 32
TODAY = NOW.date()


def as_written(text: str) -> str:
	return text


def test_a_receipt_is_good_for_an_hour_and_for_its_invitation():
	receipt = new_receipt(SECRET, "SVI-1", NOW)
	assert is_receipt(SECRET, "SVI-1", receipt, NOW)
	assert is_receipt(SECRET, "SVI-1", receipt, NOW + timedelta(minutes=60))
	assert not is_receipt(SECRET, "SVI-1", receipt, NOW + timedelta(minutes=61))
	assert not is_receipt(SECRET, "SVI-2", receipt, NOW)
	assert not is_receipt("t" * 32, "SVI-1", receipt, NOW)


@given(st.text(max_size=60))
def test_nothing_else_is_a_receipt(text):
	assert not is_receipt(SECRET, "SVI-1", text, NOW)


def test_a_later_time_cannot_be_written_into_a_receipt():
	until, mac = new_receipt(SECRET, "SVI-1", NOW).split("-")
	assert not is_receipt(SECRET, "SVI-1", f"{int(until) + 9}-{mac}", NOW)
	assert not is_receipt(SECRET, "SVI-1", f"{until}-{mac.replace(mac[0], 'é')}", NOW)


def test_a_guest_without_account_and_car_reads_no_figures():
	view = after_view(AfterAnswer(), False, "en", TODAY, as_written)
	assert view == {
		"earned": "",
		"balance": "",
		"next_service": None,
		"points_page": "",
		"review_link": "",
		"is_called": False,
	}


@pytest.mark.parametrize(("points", "shown"), [(Decimal(0), ""), (Decimal(-5), ""), (Decimal(1250), "1,250")])
def test_points_are_shown_where_there_are_any(points, shown):
	after = AfterAnswer(earned=points, balance=points)
	view = after_view(after, True, "en", TODAY, as_written)
	assert (view["earned"], view["balance"], view["is_called"]) == (shown, shown, True)
	assert after_view(AfterAnswer(balance=Decimal(1250)), True, "ar", TODAY, as_written)["balance"] == "١٬٢٥٠"


@pytest.mark.parametrize(
	("due_on", "due_km", "language", "when"),
	[
		(date(2026, 6, 3), 20_000, "en", "around 3 June 2026"),
		(date(2026, 6, 3), None, "ar", "around ٣ يونيو ٢٠٢٦"),
		(TODAY, None, "en", "due now"),
		(date(2026, 1, 1), None, "en", "due now"),
		(None, 20_000, "en", "at 20,000 km"),
		(None, 20_000, "ar", "at ٢٠٬٠٠٠ km"),
	],
)
def test_the_next_service_is_named_with_its_day_or_its_kilometres(due_on, due_km, language, when):
	after = AfterAnswer(next_service=NextService("Oil service", "تغيير الزيت", due_on, due_km))
	service = after_view(after, False, language, TODAY, as_written)["next_service"]
	assert service == {"name": {"en": "Oil service", "ar": "تغيير الزيت"}[language], "when": when}


def test_the_first_look_counts():
	assert opened({"opened_on": None}, NOW) == {"opened_on": NOW}
	assert opened({"opened_on": NOW}, NOW + timedelta(days=1)) == {}
