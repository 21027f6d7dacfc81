"""What a guest reads who has just answered: thanks, points, the next service of the car, and a way to be called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.dates import written_day
from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.languages import Language, name_in

DUE_ON = N_("around {day}")
DUE_AT = N_("at {km} km")
DUE_NOW = N_("due now")


@dataclass(frozen=True, slots=True)
class NextService:
	"""What the visited car needs next; one of `due_on` and `due_km` is known."""

	name: str
	name_ar: str
	due_on: date | None
	due_km: int | None


@dataclass(frozen=True, slots=True)
class AfterAnswer:
	"""What the host knows of the guest. `balance` is None for a customer without an account of points."""

	earned: Decimal = Decimal(0)
	balance: Decimal | None = None
	next_service: NextService | None = None


def after_view(
	after: AfterAnswer, is_called: bool, language: Language, today: date, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""The words of the page after the answer. `translate` maps an English text to the page's language."""
	return {
		"earned": grouped(after.earned, 0, language) if after.earned > 0 else "",
		"balance": grouped(after.balance, 0, language) if after.balance and after.balance > 0 else "",
		"next_service": after.next_service and _service(after.next_service, language, today, translate),
		"is_called": is_called,
	}


def _service(
	service: NextService, language: Language, today: date, translate: Callable[[str], str]
) -> dict[str, str]:
	if service.due_on is None:
		when = translate(DUE_AT).format(km=grouped(Decimal(service.due_km or 0), 0, language))
	elif service.due_on <= today:
		when = translate(DUE_NOW)
	else:
		when = translate(DUE_ON).format(day=written_day(service.due_on, language))
	return {"name": name_in(language, service.name, service.name_ar), "when": when}
