"""How often one guest may open pages and answer surveys. A token is too long to guess, and there is no time to try."""

from __future__ import annotations

import time

from redis.exceptions import RedisError
from werkzeug.wrappers import Request

import frappe

from workshop_crm.core.common.visitors import LOOPBACK, visitor

HOUR = 60 * 60
MAX_AN_HOUR = {"page": 300, "points": 300, "invoice": 300, "form": 300, "answer": 60, "opened": 300}


def is_over(what: str) -> bool:
	"""Count this request, and say whether its sender has made more of this kind than `MAX_AN_HOUR` allows."""
	request: Request | None = getattr(frappe.local, "request", None)
	return request is not None and _count(what, _sender(request)) > MAX_AN_HOUR[what]


def _sender(request: Request) -> str:
	return visitor(request.remote_addr or "", request.headers.get("X-Forwarded-For", ""), _proxies(request))


def _proxies(request: Request) -> tuple[str, ...]:
	"""Those of the site's configuration. Without any: bench's own web server, which passes requests on to gunicorn."""
	named = frappe.conf.get("workshop_crm_proxies")
	if named is not None:
		return tuple(named if isinstance(named, list) else str(named).split(","))
	return LOOPBACK if request.environ.get("SERVER_SOFTWARE", "").startswith("gunicorn") else ()


def _count(what: str, sender: str) -> int:
	"""A page does not fail because the counter is away."""
	key = frappe.cache.make_key(f"rl:workshop_crm.{what}:{sender}:{int(time.time() // HOUR)}")
	try:
		count = frappe.cache.incrby(key, 1)
		frappe.cache.expire(key, HOUR)
	except RedisError:
		return 0
	return int(count)
