"""An odometer does not run backwards, unless somebody can say why."""

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.common.limits import MAX_ODOMETER


def check_reading(known: int | None, reading: int, reason: str = "") -> bool:
	"""Whether `reading` is lower than the `known` one and replaces it, because there is a `reason`.

	A reading that is not lower is an ordinary one. Raises InvalidInput for a lower one without a reason, and for a
	reading that no odometer shows.
	"""
	if not 0 <= reading <= MAX_ODOMETER:
		raise InvalidInput(
			N_("{number} is not a whole number from {lowest} to {highest}."),
			number=reading,
			lowest=0,
			highest=MAX_ODOMETER,
		).at("odometer")
	if reading >= (known or 0):
		return False
	if not reason.strip():
		raise InvalidInput(
			N_(
				"The odometer showed {known} km before; {odometer} km is less. Check the reading, or give the reason why it is lower."
			),
			known=known,
			odometer=reading,
		).at("odometer_reason")
	return True
