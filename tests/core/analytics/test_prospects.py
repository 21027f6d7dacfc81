import numpy as np

from benchmarks.data import synthetic
from workshop_crm.core.analytics import rfm
from workshop_crm.core.analytics.facts import Customers, DashboardFacts
from workshop_crm.core.analytics.transactions import Transactions
from workshop_crm.core.analytics.workings import Workings


def workings(visits: Transactions, customers: int) -> Workings:
	named = Customers.from_rows((str(place), str(place), None) for place in range(customers))
	return Workings(DashboardFacts(synthetic.TODAY, "SAR", named, (), visits))


def test_the_range_of_visits_is_around_what_is_expected():
	made = workings(synthetic.purchases(3_000, days=900), 3_000)
	found, scores = made.prospects, made.scores
	assert (found.fewest <= scores.expected_visits).all()
	assert found.chance is not None
	assert found.chance_days == 183
	came = scores.last_day > synthetic.TODAY.toordinal() - 30
	assert found.chance[came].mean() > found.chance[~came].mean()
	assert found.group_name(int(np.argmax(scores.revenue))) in rfm.GROUPS


def test_a_young_workshop_has_ranges_and_no_chance():
	made = workings(synthetic.purchases(12, days=20), 12)
	found = made.prospects
	assert (found.chance, found.chance_days) == (None, 0)
	assert (found.fewest <= found.most).all()


def test_who_never_came_is_in_no_group():
	visits = synthetic.purchases(50, days=400)
	made = workings(visits.where(visits.customer > 0), 50)
	assert made.prospects.group_name(0) is None
