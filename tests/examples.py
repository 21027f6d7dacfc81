"""How many random examples a property is tried on: few in every run, many in `./dev test --thorough`."""

from typing import Any

from hypothesis import settings

THOROUGH = "thorough"
THOROUGH_EXAMPLES = 1000


def examples(usual: int, **more: Any) -> settings:
	"""`usual` many, or those of a thorough run; `more` are other settings of hypothesis."""
	profile = settings.default.max_examples
	return settings(max_examples=usual if profile < THOROUGH_EXAMPLES else max(usual, profile), **more)
