"""HTTP headers of the survey page: its address is a secret of one customer."""

from __future__ import annotations

from typing import Any

HEADERS = {
	"Cache-Control": "no-store",
	"Content-Security-Policy": "default-src 'self'",
	"Referrer-Policy": "no-referrer",
	"X-Robots-Tag": "noindex, nofollow",
}


def add_headers(response: Any, request: Any) -> None:
	"""Called by Frappe after each request; touches only the survey page."""
	if request.path.startswith("/s/"):
		response.headers.update(HEADERS)
