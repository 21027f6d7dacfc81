"""Whom a user may see is asked about who was found; whoever sees few is searched in these alone; nobody is lost or shown."""

import pytest

from workshop_crm.core.search.visible import MAX_FEW, MIN_ASKED, Restricted, within

EVERYBODY = [f"C{number:05d}" for number in range(3 * MIN_ASKED)]


class Engine:
	"""Finds all in their order, asks in portions, and stops as soon as `most` may be seen."""

	def __init__(self, most: int) -> None:
		self.most, self.allowed = most, []

	def __call__(self, allowed):
		self.allowed.append(allowed)
		if not callable(allowed):
			return [one for one in EVERYBODY if allowed is None or one in allowed][: self.most]
		found = []
		for start in range(0, len(EVERYBODY), 100):
			portion = EVERYBODY[start : start + 100]
			may = allowed(portion)
			found += [one for one in portion if one in may]
			if len(found) >= self.most:
				break
		return found[: self.most]


class User:
	def __init__(self, sees):
		self.sees, self.asked, self.read = set(sees), [], []

	def visible(self) -> Restricted:
		return Restricted(self.among, self.first)

	def among(self, customers):
		self.asked += customers
		return self.sees & set(customers)

	def first(self, most):
		self.read.append(most)
		return sorted(self.sees)[:most]


@pytest.mark.parametrize("step", [1, 2, 7, 50, 999, 5_000])
def test_the_first_whom_the_user_may_see_are_found_and_no_other(step):
	user, engine = User(EVERYBODY[step - 1 :: step]), Engine(10)
	assert within(user.visible(), engine) == EVERYBODY[step - 1 :: step][:10]
	assert len(user.asked) <= MIN_ASKED
	assert len(set(user.asked)) == len(user.asked)


def test_who_sees_many_is_never_read():
	user = User(EVERYBODY[::2])
	within(user.visible(), Engine(250))
	assert (user.read, len(user.asked)) == ([], 500)


def test_who_sees_many_others_than_those_found_is_read_no_further_than_needed_and_asked_about():
	others = [f"D{number:05d}" for number in range(MAX_FEW)]
	user, engine = User([*others, EVERYBODY[-1]]), Engine(10)
	assert within(user.visible(), engine) == [EVERYBODY[-1]]
	assert user.read == [MAX_FEW + 1]
	assert sorted(user.asked) == EVERYBODY


def test_ids_and_everybody_are_handed_on_as_they_are():
	for visible in (None, frozenset({"C00001"})):
		engine = Engine(3)
		within(visible, engine)
		assert engine.allowed == [visible]
