"""The address of a survey that only its customer gets. It stands below surveys and messaging, because both need it."""

from __future__ import annotations

from workshop_crm.core.surveys.tokens import derive_token, survey_link
from workshop_crm.preview.settings import Settings

INVITATION = "Survey Invitation"


def link(settings: Settings, base_url: str, invitation: str) -> str:
	"""The owner's public address counts before the one the preview runs at."""
	token = derive_token(settings.invitation_secret, invitation)
	return survey_link(settings.public_url or base_url, token)
