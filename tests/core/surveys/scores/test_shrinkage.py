import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from workshop_crm.core.surveys.scores.ranking import MIN_RANKED, rank
from workshop_crm.core.surveys.scores.shrinkage import MAX_PRIOR_ANSWERS, Count, Prior, fit_prior, shrink
from workshop_crm.core.surveys.scores.tally import Tally

COUNTS = st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole)))
PRIORS = st.builds(Prior, st.floats(0.01, 0.99), st.floats(2, 1000))


def rated(satisfied, whole):
	return Tally(answers=whole, rated=whole, satisfied=satisfied)


@given(COUNTS, PRIORS)
def test_the_estimate_is_the_mean_and_interval_of_the_posterior_beta(count, prior):
	part, whole = count
	posterior = stats.beta(part + prior.mean * prior.answers, whole - part + (1 - prior.mean) * prior.answers)
	expected = (posterior.mean(), posterior.ppf(0.025), posterior.ppf(0.975))
	assert shrink(Count(*count), prior) == pytest.approx(expected, abs=1e-9)


@given(COUNTS.filter(lambda count: count[1]), PRIORS)
def test_the_estimate_lies_between_the_own_share_and_that_of_all(count, prior):
	own = count[0] / count[1]
	low, high = sorted((own, prior.mean))
	assert low - 1e-12 <= shrink(Count(*count), prior).value <= high + 1e-12


def test_the_prior_is_found_again_in_a_large_sample():
	random = np.random.default_rng(13)
	shares = random.beta(16, 4, 4000)
	sizes = random.integers(5, 200, 4000)
	counts = [Count(int(random.binomial(n, p)), int(n)) for n, p in zip(sizes, shares, strict=True)]
	prior = fit_prior(counts)
	assert prior.mean == pytest.approx(0.8, abs=0.01)
	assert prior.answers == pytest.approx(20, rel=0.1)


def test_the_spread_is_the_intraclass_correlation_of_the_analysis_of_variance():
	counts = [Count(9, 10), Count(4, 10), Count(30, 40), Count(5, 20)]
	samples = [np.repeat([1.0, 0.0], [part, whole - part]) for part, whole in counts]
	f = stats.f_oneway(*samples).statistic
	sizes = np.array([whole for _part, whole in counts])
	size = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(sizes) - 1)
	correlation = (f - 1) / (f + size - 1)
	assert fit_prior(counts).answers == pytest.approx((1 - correlation) / correlation, abs=1e-9)


@pytest.mark.parametrize(
	"counts", [[Count(8, 10)], [Count(8, 10), Count(80, 100)], [Count(10, 10), Count(7, 7)]]
)
def test_members_who_do_not_differ_are_all_given_the_common_share(counts):
	assert fit_prior(counts).answers == MAX_PRIOR_ANSWERS


def test_without_answers_there_is_no_prior():
	assert fit_prior([]) is fit_prior([Count(0, 0)]) is None


def test_nobody_is_ranked_below_thirty_ratings():
	rows = rank({"many": rated(24, MIN_RANKED), "few": rated(29, MIN_RANKED - 1), "none": Tally(answers=90)})
	assert [(row.member, row.rank) for row in rows] == [("many", 1), ("few", None), ("none", None)]
	assert rows[1].csat.value == 1


def test_three_lucky_answers_do_not_beat_three_hundred_good_ones():
	rows = {
		row.member: row for row in rank({"new": rated(3, 3), "old": rated(285, 300), "weak": rated(150, 300)})
	}
	assert rows["new"].fair.value < rows["old"].fair.value


def test_what_belongs_to_nobody_has_no_rank():
	rows = rank({"": rated(90, 100), "Salem": rated(80, 100)})
	assert [(row.member, row.rank) for row in rows] == [("Salem", 1), ("", None)]


@given(st.dictionaries(st.text(min_size=1, max_size=3), COUNTS, max_size=8))
def test_ranks_begin_with_one_and_follow_the_fair_share(groups):
	rows = [row for row in rank({name: rated(*count) for name, count in groups.items()}) if row.rank]
	assert [row.fair.value for row in rows] == sorted((row.fair.value for row in rows), reverse=True)
	assert not rows or rows[0].rank == 1
