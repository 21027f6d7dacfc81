"""What made-up people do beyond visiting: when they redeem points and pay, and when staff call back."""

from workshop_crm.core.common.errors import N_

VISITS_BETWEEN_REDEMPTIONS = 3
MIN_POINTS_TO_REDEEM = 40
DAYS_A_CASE_STAYS_OPEN = 30
DAYS_TO_PAY = 7
CLOSING_NOTE = N_("Called the customer and put it right.")


def points_to_redeem(nth_visit: int, most: int) -> int:
	"""Every third visit, all that the invoice takes (`most`), once that is worth a coffee."""
	wants = nth_visit % VISITS_BETWEEN_REDEMPTIONS == 0 and most >= MIN_POINTS_TO_REDEEM
	return most if wants else 0


def is_paid(nth_visit: int, days_ago: int) -> bool:
	"""All that is older than a week; of what is newer, two of three."""
	return days_ago > DAYS_TO_PAY or nth_visit % 3 != 0


def pays_by_card(nth_visit: int) -> bool:
	"""Two of five."""
	return nth_visit % 5 < 2
