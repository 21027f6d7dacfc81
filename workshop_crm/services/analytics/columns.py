"""The columns behind the figures: read by every dashboard, brought up to date after a visit, made anew at night.

Nobody has to tell them what changed: whatever writes an invoice, an invitation or a message of one leaves its time in
`modified`, and the customers concerned are read again. A merge or a rename changes links alone and says whom it concerns.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from secrets import token_hex
from typing import Any

import frappe
from frappe.realtime import get_site_room
from frappe.utils import get_datetime, now_datetime

from workshop_crm.adapters.columns.folder import Building, ColumnFolder
from workshop_crm.core.analytics.columns import (
	TABLES,
	Coder,
	Coders,
	Columns,
	assembled,
	encoded,
	not_ready,
	realigned,
	replaced,
)
from workshop_crm.core.analytics.facts import CustomerValues
from workshop_crm.services.analytics import rows
from workshop_crm.services.analytics.records import FRESH

Progress = Callable[[int, int], None]

# What was written in a transaction that is not committed yet is of a moment that has passed.
LONGEST_TRANSACTION = timedelta(hours=1)
RECORDS_A_PART = 50_000
# A part that was begun before this is not worth taking up again.
LONGEST_BREAK = timedelta(days=1)
SECONDS_TO_WAIT = 60
_WRITE, _BUILD = "write", "build"


def current() -> Columns:
	"""The columns with all that is committed. Raises Conflict while others make them for the first time."""
	columns = _folder().read()
	if columns is None:
		return rebuild()
	if rows.fingerprint(get_datetime(columns.marks["since"])) == columns.marks["seen"]:
		return columns
	return _bring_up_to_date(())


def catch_up(customers: Sequence[str] = ()) -> None:
	"""A job: bring the columns up to date and tell every open dashboard when they changed.

	`customers` are read again whether anything of theirs changed or not.
	"""
	before = _folder().read()
	after = rebuild() if before is None else _bring_up_to_date(customers)
	if before is None or after.marks["token"] != before.marks["token"]:
		frappe.publish_realtime(FRESH, room=get_site_room(), after_commit=True)
	frappe.db.commit()


def forget() -> None:
	"""Remove the columns; who needs them next makes them again."""
	_folder().forget()


def rebuild(progress: Progress | None = None) -> Columns:
	"""Make the columns from all records, one part after the other; goes on where an earlier one was interrupted.

	Readers have the old ones meanwhile. Raises Conflict when another process makes them and is not done in a minute.
	"""
	folder = _folder()
	known = folder.read()
	with folder.locked(_BUILD, SECONDS_TO_WAIT) as mine:
		if not mine:
			raise not_ready()
		if known is None and (made := folder.read()):
			return made
		building = folder.building
		began = _begin(building)
		_read_parts(building, progress)
		with folder.locked(_WRITE, SECONDS_TO_WAIT):
			_write(folder, _assembled(building), began)
		building.end()
	return _bring_up_to_date(())


def keep_values(values: CustomerValues, of: Columns) -> Columns:
	"""Store what the customers of these columns are worth."""
	folder = _folder()
	with folder.locked(_WRITE, SECONDS_TO_WAIT):
		now = folder.read() or of
		# The same number of customers may stand in another order after a rebuild.
		if now.customers is not of.customers:
			values = realigned(values, of.customers, now.customers)
		folder.write(_marked(now.with_values(values), get_datetime(now.marks["since"])))
	return folder.read() or of


def lock_job() -> AbstractContextManager[bool]:
	"""Entered with False while the figures of all customers are being computed already."""
	return _folder().locked("job", 0)


def wanted_run() -> Path:
	"""A file that is there when somebody asked for the figures of all customers and no queue took the job."""
	return _folder().path / "wanted"


def _folder() -> ColumnFolder:
	return ColumnFolder(Path(frappe.get_site_path("private", "workshop_crm", "analytics")).resolve())


def _begin(building: Building) -> datetime:
	state = building.state()
	if state and now_datetime() - get_datetime(state["began"]) < LONGEST_BREAK:
		return get_datetime(state["began"])
	began = now_datetime()
	building.begin({"began": began.isoformat()})
	return began


def _read_parts(building: Building, progress: Progress | None) -> None:
	parts, names, after = building.parts()
	coders = _coders(names)
	done, total = sum(len(table["customer"]) for _kind, table in parts), max(rows.estimate(), 1)
	after = after or {"doctype": rows.SOURCES[0], "name": ""}
	for doctype in rows.SOURCES[rows.SOURCES.index(after["doctype"]) :]:
		last = after["name"] if doctype == after["doctype"] else ""
		while True:
			# What changes meanwhile is read again in the end.
			_see_what_others_committed()
			found, last = rows.page(doctype, last, RECORDS_A_PART)
			if not last:
				break
			building.add(
				rows.KINDS[doctype],
				encoded(rows.KINDS[doctype], found, coders),
				coders,
				{"doctype": doctype, "name": last},
			)
			done += len(found)
			if progress:
				progress(min(done, total), total)


def _coders(names: dict[str, list[str]]) -> Coders:
	labels = {name: Coder(names.get(name, ())) for name in Coders().labels}
	return Coders(Coder(names.get("customer", ())), labels)


def _assembled(building: Building) -> Columns:
	parts, names, _after = building.parts()
	of_kind = {kind: [table for found, table in parts if found == kind] for kind in TABLES}
	return assembled(_coders(names), of_kind)


def _write(folder: ColumnFolder, made: Columns, began: datetime) -> None:
	"""With the values of the customers as they were."""
	if (known := folder.read()) and known.values:
		made = made.with_values(realigned(known.values, known.customers, made.customers))
	folder.write(_marked(made, began - LONGEST_TRANSACTION, {}))


def _bring_up_to_date(customers: Sequence[str]) -> Columns:
	folder = _folder()
	with folder.locked(_WRITE, SECONDS_TO_WAIT) as mine:
		columns = folder.read()
		if columns is None or not mine:
			raise not_ready()
		# A snapshot of before the lock may be older than what another process has read under it.
		_see_what_others_committed()
		now = now_datetime()
		changed = sorted(rows.changed_customers(get_datetime(columns.marks["since"])).union(customers))
		fresh = replaced(columns, changed, rows.of_customers(changed))
		is_same = all(getattr(fresh, kind) is getattr(columns, kind) for kind in TABLES)
		token = columns.marks["token"] if is_same else None
		since = now - LONGEST_TRANSACTION
		folder.write(_marked(fresh, since, rows.fingerprint(since), token))
	found = folder.read()
	assert found is not None
	return found


def _see_what_others_committed() -> None:
	"""Begin a new snapshot, unless the transaction has written something that its caller may still take back."""
	if not frappe.db.transaction_writes:
		frappe.db.commit()


def _marked(
	columns: Columns, since: datetime, seen: dict[str, Any] | None = None, token: str | None = None
) -> Columns:
	"""since: from when on changes are looked for. seen: those that are in the columns. token: another one for other rows."""
	marks = {
		"since": since.isoformat(),
		"seen": columns.marks.get("seen", {}) if seen is None else seen,
		"token": token or token_hex(4),
	}
	return replace(columns, marks=marks)
