from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from workshop_crm.core.printing.shares import share_out

MONEY = st.integers(0, 10**9).map(lambda cents: Decimal(cents).scaleb(-2))


@given(MONEY, st.lists(MONEY, min_size=1, max_size=30), st.sampled_from([1, -1]))
def test_the_parts_add_up_to_the_total_and_differ_from_the_exact_part_by_less_than_a_cent(
	total, weights, sign
):
	whole = sum(weights)
	parts = share_out(sign * total, [sign * weight for weight in weights], 2)
	if not whole:
		assert parts == [Decimal(0)] * len(weights)
		return
	assert sum(parts) == sign * total
	for part, weight in zip(parts, weights, strict=True):
		assert abs(part - sign * total * weight / whole) < Decimal("0.01000001")


def test_what_rounding_leaves_goes_to_the_largest_remainder():
	shares = share_out(Decimal("1.00"), [Decimal(1), Decimal(1), Decimal(1)], 2)
	assert sorted(shares) == [Decimal("0.33"), Decimal("0.33"), Decimal("0.34")]
