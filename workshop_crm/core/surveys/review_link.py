"""The address where customers review the workshop in public. Everyone who answered is offered it, whatever they said:
showing it to the satisfied alone ("gating") is forbidden by review sites and by law in several countries.
"""

import re

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_REVIEW_LINK = 500
REFUSED = N_("The review page must be a complete address that starts with https://.")
_ADDRESS = re.compile(r"https://(?:[\w-]+\.)+[\w-]{2,}(?::[0-9]+)?(?:[/?#]\S*)?")


def checked_review_link(typed: str | None) -> str:
	"""Empty for none. Raises InvalidInput for what a browser could not open safely."""
	link = (typed or "").strip()
	if link and (len(link) > MAX_REVIEW_LINK or not _ADDRESS.fullmatch(link)):
		raise InvalidInput(REFUSED)
	return link
