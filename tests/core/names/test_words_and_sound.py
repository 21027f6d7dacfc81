import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.fold import fold
from workshop_crm.core.names.sound import MAX_VARIANTS, beginning_sound, word_sounds
from workshop_crm.core.names.words import name_words


def sounds(name):
	return [word_sounds(word.stem)[0] for word in name_words(fold(name))]


@pytest.mark.parametrize(
	"spellings",
	[
		["محمد", "مُحمّد", "Mohammed", "Muhamad", "Mohamed", "Muhammad", "Mohd"],
		["عبدالله", "عبد الله", "Abdullah", "Abd Allah", "Abdulla", "Abdallah"],
		["عبدالرحمن", "عبد الرحمن", "Abdulrahman", "Abdul Rahman", "Abd ar-Rahman", "Abdurrahman"],
		["العتيبي", "Al-Otaibi", "Al Otaibi", "AlOtaibi", "Otaibi"],
		["الشهري", "Ash-Shehri", "Al Shehri"],
		["آل سعود", "Al Saud", "السعود"],
		["أبو بكر", "ابوبكر", "Abu Bakr", "Aboubaker"],
		["أبو الخير", "Aboulkheir", "Abu Al-Khair"],
		["صلاح الدين", "Salah ad-Din", "Salaheddine", "Salahuddin"],
		["نصر الله", "Nasrallah", "Nasr Allah"],
		["خالد", "Khaled", "Khalid"],
		["يوسف", "Yousef", "Yusuf", "Youssef"],
		["صالح", "Saleh", "Salih"],
	],
)
def test_every_spelling_of_a_name_has_a_word_of_the_same_sound(spellings):
	def stems(spelling):
		return {word_sounds(form)[0] for word in name_words(fold(spelling)) for form in word.forms}

	assert set.intersection(*map(stems, spellings))


def test_articles_have_no_sound():
	assert sounds("Mohammed Al-Otaibi") == sounds("محمد العتيبي") == ["MHMD", "TB"]


@pytest.mark.parametrize(
	("typed", "name"), [("gamal", "جمال"), ("osman", "عثمان"), ("ziab", "ذياب"), ("hayat", "حياه")]
)
def test_a_regional_spelling_is_among_the_readings_of_a_word(typed, name):
	assert word_sounds(name)[0] in word_sounds(typed)


def test_two_servants_of_god_keep_different_sounds():
	assert sounds("عبدالله") != sounds("عبدالرحمن")


def test_a_son_is_left_out_unless_the_name_is_nothing_else():
	assert [word.stem for word in name_words("محمد بن سعد")] == ["محمد", "سعد"]
	assert [word.stem for word in name_words("بن")] == ["بن"]


@pytest.mark.parametrize("name", ["ali", "alaa", "elias", "alawi"])
def test_a_name_that_only_begins_like_an_article_keeps_its_beginning(name):
	assert name in name_words(name)[0].forms


@given(st.text(st.characters()))
def test_any_text_has_words_and_sounds(text):
	folded = fold(text)
	words = name_words(folded)
	assert bool(words) == bool(folded)
	assert all(len(word_sounds(word.stem)) <= MAX_VARIANTS for word in words)


def test_the_h_at_the_end_of_a_beginning_is_heard():
	assert (beginning_sound("moh"), word_sounds("moh")[0]) == ("MH", "M")
