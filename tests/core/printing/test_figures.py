from datetime import date
from decimal import Decimal

import pytest

from workshop_crm.core.common.currency_signs import amount_in_words
from workshop_crm.core.printing.figures import Figures

ARABIC, ENGLISH = Figures("ar", "SAR"), Figures("en", "SAR")


@pytest.mark.parametrize(
	("value", "arabic", "english"),
	[
		(Decimal("1150"), "١٬١٥٠٫٠٠\u00a0ر.س.", "SAR\u00a01,150.00"),
		(Decimal("-0.5"), "\u200f−٠٫٥٠\u00a0ر.س.", "−SAR\u00a00.50"),
		(1234567.891, "١٬٢٣٤٬٥٦٧٫٨٩\u00a0ر.س.", "SAR\u00a01,234,567.89"),
	],
)
def test_money_has_the_digits_separators_and_sign_of_the_language(value, arabic, english):
	assert (ARABIC.money(value), ENGLISH.money(value)) == (arabic, english)


def test_money_has_the_places_of_its_currency():
	assert Figures("en", "KWD", 3).money(Decimal("2.5")) == "KWD\u00a02.500"
	assert Figures("ar", "KWD", 3).money(Decimal("2.5")) == "٢٫٥٠٠\u00a0د.ك."


def test_a_currency_without_an_arabic_sign_keeps_its_code():
	assert Figures("ar", "XTS").money(Decimal(1)) == "١٫٠٠\u00a0XTS"


def test_half_a_hundredth_is_rounded_away_from_zero():
	assert ENGLISH.number(Decimal("0.125"), 2) == "0.13"
	assert ENGLISH.number(Decimal("-0.125"), 2) == "−0.13"


@pytest.mark.parametrize(
	("value", "shown"),
	[("1", "1"), ("4.25", "4.25"), ("0.500", "0.5"), ("1200", "1,200"), ("0.33333", "0.333")],
)
def test_a_quantity_has_as_many_places_as_it_needs(value, shown):
	assert ENGLISH.quantity(Decimal(value)) == shown


def test_a_percentage_has_the_sign_of_the_language():
	assert (ARABIC.percent(Decimal(15)), ENGLISH.percent(Decimal(15))) == ("١٥٪", "15%")


def test_a_day_has_its_month_as_a_word_and_the_gregorian_year():
	assert ARABIC.day(date(2026, 3, 10)) == "١٠ مارس ٢٠٢٦"
	assert ENGLISH.day(date(2026, 3, 10)) == "10 March 2026"


def test_an_amount_in_a_sentence_leaves_the_full_stop_to_the_sentence():
	said = [amount_in_words(Decimal("1234.5"), 2, "SAR", language) for language in ("ar", "en")]
	assert said == ["١٬٢٣٤٫٥٠ ر.س", "1,234.50 SAR"]
	assert amount_in_words(Decimal(1), 0, "XYZ", "ar") == "١ XYZ"
