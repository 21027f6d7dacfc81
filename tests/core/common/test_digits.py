from contextvars import copy_context
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.dates import written_day, written_days, written_months
from workshop_crm.core.common.digits import (
	ARABIC_INDIC,
	WESTERN,
	grouped,
	numbering,
	sentence_digits,
	shown_digits,
	to_arabic_digits,
	to_latin_digits,
	write_as,
)
from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.printing.figures import Figures

ARABIC = "٠١٢٣٤٥٦٧٨٩٪٫٬"


@pytest.fixture
def written():
	"""What is written on a site of some digits; other tests keep theirs."""

	def write(style, function, *arguments):
		def work():
			write_as(lambda: style)
			return function(*arguments)

		return copy_context().run(work)

	return write


def test_digits_of_every_script_become_latin():
	assert to_latin_digits("٠١٢٣ ۴۵۶ ７８9 أ") == "0123 456 789 أ"


@given(st.text("0123456789 abc"))
def test_digits_come_back_from_arabic_as_they_went(text):
	assert to_latin_digits(to_arabic_digits(text)) == text


def test_arabic_is_written_with_the_sites_digits(written):
	assert written(ARABIC_INDIC, grouped, Decimal("1234.5"), 2, "ar") == "١٬٢٣٤٫٥٠"
	assert written(WESTERN, grouped, Decimal("1234.5"), 2, "ar") == "1,234.50"
	assert written(WESTERN, shown_digits, "٥ من ٧", "ar") == "5 من 7"


@pytest.mark.parametrize("style", [ARABIC_INDIC, WESTERN, "", "anything"])
def test_english_has_western_digits_always(written, style):
	assert written(style, grouped, Decimal(1234), 0, "en") == "1,234"
	assert written(style, written_day, date(2026, 3, 5), "en") == "5 March 2026"


def test_what_is_no_choice_is_arabic_indic(written):
	assert written("", grouped, Decimal(7), 0, "ar") == "٧"
	assert (numbering(WESTERN), numbering("")) == ("latn", "arab")


def test_nothing_of_a_western_site_is_arabic_indic(written):
	figures = Figures("ar", "SAR")
	for text in (
		written(WESTERN, figures.money, Decimal("-1150.5")),
		written(WESTERN, figures.percent, Decimal("12.5")),
		written(WESTERN, figures.day, date(2026, 3, 5)),
		written(WESTERN, sentence_digits, "بين ١ و٢ (٩٥٪)"),
	):
		assert not set(text) & set(ARABIC), text


@pytest.mark.parametrize(("style", "sentence"), [(ARABIC_INDIC, "من ١ إلى ٢٠"), (WESTERN, "من 1 إلى 20")])
def test_the_numbers_of_a_refusal_are_those_of_the_site(written, style, sentence):
	error = InvalidInput(N_("From 1 to {most}"), most=20)
	assert written(style, error.text, {"From 1 to {most}": "من ١ إلى {most}"}.__getitem__) == sentence


@pytest.mark.parametrize(
	("count", "arabic", "english"),
	[(1, "يوم", "1 day"), (2, "يومين", "2 days"), (3, "٣ أيام", "3 days"), (365, "٣٦٥ يومًا", "365 days")],
)
def test_days_take_the_form_of_their_word(count, arabic, english):
	assert (written_days(count, "ar"), written_days(count, "en")) == (arabic, english)


def test_months_take_the_form_of_their_word():
	assert (written_months(12, "ar"), written_months(2, "ar")) == ("١٢ شهرًا", "شهرين")
