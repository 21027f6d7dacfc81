import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workshop_crm.core.names.letter_codes import encode
from workshop_crm.core.names.spelling import costs
from workshop_crm.core.search import vocabulary
from workshop_crm.core.search.vocabulary import Vocabulary

NAMES = ["محمد", "محمود", "احمد", "عتيبي", "خالد", "mohammed", "khalid", "otaibi", "garage", "55"]


@pytest.mark.parametrize(
	("typed", "word"),
	[
		("mohamed", "mohammed"),
		("muhamad", "محمد"),
		("utaybi", "عتيبي"),
		("خالد", "khalid"),
		("خلد", "خالد"),
		("55", "55"),
	],
)
def test_a_spelling_finds_its_word_among_the_nearest(typed, word):
	numbers, _ = Vocabulary(NAMES).similar(typed, most=2)
	assert word in [NAMES[number] for number in numbers]


def test_a_beginning_finds_whole_words():
	numbers, _ = Vocabulary(NAMES).similar("moh", may_be_beginning=True, most=2)
	assert {NAMES[number] for number in numbers} == {"mohammed", "محمد"}


@settings(deadline=None)
@given(st.text(min_size=0, max_size=50), st.booleans())
def test_any_word_gives_sorted_costs_and_no_error(word, may_be_beginning):
	numbers, found = Vocabulary(NAMES).similar(word, may_be_beginning, most=5)
	assert len(numbers) == len(found) <= 5
	assert found.tolist() == sorted(found.tolist())


def test_an_empty_vocabulary_knows_no_word():
	assert len(Vocabulary([])) == 0
	assert Vocabulary([]).similar("محمد")[0].tolist() == []


@pytest.mark.parametrize("word", ["mohammed", "خالد", "rashid", "منصور"])
def test_the_nearest_of_many_words_are_those_that_comparing_every_word_gives(word, monkeypatch):
	chance = random.Random(7)
	alphabets = ("abdhiklmnorsuy", "ابتحخدرسعكلمنهوي")
	words = [
		word,
		*("".join(chance.choices(chance.choice(alphabets), k=chance.randint(3, 8))) for _ in range(4000)),
	]
	words = list(dict.fromkeys(words))
	monkeypatch.setattr(vocabulary, "MAX_COMPARED", 1000)
	numbers, found = Vocabulary(words).similar(word, most=3)
	assert numbers[0] == 0
	assert found.tolist() == pytest.approx(sorted(costs(word, encode(words)).tolist())[:3], abs=1e-4)
