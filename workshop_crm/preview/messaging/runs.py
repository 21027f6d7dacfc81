"""Messages to many at once: the only writer of Message Run."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from workshop_crm.core.messaging.delivery import LEFT
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.runs import (
	CAME_WITHIN,
	RUN,
	RUN_STOPPED,
	SHOWN,
	STATES,
	UNFINISHED,
	Kind,
	after,
	new_run,
	next_targets,
	run_key,
	run_view,
	stopped,
	stopped_view,
)
from workshop_crm.preview import records
from workshop_crm.preview.call import Call
from workshop_crm.preview.jobs import kinds, queue
from workshop_crm.preview.messaging import messages
from workshop_crm.preview.records import Record
from workshop_crm.preview.staff import USER, USER_NAME
from workshop_crm.preview.workshop import Workshop

JOBS = {"Service Reminder": kinds.REMIND_MANY, "Message": kinds.MESSAGE_MANY}

WriteOne = Callable[[sqlite3.Connection, str, Record, datetime], Written]


def start(
	call: Call,
	kind: Kind,
	targets: Sequence[str],
	key: str,
	**about: str,
) -> dict[str, str]:
	"""Begin a run, or name the one that the same request has begun. `about` is what it is about, as `new_run` takes it."""
	if known := records.first(call.connection, RUN, {"run_key": run_key(key, USER)}):
		return {"run": known["name"]}
	values = new_run(kind, targets, key, USER, call.now, **about)
	run = records.insert(call.connection, RUN, values, call.now)
	queue.enqueue(call.connection, JOBS[kind], run, now=call.now)
	return {"run": run}


def work(workshop: Workshop, name: str, write_one: WriteOne) -> None:
	"""Write what is left of a run."""
	while True:
		now = workshop.clock()
		with workshop.writing() as connection:
			run = records.get(connection, RUN, name)
			targets = next_targets(run)
			if not targets:
				return
			outcomes = [write_one(connection, target, run, now) for target in targets]
			records.update(connection, RUN, name, after(run, outcomes, now), now)


def stop(call: Call, name: str) -> dict[str, Any]:
	"""Write no more messages of a run and withdraw those that wait."""
	run, states = records.get(call.connection, RUN, name), _states(call, name)
	records.update(call.connection, RUN, name, stopped(run, states, call.now), call.now)
	messages.withdraw_run(call.connection, name, call.now, RUN_STOPPED)
	return stopped_view(run, states, _states(call, name))


def listed(call: Call, kind: str) -> dict[str, Any]:
	"""The latest runs of a kind."""
	runs = records.find(call.connection, RUN, {"kind": kind}, "started_on desc, name desc", SHOWN)
	return {"runs": [_view(call, run) for run in runs]}


def _view(call: Call, run: Record) -> dict[str, Any]:
	named = {**run, "started_by": call.translate(USER_NAME)}
	came = 0 if run["status"] in UNFINISHED else _came(call, run)
	return run_view(named, _states(call, run["name"]), came, call.translate)


def _states(call: Call, run: str) -> dict[str, int]:
	return dict(call.connection.execute(STATES.format(run="?"), (run,)).fetchall())


def _came(call: Call, run: Record) -> int:
	"""How many of the customers to whom a message left came soon after the day on which the run was begun."""
	day = run["started_on"].date()
	places = ", ".join("?" * len(LEFT))
	statement = f"""SELECT count(DISTINCT message.customer) FROM "tabCustomer Message" AS message
		JOIN "tabSales Invoice" AS invoice ON invoice.customer = message.customer
		WHERE message.run = ? AND message.status IN ({places}) AND invoice.docstatus = 1 AND invoice.is_return = 0
			AND invoice.posting_date > ? AND invoice.posting_date <= ?"""
	values = (run["name"], *LEFT, day.isoformat(), (day + CAME_WITHIN).isoformat())
	return int(call.connection.execute(statement, values).fetchone()[0])
