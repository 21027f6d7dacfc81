from decimal import Decimal

import pytest

from workshop_crm.core.common.errors import Conflict, InvalidInput
from workshop_crm.core.common.invoices import CANCELLED, DRAFT, SUBMITTED
from workshop_crm.core.visits.taking_back import InvoiceState, check_cancel, check_return


def invoice(
	docstatus: int = SUBMITTED, is_return: bool = False, total: int = 100, *notes: int
) -> InvoiceState:
	return InvoiceState("INV-1", docstatus, is_return, Decimal(total), tuple(map(Decimal, notes)))


def test_a_submitted_invoice_is_cancelled_or_returned():
	check_cancel(invoice())
	check_return(invoice())


def test_a_part_that_came_back_leaves_a_rest_to_return_and_forbids_to_cancel():
	partly = invoice(SUBMITTED, False, 100, 40)
	check_return(partly)
	with pytest.raises(InvalidInput, match="Cancel the credit note first"):
		check_cancel(partly)


@pytest.mark.parametrize("notes", [(100,), (60, 40), (100, 20)])
def test_what_came_back_as_a_whole_is_not_returned_again(notes):
	with pytest.raises(Conflict, match="returned already"):
		check_return(invoice(SUBMITTED, False, 100, *notes))


def test_an_invoice_of_nothing_is_returned_once():
	check_return(invoice(total=0))
	with pytest.raises(Conflict):
		check_return(invoice(SUBMITTED, False, 0, 0))


def test_a_credit_note_is_cancelled_and_not_returned():
	check_cancel(invoice(is_return=True, total=-100))
	with pytest.raises(InvalidInput, match="Cancel it instead"):
		check_return(invoice(is_return=True, total=-100))


@pytest.mark.parametrize(
	("docstatus", "cancel", "give_back"),
	[(CANCELLED, Conflict, InvalidInput), (DRAFT, InvalidInput, InvalidInput)],
)
def test_what_is_not_submitted_is_neither_cancelled_nor_returned(docstatus, cancel, give_back):
	with pytest.raises(cancel):
		check_cancel(invoice(docstatus))
	with pytest.raises(give_back):
		check_return(invoice(docstatus))
