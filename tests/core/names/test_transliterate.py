import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.spelled import spelled
from workshop_crm.core.names.spelling import word_cost
from workshop_crm.core.names.transliterate import to_latin


@pytest.mark.parametrize(
	("arabic", "latin"),
	[
		("محمد العتيبي", "Mohammed Al Otaibi"),
		("عبدالله بن سعد", "Abdullah bin Saad"),
		("عبد الله", "Abdullah"),
		("نورة", "Noura"),
		("مرزوق Garage ٥", "Marazuq Garage 5"),
		("صفية", "Safya"),
	],
)
def test_a_name_is_written_as_people_write_it(arabic, latin):
	assert to_latin(arabic) == latin


@pytest.mark.parametrize(
	"name", ["محمد العتيبي", "خالد القحطاني", "عبدالرحمن الشمراني", "مرزوق الغضيان", "فاطمة"]
)
def test_a_romanised_name_is_a_usual_spelling_of_the_arabic_one(name):
	latin, arabic = spelled(fold(to_latin(name))), spelled(fold(name))
	assert len(latin.words) == len(arabic.words)
	assert word_cost(latin.stems, arabic.stems) < 0.5 * len(latin.stems)


@given(st.text("ابتثجحخدذرزسشصضطظعغفقكلمنهويةىأإآءؤئ "))
def test_no_arabic_letter_is_left_in_a_romanised_name(name):
	assert to_latin(name).replace("ء", "").isascii()
