"""Which message brings a paper, and which paper is sent."""

import pytest

from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.attachments import MAX_ATTACHMENT_BYTES, PDF, brings_paper, paper


@pytest.mark.parametrize(
	("channel", "purpose", "brings"),
	[("Email", "Invoice", True), ("WhatsApp", "Invoice", False), ("Email", "Survey Invitation", False)],
)
def test_an_email_with_an_invoice_brings_it(channel, purpose, brings):
	assert brings_paper({"channel": channel, "purpose": purpose}) is brings


def test_what_is_no_pdf_or_too_large_is_not_sent():
	largest = PDF + b" " * (MAX_ATTACHMENT_BYTES - len(PDF))
	assert paper("a.pdf", largest).data == largest
	for data, reason in ((largest + b" ", "larger than 5 MB"), (b"<html>", "no PDF")):
		with pytest.raises(InvalidInput, match=reason):
			paper("a.pdf", data)
