"""What an e-mail brings along: the paper of the invoice that it is about."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.messaging.default_templates import INVOICE
from workshop_crm.core.messaging.sender import Attachment

MAX_ATTACHMENT_BYTES: Final = 5 * 1024 * 1024
"""Far above any invoice, and below what the strictest mail servers take of an encoded file."""
PDF: Final = b"%PDF-"


def brings_paper(message: Mapping[str, Any]) -> bool:
	"""Whether a message is an e-mail with an invoice."""
	return bool(message["channel"] == "Email" and message["purpose"] == INVOICE.purpose)


def paper(name: str, data: bytes) -> Attachment:
	"""Raises InvalidInput for what is no PDF, or too large to be sent."""
	if not data.startswith(PDF):
		raise InvalidInput(N_("{file} is no PDF."), file=name)
	if len(data) > MAX_ATTACHMENT_BYTES:
		raise InvalidInput(
			N_("{file} is larger than {most} MB and was not sent with the e-mail."),
			file=name,
			most=MAX_ATTACHMENT_BYTES // 1024**2,
		)
	return Attachment(name, data)
