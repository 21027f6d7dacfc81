"""Who may stand as the one who recommended a customer."""

from collections.abc import Callable, Iterator

from workshop_crm.core.common.errors import N_, InvalidInput

MAX_ABOVE = 100
"""Who recommended whom is followed no further up than this."""


def check_recommender(customer: str, recommender: str, recommender_of: Callable[[str], str | None]) -> None:
	"""Raise InvalidInput when a customer would be recommended by themselves, directly or through others."""
	if recommender == customer:
		raise InvalidInput(
			N_("Customers do not recommend themselves. Choose somebody else, or leave it empty.")
		).at("recommended_by")
	if customer in above(recommender, recommender_of):
		raise InvalidInput(
			N_(
				"{recommender} came through {customer}, so it cannot be the other way round. Choose somebody else."
			),
			recommender=recommender,
			customer=customer,
		).at("recommended_by")


def recommender(customer: str, recommender_of: Callable[[str], str | None]) -> str | None:
	"""Who recommended the customer; None in a circle, which a merge or an import may have left."""
	chain = list(above(customer, recommender_of))
	return chain[0] if chain and customer not in chain else None


def above(customer: str, recommender_of: Callable[[str], str | None]) -> Iterator[str]:
	"""Who recommended the customer, who recommended those, and so on."""
	found = customer
	for _step in range(MAX_ABOVE):
		following = recommender_of(found)
		if not following:
			return
		yield following
		found = following
