"""The filters of the reports that say what the dashboard says."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.analytics.filters import FilterArguments, Filters
from workshop_crm.core.common.argument_groups import group_of


def read(filters: dict[str, Any] | None) -> Filters:
	"""As the dashboard reads them; a report's form may have more. Raises InvalidInput for a bad one."""
	given = {name: str(value) for name, value in (filters or {}).items() if value}
	return group_of(FilterArguments, given).read()
