"""What files hold: customers, invoices or opening balances of points, each with the fields an import knows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from workshop_crm.core.imports.balance_fields import BALANCE_FIELDS
from workshop_crm.core.imports.customer_fields import CUSTOMER_FIELDS
from workshop_crm.core.imports.field import Field
from workshop_crm.core.imports.invoice_fields import INVOICE_FIELDS

CUSTOMERS = "customers"
INVOICES = "invoices"
BALANCES = "balances"

FIELDS: Mapping[str, Sequence[Field]] = {
	CUSTOMERS: CUSTOMER_FIELDS,
	INVOICES: INVOICE_FIELDS,
	BALANCES: BALANCE_FIELDS,
}
NEEDED: Mapping[str, Sequence[tuple[str, ...]]] = {
	CUSTOMERS: (("name", "name_ar", "first_name"),),
	INVOICES: (("customer", "customer_name"), ("date",), ("total",)),
	BALANCES: (("customer",), ("points",)),
}
