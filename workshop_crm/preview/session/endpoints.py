"""Who is here, in which language, and what the screens need to know before they draw."""

from __future__ import annotations

from typing import Any

from workshop_crm.core.common.dates import HIJRI, read_calendar
from workshop_crm.core.common.digits import numbering
from workshop_crm.core.common.periods import usual_periods
from workshop_crm.preview.call import Call, reads, writes
from workshop_crm.preview.company import company_name
from workshop_crm.preview.settings import change_settings
from workshop_crm.preview.staff import USER, USER_NAME
from workshop_crm.preview.translate import direction

SCREENS = (
	"today",
	"search",
	"profile",
	"checkout",
	"messages",
	"loyalty",
	"loyalty_figures",
	"handover",
	"due",
	"call_list",
	"follow_ups",
	"surveys",
	"dashboard",
	"import",
)


def build_context(call: Call) -> dict[str, Any]:
	return {
		"host": "preview",
		"language": call.language,
		"direction": direction(call.language),
		"currency": call.settings.currency,
		"currency_precision": call.settings.rounding.decimals,
		"digits": numbering(call.settings.digits),
		"today": call.today.isoformat(),
		"periods": usual_periods(call.today),
		"calendar": call.settings.calendar,
		"value_months": call.settings.clv_horizon_months,
		"user": USER,
		"user_name": call.translate(USER_NAME),
		"company": company_name(call.settings, call.language),
		"can_manage": True,
		"screens": list(SCREENS),
		"is_made_up": call.settings.demo,
	}


@reads
def context(call: Call) -> dict[str, Any]:
	return build_context(call)


@writes
def choose_calendar(call: Call, calendar: str) -> dict[str, str]:
	chosen = read_calendar(calendar)
	change_settings(call.connection, hijri_dates=chosen == HIJRI)
	return {"calendar": chosen}
