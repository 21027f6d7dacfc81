from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.common.digits import to_arabic_digits, to_latin_digits


def test_digits_of_every_script_become_latin():
	assert to_latin_digits("٠١٢٣ ۴۵۶ ７８9 أ") == "0123 456 789 أ"


@given(st.text("0123456789 abc"))
def test_digits_come_back_from_arabic_as_they_went(text):
	assert to_latin_digits(to_arabic_digits(text)) == text
