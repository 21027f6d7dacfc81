"""Pictures that customers send: where their providers keep them, and how long and how often they are asked for.

A provider tells of a picture and keeps it: Meta under an id for 30 days, Twilio at an address of its own. The app fetches it after
the message was stored, so that neither waits for the other.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import timedelta
from typing import Protocol

from workshop_crm.core.common.errors import N_

MAX_PICTURES = 10
# WhatsApp takes images up to 5 MB, Twilio all media of a message together (their pages on media).
MAX_BYTES = 5 * 1024 * 1024
# What could not be fetched by then is left at the provider.
TO_FETCH = timedelta(days=2)
TOO_LARGE = N_("The picture is too large.")
NOT_THERE = N_("The provider names no address for the picture.")


class PictureSource(Protocol):
	"""A provider that keeps pictures."""

	def fetch(self, reference: str) -> bytes:
		"""The file. Raises SendingFailed for what may be there later, InvalidInput for what never will."""
		...


def as_stored(references: Sequence[str]) -> str:
	"""The references as a message keeps them until they are fetched; empty for none."""
	return json.dumps(list(references[:MAX_PICTURES])) if references else ""


def from_stored(text: str | None) -> list[str]:
	"""The references of a stored message."""
	return [str(one) for one in json.loads(text)] if text else []


def picture_name(message: str, number: int) -> str:
	"""The name of a file. All are kept as JPEG, whatever they came as."""
	return f"{message}-{number}.jpg"
