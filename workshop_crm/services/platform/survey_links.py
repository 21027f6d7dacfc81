"""The address of a survey that only its customer gets.

It stands below surveys and messaging, because both need it: surveys store the hash of its token, messages show it.
"""

from __future__ import annotations

from workshop_crm.core.surveys.tokens import derive_token, survey_link
from workshop_crm.services.platform import settings

INVITATION = "Survey Invitation"


def token_of(invitation: str) -> str:
	"""The token of an invitation. It is derived again each time: only its hash is stored."""
	return derive_token(settings.invitation_secret(), invitation)


def link_of(invitation: str) -> str:
	"""The address that the customer opens."""
	return survey_link(settings.public_url(), token_of(invitation))
