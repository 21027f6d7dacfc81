"""ERPNext's Point of Sale writes a customer's phone, e-mail address and program for everybody who is logged in."""

from __future__ import annotations

from typing import Any

import frappe
from erpnext.selling.page.point_of_sale import point_of_sale

from workshop_crm.core.common.errors import N_, NotAllowed
from workshop_crm.services.platform.errors import as_frappe_errors

PAGE = "point-of-sale"


@frappe.whitelist()
def set_customer_info(fieldname: str, customer: str, value: str = "") -> Any:
	"""ERPNext's own, for those who may use its page and change this customer. Raises PermissionError."""
	with as_frappe_errors():
		_require_page()
	frappe.has_permission("Customer", "write", doc=customer, throw=True)
	return point_of_sale.set_customer_info(fieldname, customer, value)


def _require_page() -> None:
	if not frappe.get_doc("Page", PAGE).is_permitted():
		raise NotAllowed(N_("Only users of the Point of Sale may do this."))
