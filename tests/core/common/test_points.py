"""A number of points with the form of the word that it asks for."""

import pytest
from babel import Locale
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.common.points import FORMS, category, counted, in_points
from workshop_crm.preview.translate import translator

arabic = translator("ar")


@given(st.integers(0, 10**9))
def test_the_category_is_that_of_the_unicode_tables(number):
	assert category(number) == Locale("ar").plural_form(number)


@given(st.integers(-(10**6), 10**6))
def test_english_has_one_point_and_points_otherwise(number):
	assert in_points(number, "en", str) == (f"{number:,} point" if number == 1 else f"{number:,} points")


@pytest.mark.parametrize(
	("number", "words"),
	[
		(0, "٠ نقطة"), (1, "نقطة واحدة"), (2, "نقطتان"), (3, "٣ نقاط"), (10, "١٠ نقاط"), (11, "١١ نقطة"),
		(99, "٩٩ نقطة"), (100, "١٠٠ نقطة"), (103, "١٠٣ نقاط"), (1_250, "١٬٢٥٠ نقطة"), (-1, "-١ نقطة"),
	],
)  # fmt: skip
def test_arabic_has_six_forms(number, words):
	assert in_points(number, "ar", arabic) == words


@given(st.integers(-(10**6), 10**6))
def test_every_number_stands_in_its_words_unless_a_word_says_it(number):
	assert str(abs(number)) in in_points(number, "en", str).replace(",", "")
	assert "{" not in in_points(number, "ar", arabic)


def test_an_error_says_it_in_the_language_of_its_reader():
	for number, english, said in (
		(1, "1 point.", "نقطة واحدة"),
		(2, "2 points.", "نقطتان"),
		(5, "5 points.", "٥ نقاط"),
	):
		error = InvalidInput("The customer has only {points}.", points=counted(number))
		assert str(error).endswith(english)
		assert said in error.text(arabic)


def test_all_six_are_translated():
	assert all(arabic(form) != form for form in FORMS.values())
