"""Messages to customers."""

from typing import Any

from workshop_crm.api.errors import WRITE, endpoint
from workshop_crm.services import messaging


@endpoint()
def outbox(limit: int = 50) -> list[dict[str, Any]]:
	"""The latest messages."""
	return messaging.outbox(limit)


@endpoint(WRITE)
def send_again(message: str) -> None:
	"""Send a message once more."""
	messaging.send_again(message)
