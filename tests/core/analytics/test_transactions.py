import pytest

from workshop_crm.core.analytics.transactions import from_columns


def test_money_is_kept_to_the_millionth_and_sums_are_exact():
	columns = from_columns([0] * 3, [10] * 3, [0.1, 0.2, 1.005])
	assert columns.money.tolist() == [100_000, 200_000, 1_005_000]
	assert (columns.amount.tolist(), int(columns.money.sum())) == ([0.1, 0.2, 1.005], 1_305_000)


def test_ordering_is_by_customer_and_day():
	mixed = from_columns([1, 0, 1, 0], [5, 9, 4, 3], [1.0, 2.0, 3.0, 4.0]).ordered()
	assert (mixed.customer.tolist(), mixed.day.tolist()) == ([0, 0, 1, 1], [3, 9, 4, 5])
	assert mixed.amount.tolist() == [4.0, 2.0, 3.0, 1.0]
	assert mixed.ordered() is mixed


def test_columns_of_unequal_length_are_refused():
	with pytest.raises(ValueError, match="same length"):
		from_columns([0, 1], [10, 11], [5.0])


@pytest.mark.parametrize("amount", [float("nan"), float("inf")])
def test_amounts_that_are_no_numbers_are_refused(amount: float):
	with pytest.raises(ValueError, match="finite"):
		from_columns([0], [10], [amount])
