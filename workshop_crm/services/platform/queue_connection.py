"""The connection to Frappe's job queue that is given up after a moment."""

from __future__ import annotations

import os
from functools import lru_cache

from redis import Redis
from redis.sentinel import Sentinel

import frappe
from frappe.utils import get_bench_id


def queue_address() -> str:
	"""The queue's address in the site's configuration."""
	conf = frappe.conf
	if conf.redis_queue_sentinel_enabled:
		return f"{conf.redis_queue_sentinels} {conf.redis_queue_master_service}"
	return str(conf.redis_queue)


def connection(seconds: float) -> Redis:
	"""One for all jobs of a process to this queue; it connects when it is used.

	To connect and each answer may take `seconds`; redis.exceptions.TimeoutError is raised by what takes longer.
	"""
	connect = _of_sentinels if frappe.conf.redis_queue_sentinel_enabled else _at
	return connect(queue_address(), seconds, *_login())


@lru_cache(maxsize=8)
def _at(address: str, seconds: float, user: str | None, password: str | None) -> Redis:
	return Redis.from_url(address, username=user, password=password, **_patience(seconds))


@lru_cache(maxsize=8)
def _of_sentinels(_address: str, seconds: float, user: str | None, password: str | None) -> Redis:
	conf, patience = frappe.conf, _patience(seconds)
	watchers = {
		"username": conf.redis_queue_sentinel_username,
		"password": conf.redis_queue_sentinel_password,
	}
	sentinel = Sentinel(
		[tuple(node.split(":")) for node in conf.redis_queue_sentinels or ()],
		sentinel_kwargs={**watchers, **patience},
		username=conf.redis_queue_master_username or user,
		password=conf.redis_queue_master_password or password,
		**patience,
	)
	return sentinel.master_for(conf.redis_queue_master_service)


def _patience(seconds: float) -> dict[str, float]:
	return {"socket_connect_timeout": seconds, "socket_timeout": seconds}


def _login() -> tuple[str | None, str | None]:
	"""Name and password as Frappe finds them."""
	conf = frappe.conf
	if conf.use_rq_auth:
		return conf.rq_username or get_bench_id(), conf.rq_password
	if password := os.environ.get("RQ_ADMIN_PASWORD"):
		return "default", password
	return None, None
