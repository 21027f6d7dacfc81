"""The address of a survey that only its customer gets.

It stands below surveys and messaging, because both need it: surveys store the hash of its token, and a message shows
its link to staff without knowing what a survey is.
"""

from __future__ import annotations

from workshop_crm.core.surveys.tokens import derive_token, survey_link
from workshop_crm.services.platform import settings

INVITATION = "Survey Invitation"


def token_of(invitation: str) -> str:
	"""The token of an invitation. It is derived again each time: only its hash is stored."""
	return derive_token(settings.invitation_secret(), invitation)


def link_about(doctype: str | None, name: str | None) -> str | None:
	"""The address that the customer opens, of a record that has one."""
	return survey_link(settings.public_url(), token_of(name)) if doctype == INVITATION and name else None
