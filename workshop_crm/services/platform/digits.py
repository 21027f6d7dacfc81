"""The digits in which the site writes Arabic."""

from __future__ import annotations

from workshop_crm.core.common import digits
from workshop_crm.services.platform import settings


def set_up() -> None:
	"""Called by Frappe before each request and job. The setting is read when the first number is written."""
	digits.write_as(settings.digits)
