"""Whose work a visit was, from its lines."""

from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.visits.people import Worked, adviser_shares, technician_of_visit

NAMES = ["", "Omar", "Huda", "Bilal", "Salma", "Tariq", "Noura", "Yusuf"]
names = st.sampled_from(NAMES)
lines = st.lists(
	st.builds(Worked, st.decimals(min_value=0, max_value=10_000, places=2), names, names), max_size=8
)


def worked(amount: int, technician: str = "", adviser: str = "") -> Worked:
	return Worked(Decimal(amount), technician, adviser)


def test_whoever_did_the_most_did_the_visit():
	assert technician_of_visit([worked(60, "Omar"), worked(50, "Huda"), worked(30, "Huda")]) == "Huda"
	assert technician_of_visit([worked(50, "Omar"), worked(50, "Huda")]) == "Omar"
	assert technician_of_visit([worked(50)]) == ""


def test_advisers_share_the_visit_by_amounts():
	shares = adviser_shares([worked(100, adviser="Omar"), worked(300, adviser="Huda"), worked(50)])
	assert shares == [("Huda", Decimal(75)), ("Omar", Decimal(25))]


def test_free_work_is_shared_evenly():
	shares = adviser_shares(
		[worked(0, adviser="Omar"), worked(0, adviser="Huda"), worked(0, adviser="Bilal")]
	)
	assert sum(share for _name, share in shares) == 100
	assert {name for name, _share in shares} == {"Omar", "Huda", "Bilal"}


@given(lines)
def test_the_shares_are_a_hundred_together_and_nobody_has_less_than_nothing(some):
	shares = adviser_shares(some)
	named = {line.adviser for line in some if line.adviser}
	assert {name for name, _share in shares} == named
	if named:
		assert sum(share for _name, share in shares) == 100
		assert all(share >= 0 for _name, share in shares)
	assert technician_of_visit(some) in {line.technician for line in some} | {""}


@given(st.lists(st.decimals(min_value=0, max_value=1_000_000, places=2), min_size=1, max_size=60))
def test_erpnext_adds_the_shares_up_to_a_hundred_too(amounts):
	shares = adviser_shares(Worked(amount, "", f"Adviser {n}") for n, amount in enumerate(amounts))
	whole = 0.0
	for _name, share in shares:
		assert round(float(share), 2) == float(share)
		whole += float(share)
	assert whole == 100.0
	assert all(share >= 0 for _name, share in shares)
	for (_name, share), amount in list(zip(shares, sorted(amounts, reverse=True), strict=True))[1:]:
		if sum(amounts):
			assert abs(share - amount * 100 / sum(amounts)) < Decimal("0.25")
