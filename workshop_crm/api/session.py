"""Who is asking, and how to show things to him."""

from typing import Any

from workshop_crm.api.endpoint import WRITE, endpoint
from workshop_crm.services.platform import session


@endpoint()
def context() -> dict[str, Any]:
	"""Host, language, currency, user and the screens he may open."""
	return session.context()


@endpoint(WRITE)
def choose_calendar(calendar: str) -> dict[str, str]:
	"""In which calendar the user reads the dates of the dashboard: gregorian or hijri."""
	return {"calendar": session.choose_calendar(calendar)}
