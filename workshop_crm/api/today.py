"""The front desk's day on one page."""

from typing import Any

from workshop_crm.api.endpoint import endpoint
from workshop_crm.core.common.limits import at_most
from workshop_crm.core.today.day import MAX_ROWS, ROWS, read_section
from workshop_crm.services.today import day


@endpoint()
def show(branch: str = "", section: str = "", limit: int = ROWS) -> dict[str, Any]:
	"""Each section with its first rows and how many there are, or one of them."""
	return day.show(branch, read_section(section), at_most(limit, MAX_ROWS))
