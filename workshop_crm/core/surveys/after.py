"""What a guest reads who has just answered: thanks, points, the next service of the car, a public review, and a way to be called."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from workshop_crm.core.common.digits import grouped
from workshop_crm.core.common.due_words import when_due
from workshop_crm.core.common.languages import Language, name_in


@dataclass(frozen=True, slots=True)
class NextService:
	"""What the visited car needs next; one of `due_on` and `due_km` is known."""

	name: str
	name_ar: str
	due_on: date | None
	due_km: int | None


@dataclass(frozen=True, slots=True)
class AfterAnswer:
	"""What the host knows of the guest. `balance` is None for a customer without an account of points.

	`points_page` is the address of the customer's own points, empty for one who has none; `review_link` is
	`core.surveys.review_link`'s and the same for everyone.
	"""

	earned: Decimal = Decimal(0)
	balance: Decimal | None = None
	next_service: NextService | None = None
	points_page: str = ""
	review_link: str = ""


def after_view(
	after: AfterAnswer, is_called: bool, language: Language, today: date, translate: Callable[[str], str]
) -> dict[str, Any]:
	"""The words of the page after the answer. `translate` maps an English text to the page's language."""
	return {
		"earned": grouped(after.earned, 0, language) if after.earned > 0 else "",
		"balance": grouped(after.balance, 0, language) if after.balance and after.balance > 0 else "",
		"next_service": after.next_service and _service(after.next_service, language, today, translate),
		"points_page": after.points_page,
		"review_link": after.review_link,
		"is_called": is_called,
	}


def _service(
	service: NextService, language: Language, today: date, translate: Callable[[str], str]
) -> dict[str, str]:
	when = when_due(service.due_on, service.due_km, today, language, translate)
	return {"name": name_in(language, service.name, service.name_ar), "when": when}
