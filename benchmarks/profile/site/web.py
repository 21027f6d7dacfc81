"""What gunicorn serves: Frappe and its assets. Live updates, which nginx gives to another server, are refused at once."""

from __future__ import annotations

from typing import Any

from werkzeug.exceptions import NotFound

from frappe.app import application_with_statics

_frappe = application_with_statics()


def application(environ: dict[str, Any], start_response: Any) -> Any:
	answer = NotFound() if environ["PATH_INFO"].startswith("/socket.io") else _frappe
	return answer(environ, start_response)
