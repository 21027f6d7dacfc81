"""The address where customers review the workshop in public. Everyone who answered is offered it, whatever they said:
showing it to the satisfied alone ("gating") is forbidden by review sites and by law in several countries.
"""

from urllib.parse import urlsplit

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_REVIEW_LINK = 500
REFUSED = N_("The review page must be a complete address that starts with https://.")


def checked_review_link(typed: str | None) -> str:
	"""Empty for none. Raises InvalidInput for what a browser could not open safely."""
	link = (typed or "").strip()
	if not link:
		return ""
	try:
		parts = urlsplit(link)
	except ValueError as error:
		raise InvalidInput(REFUSED) from error
	is_open = parts.scheme == "https" and parts.hostname and not parts.username
	if not is_open or len(link) > MAX_REVIEW_LINK or any(letter.isspace() for letter in link):
		raise InvalidInput(REFUSED)
	return link
