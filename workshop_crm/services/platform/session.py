"""Who is asking, and how to show things to him."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import cint, get_fullname, today

from workshop_crm.services.platform import settings
from workshop_crm.services.platform.permissions import can_manage, require_staff

STAFF_SCREENS = ("search", "profile", "checkout", "follow_ups", "loyalty", "outbox")
MANAGER_SCREENS = ("dashboard",)
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def context() -> dict[str, Any]:
	"""Host, language, currency, user and the screens he may open."""
	require_staff()
	company, language = settings.company(), (frappe.local.lang or "en").split("-")[0]
	currency = settings.currency(company)
	return {
		"host": "erpnext",
		"language": language,
		"direction": "rtl" if language in RIGHT_TO_LEFT else "ltr",
		"currency": currency,
		"currency_precision": _precision(currency),
		"today": today(),
		"user": frappe.session.user,
		"user_name": get_fullname(frappe.session.user),
		"company": company,
		"can_manage": can_manage(),
		"screens": [*STAFF_SCREENS, *(MANAGER_SCREENS if can_manage() else ())],
	}


def _precision(currency: str) -> int:
	"""Decimals that are shown: the site's setting, or those of the currency's smallest coin."""
	chosen = frappe.db.get_default("currency_precision")
	if chosen not in (None, ""):
		return cint(chosen)
	fraction = frappe.get_cached_value("Currency", currency, "fraction_units")
	return len(str(cint(fraction))) - 1 if cint(fraction) > 1 else 2
