"""Requests for the app's endpoints that Frappe answers by itself, because their body cannot be read.

Frappe reads the body before any app is asked, and answers 500 with its own traceback. Its answer is replaced.
"""

from __future__ import annotations

import json
from typing import Any

import frappe
from frappe.translate import get_language

from workshop_crm.core.common.arguments import NOT_JSON
from workshop_crm.services.platform.words import _

OWN_METHODS = ("/api/method/workshop_crm.", "/api/v1/method/workshop_crm.", "/api/v2/method/workshop_crm.")
REFUSED = 417


def hide_tracebacks() -> None:
	"""Called by Frappe before each request: an answer of the app's endpoints holds no traceback; the Error Log does."""
	if frappe.request.path.startswith(OWN_METHODS):
		frappe.local.flags.disable_traceback = True


def refuse_unreadable(response: Any, request: Any) -> None:
	"""Called by Frappe after each request."""
	if response is None or response.status_code < 400 or not request.path.startswith(OWN_METHODS):
		return
	if _is_readable(request):
		return
	frappe.local.lang = get_language()
	response.status_code = REFUSED
	response.set_data(json.dumps(_refusal(_(NOT_JSON))))
	response.mimetype = "application/json"


def _is_readable(request: Any) -> bool:
	if not request.is_json or not (body := request.get_data(as_text=True)):
		return True
	try:
		return isinstance(json.loads(body), dict | list)
	except (ValueError, RecursionError):
		return False


def _refusal(message: str) -> dict[str, str]:
	told = json.dumps({"message": message, "indicator": "red"})
	return {"exc_type": "ValidationError", "_server_messages": json.dumps([told])}
