import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.spelled import MAX_WORDS, SpelledName, spelled


@pytest.mark.parametrize(
	("name", "words", "parts", "written"),
	[
		("محمد العتيبي", "محمد عتيبي", "محمد عتيبي", "محمد العتيبي"),
		("عبد الله السالم", "عبدالله سالم", "عبد الله سالم", "عبدالله السالم"),
		("Abdul Aziz Al-Otaibi", "abdulaziz otaibi", "abdul aziz otaibi", "abdulaziz otaibi"),
		("محمد بن سعد", "محمد سعد", "محمد سعد", "محمد سعد"),
		("Felix Garage 55", "feliks garage 55", "feliks garage 55", "feliks garage 55"),
		("", "", "", ""),
	],
)
def test_a_name_is_divided_in_compounds_and_in_parts(name, words, parts, written):
	found = spelled(fold(name))
	assert (" ".join(found.words), " ".join(found.parts), " ".join(found.written)) == (words, parts, written)
	assert bool(found) == bool(name)


@settings(deadline=None)
@given(st.text(st.characters()))
def test_a_name_is_the_same_after_it_was_stored(text):
	name = spelled(fold(text))
	assert SpelledName.from_text(name.text) == name
	assert len(name.words) <= MAX_WORDS >= len(name.parts)
