"""Who is asking, and how amounts, dates and texts are shown to them."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import get_fullname, getdate, today

from workshop_crm.core.common.dates import GREGORIAN, HIJRI, Calendar, read_calendar
from workshop_crm.core.common.digits import numbering
from workshop_crm.core.common.languages import Language
from workshop_crm.core.common.periods import usual_periods
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.money import rounding
from workshop_crm.services.platform.permissions import can_manage, require_staff

STAFF_SCREENS = (
	"today",
	"search",
	"profile",
	"checkout",
	"handover",
	"due",
	"call_list",
	"follow_ups",
	"loyalty",
	"messages",
)
MANAGER_SCREENS = ("surveys", "dashboard", "loyalty_figures", "import")
_CALENDAR = "workshop_crm_calendar"
RIGHT_TO_LEFT = ("ar", "fa", "he", "ur")


def language() -> str:
	"""The language of the reader, without its country: "ar", "en" or another of Frappe's."""
	return (frappe.local.lang or "en").split("-")[0]


def app_language() -> Language:
	"""The one of the app's two languages in which the reader is answered."""
	return "ar" if language() == "ar" else "en"


def calendar() -> Calendar:
	"""The one in which the user reads the dates of the dashboard."""
	return HIJRI if frappe.defaults.get_user_default(_CALENDAR) == HIJRI else GREGORIAN


def choose_calendar(name: str) -> Calendar:
	"""Raises InvalidInput for a calendar that there is not."""
	require_staff()
	frappe.defaults.set_user_default(_CALENDAR, read_calendar(name))
	return calendar()


def context() -> dict[str, Any]:
	"""Host, language, currency, user and the screens that may be opened."""
	require_staff()
	company = settings.company()
	currency = settings.currency(company)
	return {
		"host": "erpnext",
		"language": language(),
		"direction": "rtl" if language() in RIGHT_TO_LEFT else "ltr",
		"currency": currency,
		"currency_precision": rounding().decimals,
		"digits": numbering(settings.digits()),
		"today": today(),
		"periods": usual_periods(getdate()),
		"calendar": calendar(),
		"value_months": settings.scoring_rules().horizon_months,
		"user": frappe.session.user,
		"user_name": get_fullname(frappe.session.user),
		"company": company,
		"can_manage": can_manage(),
		"is_made_up": False,
		"screens": [*STAFF_SCREENS, *(MANAGER_SCREENS if can_manage() else ())],
	}
