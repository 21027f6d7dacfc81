"""The decorator of every endpoint: whitelisted, its methods limited, lost races retried, its errors told in Frappe's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import frappe

from workshop_crm.services.errors import as_frappe_errors
from workshop_crm.services.lost_races import retried

READ = ("GET", "POST")
WRITE = ("POST",)


def endpoint(methods: Sequence[str] = READ, allow_guest: bool = False) -> Callable[[Callable], Callable]:
	"""Serve a function at `/api/method/<its path>`; a `WorkshopError` becomes Frappe's exception.

	The annotations of the function must be types, not text: Frappe checks arguments by them.
	"""

	def decorate(function: Callable) -> Callable:
		@wraps(function)
		def translated(*args: Any, **kwargs: Any) -> Any:
			with as_frappe_errors():
				return retried(lambda: function(*args, **kwargs))

		return frappe.whitelist(methods=list(methods), allow_guest=allow_guest)(translated)

	return decorate
