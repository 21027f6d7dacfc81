"""Groups of arguments: dataclasses whose fields several endpoints take."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, TypeVar

Group = TypeVar("Group")


def group_of(kind: type[Group], chosen: Mapping[str, Any]) -> Group:
	"""The group of a form or an address, in which others may stand beside it; what is not there is None."""
	return kind(**{one.name: chosen.get(one.name) for one in fields(kind)})  # type: ignore[arg-type]
