"""POS Invoice: the same points as on a Sales Invoice."""

from __future__ import annotations

from erpnext.accounts.doctype.pos_invoice.pos_invoice import POSInvoice

from workshop_crm.overrides.loyalty_invoice import LoyaltyInvoice


class WorkshopPOSInvoice(LoyaltyInvoice, POSInvoice):
	pass
