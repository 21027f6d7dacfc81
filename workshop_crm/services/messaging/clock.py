"""The site's time: as the database has it, and with its time zone for the rules of countries."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from frappe.utils import get_system_timezone, now_datetime


def now() -> datetime:
	"""The moment as the database has it."""
	return now_datetime()


def aware(moment: datetime) -> datetime:
	"""A stored moment with the site's time zone."""
	return moment.replace(tzinfo=ZoneInfo(get_system_timezone()))


def stored(moment: datetime) -> datetime:
	"""A moment with a time zone, as the database has it."""
	return moment.astimezone(ZoneInfo(get_system_timezone())).replace(tzinfo=None)
