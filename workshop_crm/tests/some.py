"""A loop over nothing proves nothing."""

from collections.abc import Iterable
from typing import TypeVar

Item = TypeVar("Item")


def some(values: Iterable[Item]) -> list[Item]:
	"""The values as a list; raises AssertionError when there are none."""
	found = list(values)
	assert found, "there is nothing to check"
	return found
