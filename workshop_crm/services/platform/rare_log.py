"""Failures that come with every key that somebody types, written down once in a while."""

from __future__ import annotations

import frappe

MINUTES_BETWEEN = 15


def log_rarely(title: str) -> None:
	"""The exception that is being handled goes into the Error Log, unless one of the same title did a short while ago."""
	key = f"workshop_crm_logged:{title}"
	if frappe.cache.get_value(key, expires=True):
		return
	frappe.cache.set_value(key, True, expires_in_sec=MINUTES_BETWEEN * 60)
	frappe.log_error(title=title)
