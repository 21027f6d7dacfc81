import pytest

from visit_columns import invitations
from workshop_crm.core.analytics.facts import Invitations
from workshop_crm.core.analytics.satisfaction import distribution


def test_unanswered_invitations_count_for_the_rate_and_not_for_the_ratings():
	rows = [("A", "2025-01-01", None, True, rating) for rating in (1, 4, 5, 5, None)]
	rows.append(("A", "2025-01-01", None, False, None))
	counted = distribution(invitations(rows, {"A": 0}, {}))
	assert counted.counts == (1, 0, 0, 1, 2)
	assert (counted.rated, counted.satisfied, counted.sent, counted.answered) == (4, 3, 6, 5)
	assert counted.response_rate == pytest.approx(5 / 6)


def test_there_is_no_rate_before_an_invitation_was_sent():
	assert distribution(Invitations.none()).response_rate is None
