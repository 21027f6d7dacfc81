"""The PDF that goes with the e-mail of an invoice. It is made by the job that sends, not while the invoice is sent on its way."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

import frappe
from frappe.model.document import Document

from workshop_crm.core.messaging.attachments import brings_paper, paper
from workshop_crm.core.messaging.sender import Attachment
from workshop_crm.services.messaging import rules
from workshop_crm.services.platform.isolation import isolated

PRINT_FORMATS: Final[Mapping[str, str]] = {"Sales Invoice": "Workshop Invoice"}
"""By the DocType that a message is about."""


def attachments_of(message: Document) -> tuple[Attachment, ...]:
	"""None where the owner wants none; none and a line in the error log where it cannot be made: the e-mail has its link."""
	if not brings_paper(message.as_dict()) or not rules.stored().attach_invoices:
		return ()
	made: list[Attachment] = []
	with isolated("PDF of an invoice", message.doctype, message.name):
		made.append(_paper(message))
	return tuple(made)


def _paper(message: Document) -> Attachment:
	try:
		printed = frappe.attach_print(
			message.reference_doctype,
			message.reference_name,
			print_format=PRINT_FORMATS[message.reference_doctype],
			lang=message.language,
			print_letterhead=False,
		)
	finally:
		# Frappe leaves it set when a print fails.
		frappe.local.flags.ignore_print_permissions = False
	return paper(printed["fname"], printed["fcontent"])
