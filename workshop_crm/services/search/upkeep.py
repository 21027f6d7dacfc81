"""What jobs and the scheduler do, so that every index follows the customers."""

from __future__ import annotations

from collections.abc import Callable

import frappe

from workshop_crm.core.common.errors import Conflict
from workshop_crm.core.search.errors import EngineUnavailable, IndexUnavailable
from workshop_crm.services.search import engines, updates
from workshop_crm.services.search.locks import SECONDS_TO_WAIT
from workshop_crm.services.search.rebuild import rebuild

# A rebuild that has begun holds what has changed since; it takes minutes with a million customers.
SECONDS_FOR_ANOTHER_REBUILD = 900


def apply_updates() -> int:
	"""Bring every queued customer to every index; returns how many updates are done.

	A damaged index is built again. Updates for an engine that is away wait.
	"""
	return sum(_for_every_engine(_applied))


def catch_up() -> None:
	"""For the scheduler: what no job has done, and a rebuild where an index has lost customers or grown slow."""
	_for_every_engine(_caught_up)


def rebuild_all() -> None:
	"""Every index made again, from the start: after a workshop was made up, and after a person was erased, whom old files hold."""
	for engine in engines.in_use():
		updates.want_rebuild(engine)
	_for_every_engine(lambda engine: _unless_away(engine, SECONDS_FOR_ANOTHER_REBUILD))


def _for_every_engine(work: Callable[[str], int]) -> list[int]:
	"""A disk that is full keeps nothing from a server: its error is raised at the end."""
	done, failures = [], []
	for engine in engines.in_use():
		try:
			done.append(work(engine))
		except (OSError, Conflict) as error:
			failures.append(error)
	if failures:
		raise failures[0]
	return done


def _applied(engine: str) -> int:
	try:
		return updates.drain(engine)
	except EngineUnavailable:
		return 0
	except IndexUnavailable:
		return _unless_busy(engine)


def _caught_up(engine: str) -> int:
	done = _applied(engine)
	return _unless_busy(engine) if _needs_rebuild(engine) else done


def _unless_busy(engine: str) -> int:
	"""Whoever writes the index now is rebuilding it, or leaves it to the next time."""
	try:
		return _unless_away(engine)
	except Conflict:
		return 0


def _unless_away(engine: str, patience: float = SECONDS_TO_WAIT) -> int:
	try:
		return rebuild(engine, patience=patience)
	except EngineUnavailable:
		return 0


def _needs_rebuild(engine: str) -> bool:
	if engines.resting(engine):
		return False
	if updates.is_rebuild_wanted(engine):
		return True
	try:
		found = engines.index_of(engine).status()
	except IndexUnavailable:
		return True
	except EngineUnavailable:
		return False
	on_the_way = updates.counts(engine)
	missing = abs(frappe.db.count("Customer") - found.customers)
	return found.is_worn_out or found.is_unfinished or missing > on_the_way["waiting"] + on_the_way["dead"]
