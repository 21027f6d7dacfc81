"""The decorator of every endpoint: whitelisted, its methods limited, lost races retried, its errors told in Frappe's way."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import wraps
from typing import Any

import frappe

from workshop_crm.core.common.arguments import fit, parameters
from workshop_crm.services.platform.errors import as_frappe_errors
from workshop_crm.services.platform.lost_races import retried
from workshop_crm.services.platform.odd_input import odd_input_refused

READ = ("GET", "POST")
WRITE = ("POST",)


def endpoint(methods: Sequence[str] = READ, allow_guest: bool = False) -> Callable[[Callable], Callable]:
	"""Serve a function at `/api/method/<its path>`; a `WorkshopError` becomes Frappe's exception.

	Arguments are checked and converted by the function's annotations, see `core.common.arguments`.
	"""

	def decorate(function: Callable) -> Callable:
		@wraps(function)
		def translated(*args: Any, **kwargs: Any) -> Any:
			with as_frappe_errors(), odd_input_refused():
				known = parameters(function)
				arguments = fit(known, {**dict(zip(known, args, strict=False)), **kwargs})
				return retried(lambda: function(**arguments))

		# Frappe's own check would speak first, and to developers; and it would drop what the function does not take.
		translated.__annotations__ = {}
		del translated.__wrapped__
		return frappe.whitelist(methods=list(methods), allow_guest=allow_guest)(translated)

	return decorate
