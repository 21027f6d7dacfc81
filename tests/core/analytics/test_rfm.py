from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.data import synthetic
from workshop_crm.core.analytics import rfm
from workshop_crm.core.analytics.summary import summarise
from workshop_crm.core.analytics.transactions import from_columns

AS_OF = synthetic.TODAY


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(0, 700), st.integers(0, 9)), max_size=60))
def test_who_has_more_never_scores_less(rows: list[tuple[int, int, int]]):
	customers = 31
	columns = from_columns(
		[row[0] for row in rows],
		[AS_OF.toordinal() - row[1] for row in rows],
		[float(row[2]) for row in rows],
	)
	summary = summarise(columns, customers, AS_OF)
	found = rfm.score(summary)
	for score, values in (
		(found.recency, summary.last_day),
		(found.frequency, summary.frequency),
		(found.money, summary.revenue),
	):
		order = [place for place in np.argsort(values, kind="stable").tolist() if summary.first_day[place]]
		assert all(score[a] <= score[b] for a, b in pairwise(order))
		assert all(score[a] == score[b] for a in order for b in order if values[a] == values[b])
		assert not len(order) or score[order[-1]] == rfm.SCORES
	known = summary.first_day > 0
	assert ((found.group == rfm.NO_GROUP) == ~known).all()
	assert ((found.recency == rfm.NO_SCORE) == ~known).all()


def test_fifths_of_many_customers_are_fifths():
	customers = 10_000
	found = rfm.score(summarise(synthetic.purchases(customers, alpha=2.0), customers, AS_OF))
	assert np.bincount(found.money, minlength=6)[1:].tolist() == [2000] * 5


@pytest.mark.parametrize(
	("recency", "frequency", "money", "group"),
	[
		(5, 5, 5, "Champions"),
		(4, 4, 1, "Champions"),
		(4, 3, 5, "Loyal"),
		(3, 4, 1, "Loyal"),
		(5, 1, 1, "Promising"),
		(3, 3, 3, "Needs Attention"),
		(2, 1, 4, "Cannot Lose"),
		(1, 5, 1, "Cannot Lose"),
		(2, 3, 3, "Hibernating"),
		(1, 1, 1, "Hibernating"),
	],
)
def test_the_groups_are_what_they_are_called(recency: int, frequency: int, money: int, group: str):
	scores = (np.array([score], np.int8) for score in (recency, frequency, money))
	assert rfm.GROUPS[rfm._groups(*scores, np.array([True]))[0]] == group
