import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import nbinom

from workshop_crm.core.analytics.intervals import COVERAGE, visit_interval


@given(st.floats(0.0, 1.0), st.floats(0.0, 40.0), st.floats(0.05, 60.0))
def test_the_interval_covers_what_it_says(p_alive: float, mean_if_alive: float, shape: float):
	expected = p_alive * mean_if_alive
	found = visit_interval(np.array([p_alive]), np.array([expected]), np.array([shape]))
	lower, upper = int(found.lower[0]), int(found.upper[0])
	counts = np.arange(lower, upper + 1)
	chance = np.zeros(len(counts))
	if p_alive > 0 and mean_if_alive > 0:
		chance += p_alive * nbinom.pmf(counts, shape, shape / (shape + mean_if_alive))
	chance[counts == 0] += 1 - p_alive if p_alive > 0 and mean_if_alive > 0 else 1.0
	assert 0 <= lower <= upper
	assert chance.sum() >= COVERAGE - 1e-9


def test_who_may_be_gone_may_come_never():
	found = visit_interval(np.array([0.5, 1.0]), np.array([5.0, 10.0]), np.array([50.0, 50.0]))
	assert found.lower.tolist()[0] == 0
	assert found.lower.tolist()[1] == pytest.approx(6, abs=1)
	assert found.upper.tolist()[1] == pytest.approx(14, abs=1)
