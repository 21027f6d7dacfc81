"""The address of a survey that only its customer gets."""

from __future__ import annotations

from workshop_crm.core.surveys.tokens import derive_token
from workshop_crm.services.platform import settings


def token_of(invitation: str) -> str:
	"""The token of an invitation. It is derived again each time: only its hash is stored."""
	return derive_token(settings.invitation_secret(), invitation)


def link_of(invitation: str) -> str:
	"""The address that the customer opens."""
	return f"{settings.public_url()}/s/{token_of(invitation)}"
