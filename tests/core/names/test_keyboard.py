import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.names.keyboard import is_likelier, is_one_key, other_layout


@pytest.mark.parametrize(
	("typed", "meant"),
	[
		("lpl]", "محمد"),
		("Lpl]", "محمد"),
		("ohg] hgujdfd", "خالد العتيبي"),
		("uf]hggi", "عبدالله"),
		("hgfr]d 12", "البقدي 12"),
		("اثممخ", "hello"),
		("ةخاشةةثي", "mohammed"),
		("شلايعممشا", "abdullah"),
	],
)
def test_a_text_typed_with_the_other_keyboard_is_read_by_its_keys(typed, meant):
	assert other_layout(typed) == meant


@pytest.mark.parametrize("text", ["", "055 123", "محمد ali", "a€b", "张伟", "José", "()"])
def test_what_one_keyboard_cannot_have_typed_has_no_other_reading(text):
	assert other_layout(text) is None


@pytest.mark.parametrize("typed", ["lpl]", "ugd", "shgl", "hgujdfd", "ةخاشةةثي"])
def test_letters_that_no_name_has_in_a_row_are_likelier_from_the_other_keyboard(typed):
	assert is_likelier(typed, other_layout(typed))


@pytest.mark.parametrize("typed", ["mohammed", "otaibi", "khalid", "moh", "محمد", "العتيبي", "م", "m"])
def test_a_name_is_what_it_says(typed):
	assert not is_likelier(typed, other_layout(typed) or "")


@settings(deadline=None)
@given(st.text(st.characters()))
def test_any_text_is_read_without_an_error(text):
	other = other_layout(text)
	assert other is None or isinstance(is_likelier(text, other), bool)


@pytest.mark.parametrize("typed", ["zzzz", "وووووو", "x" * 200, "reem qqqq", "ZZzz 12"])
def test_a_key_that_is_held_down_is_no_word(typed):
	assert is_one_key(typed)


@pytest.mark.parametrize("typed", ["", "Reem", "ahmeddddd", "RRR 1234", "1111", "www", "سعد"])
def test_other_words_may_be_meant(typed):
	assert not is_one_key(typed)
