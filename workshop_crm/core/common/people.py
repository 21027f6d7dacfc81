"""Staff to choose from."""

from __future__ import annotations

from collections.abc import Mapping


def people_view(people: Mapping[str, str]) -> list[dict[str, str]]:
	"""Full names by user, as a screen offers them: in the order of the names."""
	return [{"user": user, "name": name} for user, name in sorted(people.items(), key=lambda one: one[1])]
