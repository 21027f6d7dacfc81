"""Who is asking, and how to show things to him."""

from typing import Any

from workshop_crm.api.endpoint import endpoint
from workshop_crm.services.platform import session


@endpoint()
def context() -> dict[str, Any]:
	"""Host, language, currency, user and the screens he may open."""
	return session.context()
