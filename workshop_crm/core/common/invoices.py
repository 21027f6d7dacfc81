"""What an invoice is by its `docstatus`, and what people are told of it."""

from typing import Literal

VisitStatus = Literal["Submitted", "Cancelled", "Return"]

DRAFT, SUBMITTED, CANCELLED = 0, 1, 2
"""Values of docstatus."""


def visit_status(docstatus: int | None, is_return: object) -> VisitStatus:
	"""Of an invoice that is no draft; a credit note is a return unless it is cancelled."""
	if docstatus == CANCELLED:
		return "Cancelled"
	return "Return" if is_return else "Submitted"
