"""Messages to many at once: the only writer of Message Run.

A run is a job that writes some messages, commits, and goes on; whether each may go is asked when it is written and once more when
it leaves. A job that died is taken up again by the scheduler where it stopped.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

import frappe
from frappe.model.document import Document
from frappe.utils import get_fullname, now_datetime

from workshop_crm.core.messaging.delivery import LEFT
from workshop_crm.core.messaging.messages import Written
from workshop_crm.core.messaging.runs import (
	CAME_WITHIN,
	RUN,
	RUN_STOPPED,
	SHOWN,
	STATES,
	UNFINISHED,
	VIEWED,
	WENT_WRONG,
	Kind,
	after,
	new_run,
	next_targets,
	run_key,
	run_view,
	stopped,
	stopped_view,
)
from workshop_crm.services.messaging import messages
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform import background
from workshop_crm.services.platform.invoices import used_doctypes
from workshop_crm.services.platform.isolation import isolated
from workshop_crm.services.platform.permissions import can_manage, require_record, require_staff
from workshop_crm.services.platform.words import _

# The job of each kind by its path: it stands on a higher floor, which knows what the message says.
JOBS: Final[Mapping[str, str]] = {
	"Service Reminder": "workshop_crm.services.vehicles.reminder_runs.work",
	"Message": "workshop_crm.services.profile.bulk_messages.work",
}
LEFT_ALONE = timedelta(minutes=5)
"""A run on which nothing happened for so long has lost its job."""

WriteOne = Callable[[str, Document], Written]


def start(
	kind: Kind,
	targets: Sequence[str],
	key: str,
	**about: str,
) -> dict[str, str]:
	"""Begin a run, or name the one that the same request has begun.

	`targets` are those the user may see; `about` is what it is about, as `new_run` takes it.
	"""
	user = frappe.session.user
	if known := frappe.db.get_value(RUN, {"run_key": run_key(key, user)}):
		return {"run": known}
	values = new_run(kind, targets, key, user, now_datetime(), **about)
	run = frappe.get_doc({"doctype": RUN, **values})
	frappe.db.savepoint("run")
	try:
		run.insert(ignore_permissions=True)
	except frappe.UniqueValidationError:
		# The same request, twice at once.
		frappe.db.rollback(save_point="run")
		frappe.clear_last_message()
		return {"run": frappe.db.get_value(RUN, {"run_key": values["run_key"]}, for_update=True)}
	background.after_commit(JOBS[kind], _job_id(run.name), "long", run=run.name)
	return {"run": run.name}


def work(name: str, write_one: WriteOne) -> None:
	"""Write what is left of a run."""
	while True:
		run = frappe.get_doc(RUN, name, for_update=True)
		targets = next_targets(run.as_dict())
		if not targets:
			return
		outcomes = [_write(run, target, write_one) for target in targets]
		run.db_set(after(run.as_dict(), outcomes, now_datetime()))
		frappe.db.commit()


def resume() -> None:
	"""For the scheduler: take up runs whose job was lost."""
	lost = {"status": ("in", UNFINISHED), "modified": ("<", now_datetime() - LEFT_ALONE)}
	for run in frappe.get_all(RUN, lost, ["name", "kind"]):
		background.now(JOBS[run.kind], _job_id(run.name), "long", run=run.name)


def stop(name: str) -> dict[str, Any]:
	"""Write no more messages of a run and withdraw those that wait. Only who began it and managers may.

	Returns run, status, not_sent and left (numbers of messages).
	"""
	require_staff()
	_require_own(name)
	run = frappe.get_doc(RUN, name, for_update=True)
	before, states = run.as_dict(), _states(name)
	run.db_set(stopped(before, states, now_datetime()))
	messages.withdraw_run(name, RUN_STOPPED)
	return stopped_view(before, states, _states(name))


def listed(kind: str) -> dict[str, Any]:
	"""The latest runs of a kind: all of them for managers, for others their own."""
	require_staff()
	wanted = {"kind": kind, **({} if can_manage() else {"started_by": frappe.session.user})}
	runs = frappe.get_all(RUN, wanted, list(VIEWED), order_by="started_on desc, name desc", limit=SHOWN)
	return {"runs": [_view(run) for run in runs]}


def _view(run: frappe._dict) -> dict[str, Any]:
	run.started_by = get_fullname(run.started_by)
	came = 0 if run.status in UNFINISHED else _came(run)
	return run_view(run, _states(run.name), came, _)


def _write(run: Document, target: str, write_one: WriteOne) -> Written:
	written = Written(None, reason=WENT_WRONG)
	with isolated("Message run", RUN, run.name):
		written = write_one(target, run)
	return written


def _states(run: str) -> dict[str, int]:
	return dict(frappe.db.sql(STATES.format(run="%s"), (run,)))


def _came(run: frappe._dict) -> int:
	"""How many of the customers to whom a message left came soon after the day on which the run was begun."""
	customers = {name for doctype in used_doctypes() for name in _came_by(doctype, run.name, run.started_on)}
	return len(customers)


def _came_by(doctype: str, run: str, started_on: datetime) -> Iterator[str]:
	message, invoice = frappe.qb.DocType(MESSAGE), frappe.qb.DocType(doctype)
	day = started_on.date()
	query = (
		frappe.qb.from_(message)
		.join(invoice)
		.on(invoice.customer == message.customer)
		.select(message.customer)
		.distinct()
		.where(message.run == run)
		.where(message.status.isin(LEFT))
		.where((invoice.docstatus == 1) & (invoice.is_return == 0))
		.where((invoice.posting_date > day) & (invoice.posting_date <= day + CAME_WITHIN))
	)
	return (customer for (customer,) in query.run())


def _require_own(name: str) -> None:
	if not can_manage() and frappe.db.get_value(RUN, name, "started_by") != frappe.session.user:
		require_record(RUN, name, "write")


def _job_id(run: str) -> str:
	return f"workshop_crm.run.{run}"
