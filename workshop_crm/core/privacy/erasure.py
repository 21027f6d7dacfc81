"""Erasing a person for good: what is asked for before, and what the record is called from then on."""

from collections.abc import Callable

from workshop_crm.core.common.errors import N_, InvalidInput

ERASED = N_("Erased customer {0}")


def check_confirmed(customer: str, confirm: str) -> None:
	"""Raises InvalidInput unless `confirm` is the customer's id, typed once more."""
	if confirm != customer:
		raise InvalidInput(
			N_("Type {customer} to confirm that this person's data is to be erased for good."),
			customer=customer,
		).at("confirm")


def erased_names(code: str, arabic: Callable[[str], str]) -> tuple[str, str]:
	"""The names of an erased customer in English and Arabic; `code` is nothing of the person."""
	return ERASED.format(code), arabic(ERASED).format(code)
