"""The job that sends what is due. Whoever writes a message asks for it without knowing how messages are sent."""

from __future__ import annotations

from workshop_crm.services.platform import background

JOB = "workshop_crm.services.messaging.sending.send_due"


def send_soon() -> None:
	"""Send what is due once the transaction is committed. The scheduler does so every minute, too."""
	background.after_commit(JOB, "workshop_crm_messages")
