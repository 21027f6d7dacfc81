"""Texts with places in braces, filled in when they are written and when they leave.

A stored message keeps the place `{link}`: its secret is known only to the customer.
"""

import re
from collections.abc import Mapping

LINK = "{link}"
_PLACE = re.compile(r"\{(\w+)\}")


def fill(template: str, values: Mapping[str, str]) -> str:
	"""Fill in the places that `values` has and leave the others as they are.

	Braces inside a value are dropped, so that a customer's name can never bring in a place.
	"""
	clean = {name: re.sub(r"[{}]", "", value) for name, value in values.items()}
	return _PLACE.sub(lambda match: clean.get(match[1], match[0]), template)


def with_link(text: str, link: str | None) -> str:
	"""A stored text as it leaves, and as staff may copy it."""
	return text.replace(LINK, link) if link else text
