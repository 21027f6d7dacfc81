"""When a service is due, in a customer's words."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from workshop_crm.core.common.dates import written_day
from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language

DUE_ON = N_("around {day}")
DUE_AT = N_("at {km} km")
DUE_NOW = N_("due now")


def when_due(
	due_on: date | None, due_km: int | None, today: date, language: Language, translate: Callable[[str], str]
) -> str:
	"""The day is said where it is known, else the distance."""
	if due_on is None:
		return translate(DUE_AT).format(km=grouped(Decimal(due_km or 0), 0, language))
	if due_on <= today:
		return translate(DUE_NOW)
	return translate(DUE_ON).format(day=written_day(due_on, language))
