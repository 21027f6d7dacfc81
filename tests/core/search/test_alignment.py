import pytest
from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.names.words import name_words
from workshop_crm.core.search.alignment import alignment
from workshop_crm.core.search.shortlist import outline, shortlist

WORDS = st.text("abdghiklmnorstuyابتحخدرسشعقكلمنهوي", max_size=12)


@pytest.mark.parametrize(
	("typed", "right", "wrong"),
	[
		("salem", "سالم", "سليم"),
		("saleem", "سليم", "سالم"),
		("qasim", "قاسم", "كاسم"),
		("khalid", "خالد", "هالد"),
		("fahd", "فهد", "فؤاد"),
		("othman", "عثمان", "عدنان"),
	],
)
def test_the_right_name_aligns_better_than_its_neighbour(typed, right, wrong):
	assert alignment(typed, right) > alignment(typed, wrong)


@given(WORDS, WORDS)
def test_alignment_is_between_0_and_1_and_the_same_both_ways(one, other):
	assert 0.0 <= alignment(one, other) <= 1.0
	assert alignment(one, other) == pytest.approx(alignment(other, one))


def test_the_shortlist_keeps_the_likest_names_in_their_order():
	outlines = [outline([name]) for name in ("خالد", "محمد", "فهد", "Mohammed", "سعد")]
	assert shortlist(name_words("mohammed"), outlines, 2) == [1, 3]
