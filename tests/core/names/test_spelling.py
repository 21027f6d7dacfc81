import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.names.cross_script import LETTERS_EXCHANGED
from workshop_crm.core.names.letter_codes import MAX_WORD, encode
from workshop_crm.core.names.spelling import costs, word_cost

WORDS = st.text("abdghiklmnorstuyابتحخدرسشعقكلمنهوي0Ж中", min_size=1, max_size=12)


@pytest.mark.parametrize(
	("typed", "right", "wrong"),
	[
		("salem", "سالم", "سليم"),
		("saleem", "سليم", "سالم"),
		("qasim", "قاسم", "كاسم"),
		("khalid", "خالد", "هالد"),
		("gamal", "جمال", "كمال"),
		("yousef", "يوسف", "يونس"),
		("سالم", "salem", "saleem"),
		("عثمان", "othman", "adnan"),
		("mohamed", "mohammed", "mahmoud"),
		("yusuf", "yousef", "yunus"),
		("محمد", "محمد", "محمود"),
		("عبدلله", "عبدالله", "عبداللطيف"),
	],
)
def test_the_right_word_costs_less_than_its_neighbour(typed, right, wrong):
	assert word_cost(typed, right) < word_cost(typed, wrong)


@settings(deadline=None)
@given(WORDS)
def test_a_word_costs_nothing_against_itself_and_no_other_of_its_script_costs_less(word):
	assert word_cost(word, word) == 0.0


@settings(deadline=None)
@given(WORDS, st.lists(WORDS, max_size=6), st.booleans())
def test_many_words_at_once_cost_what_each_costs_alone(typed, words, may_be_beginning):
	together = costs(typed, encode(words), may_be_beginning).tolist()
	alone = [word_cost(typed, word, may_be_beginning) for word in words]
	assert together == pytest.approx(alone, abs=1e-4)


@pytest.mark.parametrize(
	("typed", "word"),
	[("moh", "محمد"), ("abd", "عبدالرحمن"), ("محم", "محمدي"), ("محم", "mohammed"), ("kha", "khalid")],
)
def test_the_beginning_of_a_word_costs_little_when_a_beginning_may_be_typed(typed, word):
	assert word_cost(typed, word, may_be_beginning=True) < min(6.0, word_cost(typed, word))


@pytest.mark.parametrize("typo", ["mohamad", "mohmmed", "mohammde", "mohamxmed", "kohammed", "ohammed"])
def test_one_typing_error_costs_about_one_letter(typo):
	assert word_cost(typo, "محمد") - word_cost("mohammed", "محمد") <= 6.0


def test_a_space_that_only_one_has_costs_next_to_nothing():
	assert word_cost("mohammedotaibi", "محمد عتيبي") - word_cost("mohammed otaibi", "محمد عتيبي") == 0.5


def test_no_words_and_no_letters_are_no_error():
	assert costs("a", encode([])).tolist() == []
	assert word_cost("", "محمد") == word_cost("", "") > 50.0


def test_a_word_too_long_for_a_name_is_cut():
	assert word_cost("a" * 10_000, "a" * MAX_WORD) == 0.0


@pytest.mark.parametrize(
	("typed", "meant", "word"),
	[
		("aslem", "salem", "سالم"),
		("khlaed", "khaled", "خالد"),
		("fiasal", "faisal", "فيصل"),
	],
)
def test_two_letters_in_the_other_order_are_one_error_across_scripts_too(typed, meant, word):
	assert word_cost(typed, word) <= word_cost(meant, word) + float(LETTERS_EXCHANGED) + 0.01
