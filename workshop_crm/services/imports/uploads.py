"""Uploaded files between the steps of the import page: in the site's cache, each user's own, for an hour at most.

Nothing of an upload is stored: a list of customers is personal data, and what was imported is in their records.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from typing import Any

import frappe
from frappe.core.api.file import get_max_file_size

from workshop_crm.core.common.errors import N_, Conflict
from workshop_crm.core.imports.choices import read_choices
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS
from workshop_crm.core.imports.outline import described, outline_of
from workshop_crm.core.imports.source import open_source
from workshop_crm.core.imports.uploads import (
	MAX_FILE_NAME,
	WAITING,
	check_not_running,
	gone,
	not_checked,
	too_large,
)
from workshop_crm.services.platform import background
from workshop_crm.services.platform.permissions import require_manager
from workshop_crm.services.platform.words import _

KEPT_SECONDS = 3600
BYTES_OF_A_MB = 1024 * 1024
JOB = "workshop_crm.services.imports.job.run"


def keep(file_name: str, read: Callable[[], bytes]) -> dict[str, Any]:
	"""Keep a file and say what it seems to hold. Raises InvalidInput for what is no table or too large."""
	require_manager()
	data, largest = read(), get_max_file_size()
	if len(data) > largest:
		raise too_large(largest // BYTES_OF_A_MB)
	outline = outline_of(open_source(data))
	upload = secrets.token_urlsafe(12)
	_put(upload, "file", data)
	_put(upload, "state", {"state": WAITING, "share": 0.0, "width": len(outline.headings)})
	return {
		"upload": upload,
		**described(file_name[:MAX_FILE_NAME], outline, (CUSTOMERS, BALANCES), _),
	}


def start(upload: str, choices: dict[str, Any]) -> dict[str, str]:
	"""Check or import a file in the background. Raises InvalidInput for choices that do not fit it."""
	require_manager()
	state = _state(upload)
	read_choices(choices, state["width"])
	check_not_running(state["state"])
	show(upload, state=WAITING, share=0.0, report=None, problem=None)
	job_id = f"workshop_crm_import_{upload}"
	arguments = {"upload": upload, "choices": choices, "language": frappe.local.lang}
	if not background.now(JOB, job_id, "long", **arguments):
		raise Conflict(N_("No background job can be started now. Try again in a minute."))
	return {"state": WAITING}


def progress(upload: str) -> dict[str, Any]:
	"""How far the job is, then its report, or why it failed."""
	require_manager()
	state = _state(upload)
	return {key: state.get(key) for key in ("state", "share", "report", "problem")}


def refused_csv(upload: str) -> bytes:
	"""The refused rows of the last check. Raises NotFound before one."""
	require_manager()
	found = _get(upload, "refused")
	if found is None:
		raise not_checked()
	return bytes(found)


def file_of(upload: str) -> bytes:
	"""Raises NotFound when the file was kept too long ago."""
	found = _get(upload, "file")
	if found is None:
		raise gone()
	return bytes(found)


def show(upload: str, **changes: Any) -> None:
	"""Change what `progress` says, unless the upload is gone: that stops no import."""
	if (state := _get(upload, "state")) is not None:
		_put(upload, "state", {**state, **changes})


def keep_refused(upload: str, csv: bytes) -> None:
	_put(upload, "refused", csv)


def _state(upload: str) -> dict[str, Any]:
	found = _get(upload, "state")
	if found is None:
		raise gone()
	return dict(found)


def _get(upload: str, part: str) -> Any:
	return frappe.cache.get_value(_key(upload, part), expires=True)


def _put(upload: str, part: str, value: Any) -> None:
	frappe.cache.set_value(_key(upload, part), value, expires_in_sec=KEPT_SECONDS)


def _key(upload: str, part: str) -> str:
	return f"workshop_crm_import|{frappe.session.user}|{upload}|{part}"
