"""Submits on both sites in turn; what is measured is `submit` and the commit, in the process that serves requests."""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from time import perf_counter

import frappe
from frappe.utils import background_jobs
from frappe.utils.redis_queue import RedisQueue

from benchmarks.submit import sites
from workshop_crm.services.platform import job_queue
from workshop_crm.tests import queues

WARM_UPS = 3
STOCK, APP = "stock", "app"
UP = ""
# Frappe itself tells open screens of the change through the queue's Redis, and waits for one that hangs without end.
# There it is given one that works, so that what is measured is what the app waits for.
STATES = {
	UP: queues.working,
	"queue_down": queues.closed,
	"queue_hangs": queues.silent,
	"queue_swallows": queues.swallowing,
	"queue_full": queues.full,
}
WITH_STOCK = (UP, "queue_down")


def measure(stock: str, app: str, rounds: int) -> dict[str, list[float]]:
	"""Milliseconds of each submit by name: "stock", "app", "app_queue_down" and so on."""
	times: dict[str, list[float]] = defaultdict(list)
	with ExitStack() as running:
		addresses = {state: running.enter_context(make()) for state, make in STATES.items()}
		for n in range(WARM_UPS + rounds):
			for name, site, state in _in_turn(stock, app, n):
				taken = _submit(site, n, addresses[state], addresses[UP])
				if n >= WARM_UPS:
					times[name].append(taken)
	return times


def _in_turn(stock: str, app: str, n: int) -> list[tuple[str, str, str]]:
	"""Each first in every other round."""
	turns = [(_name(APP, state), app, state) for state in STATES]
	turns += [(_name(STOCK, state), stock, state) for state in WITH_STOCK]
	return turns[::-1] if n % 2 else turns


def _name(who: str, state: str) -> str:
	return f"{who}_{state}" if state else who


def _submit(site: str, n: int, queue: str, working: str) -> float:
	"""As the first request that finds the queue in its present state: no earlier one has told that it is away."""
	with sites.on(site):
		frappe.conf.redis_queue = working
		background_jobs._redis_queue_conn = RedisQueue.get_connection()
		invoice = sites.draft(n)
		frappe.conf.redis_queue = queue
		job_queue.wake()
		started = perf_counter()
		invoice.submit()
		frappe.db.commit()
		return (perf_counter() - started) * 1000
