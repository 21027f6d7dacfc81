"""Sites of earlier versions keep the digits that they have in Arabic."""

import frappe

from workshop_crm.core.common.digits import ARABIC_INDIC
from workshop_crm.services.platform.settings import SETTINGS


def execute() -> None:
	if not frappe.db.get_single_value(SETTINGS, "digits"):
		frappe.db.set_single_value(SETTINGS, "digits", ARABIC_INDIC)
