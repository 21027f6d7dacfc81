"""The page of the day: its sections, how far they are counted, and an invoice as a row."""

from dataclasses import replace
from datetime import date, time, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.money import Rounding
from workshop_crm.core.today.day import (
	MAX_COUNTED,
	SECTIONS,
	chosen_branch,
	day_view,
	read_section,
	section_view,
)
from workshop_crm.core.today.invoices import Invoice, Reader, asked, invoice_view, time_of

TODAY = date(2026, 3, 10)
READER = Reader("ar", TODAY, "SA", Rounding(2), str)
INVOICE = Invoice(
	"Sales Invoice",
	"SINV-1",
	"CUST-1",
	date(2026, 3, 1),
	time(9, 5, 59),
	Decimal("287.50"),
	Decimal("87.505"),
	"VEH-1",
	"Oil Change",
	{
		"customer_name": "Huda",
		"customer_name_ar": "هدى",
		"mobile_no": "+966551234567",
		"phone_extension": None,
		"plate_latin": "ABJ 1234",
		"plate_ar": "أ ب ح ١٢٣٤",
		"service_type_ar": "تغيير الزيت",
	},
	"Answered",
)


@given(st.integers(0, 5_000))
def test_counting_ends_where_nobody_wants_to_know_more(found):
	view = section_view([], found)
	assert view["total"] == min(found, MAX_COUNTED)
	assert view["is_more"] is (found > MAX_COUNTED)


def test_one_section_is_asked_for_or_all():
	assert read_section("") == SECTIONS
	assert read_section("unpaid") == ("unpaid",)
	with pytest.raises(InvalidInput, match="no such part"):
		read_section("yesterday")


def test_a_branch_that_is_gone_shows_all_and_one_alone_is_not_offered():
	assert chosen_branch("Jeddah", ["Jeddah", "Riyadh"]) == "Jeddah"
	assert chosen_branch("Closed", ["Jeddah", "Riyadh"]) == ""
	assert day_view(TODAY, ["Jeddah"], "", {})["branches"] == []
	assert day_view(TODAY, ["Jeddah", "Riyadh"], "", {})["branches"] == ["Jeddah", "Riyadh"]


def test_an_invoice_is_read_in_the_language_of_its_reader():
	view = invoice_view(INVOICE, READER)
	assert (view["name"], view["service_type"], view["plate"]) == ("هدى", "تغيير الزيت", "أ ب ح ١٢٣٤")
	assert (view["time"], view["date"], view["days"]) == ("09:05", "2026-03-01", 9)
	assert (view["amount"], view["outstanding"], view["asked"]) == (287.5, 87.5, "answered")
	assert view["phone"]["e164"] == "+966551234567"
	english = invoice_view(INVOICE, replace(READER, language="en"))
	assert (english["name"], english["plate"]) == ("Huda", "ABJ 1234")


def test_what_its_reader_may_not_see_is_missing():
	view = invoice_view(replace(INVOICE, names={}, posted_at=None), READER)
	assert (view["name"], view["phone"], view["plate"], view["time"]) == ("", None, "VEH-1", None)


@pytest.mark.parametrize(
	("state", "said"),
	[
		("", ""),
		("Scheduled", "planned"),
		("Sent", "asked"),
		("Outbox", "outbox"),
		("Opened", "asked"),
		("Handed Over", "asked"),
		("Answered", "answered"),
		("Expired", ""),
		("Not Sent", ""),
	],
)
def test_what_became_of_the_survey(state, said):
	assert asked(state) == said


@given(st.times())
def test_the_time_of_day_is_read_as_each_database_tells_it(moment):
	since_midnight = timedelta(hours=moment.hour, minutes=moment.minute, seconds=moment.second)
	assert time_of(since_midnight) == time(moment.hour, moment.minute)
	assert time_of(moment) == moment
	assert time_of(None) is None
