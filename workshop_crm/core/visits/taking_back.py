"""Which invoices may be cancelled, and which may be returned by a credit note."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from workshop_crm.core.common.errors import N_, Conflict, InvalidInput
from workshop_crm.core.common.invoices import CANCELLED, DRAFT


@dataclass(frozen=True, slots=True)
class InvoiceState:
	"""`docstatus` is one of the numbers of `core.common.invoices`; `credit_notes` are the totals of the submitted ones, positive."""

	name: str
	docstatus: int
	is_return: bool
	total: Decimal
	credit_notes: tuple[Decimal, ...] = ()

	@property
	def is_returned(self) -> bool:
		"""Whether credit notes make up the whole invoice; for an invoice of nothing, whether there is one."""
		return bool(self.credit_notes) and sum(self.credit_notes) >= self.total


def check_cancel(invoice: InvoiceState) -> None:
	"""Raises Conflict for an invoice that is cancelled, InvalidInput for a draft and one with credit notes."""
	if invoice.docstatus == CANCELLED:
		raise Conflict(N_("{record} is cancelled already."), record=invoice.name)
	_refuse_draft(invoice)
	if invoice.credit_notes:
		raise InvalidInput(N_("{record} was returned. Cancel the credit note first."), record=invoice.name)


def check_return(invoice: InvoiceState) -> None:
	"""Raises Conflict for an invoice that was returned, InvalidInput for what cannot be."""
	_refuse_draft(invoice)
	if invoice.docstatus == CANCELLED:
		raise InvalidInput(N_("{record} is cancelled, so it cannot be returned."), record=invoice.name)
	if invoice.is_return:
		raise InvalidInput(
			N_("{record} is a credit note, so it cannot be returned. Cancel it instead."), record=invoice.name
		)
	if invoice.is_returned:
		raise Conflict(N_("{record} was returned already."), record=invoice.name)


def _refuse_draft(invoice: InvoiceState) -> None:
	if invoice.docstatus == DRAFT:
		raise InvalidInput(N_("{record} is a draft. Submit or delete it in its form."), record=invoice.name)
