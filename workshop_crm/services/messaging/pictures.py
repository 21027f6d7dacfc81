"""Pictures of customers: fetched in a job, drawn anew and kept as private files of their message.

Who may read the message may see them: Frappe asks the record to which a private file belongs.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Collection
from typing import Any

import frappe
from frappe.utils import now_datetime

from workshop_crm.adapters.messaging.meta.pictures import MetaPictures
from workshop_crm.adapters.messaging.twilio.pictures import TwilioPictures
from workshop_crm.adapters.photos.jpeg import as_jpeg
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import (
	TO_FETCH,
	PictureSource,
	as_stored,
	from_stored,
	picture_name,
)
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.services.messaging import clock, providers, rules
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated

MESSAGE = "Customer Message"
JOB = "workshop_crm.services.messaging.pictures.fetch_all"
JOB_ID = "workshop_crm_pictures"
TITLE = "Pictures of a message"
MAX_SECONDS_OF_A_RUN = 200
"""A job of the short queue may take 300."""


def fetch_soon() -> None:
	"""Fetch what has come once the transaction is committed. The scheduler does so every few minutes, too."""
	background.after_commit(JOB, JOB_ID)


def fetch_lost() -> None:
	"""For the scheduler: queue the job again where messages still wait for it; the scheduler's other work does not wait."""
	if frappe.db.exists(MESSAGE, _waiting()):
		background.now(JOB, JOB_ID)


def fetch_all() -> None:
	"""Fetch the pictures that messages wait for. A provider that is away waits for the next run, which begins with others."""
	until = time.monotonic() + MAX_SECONDS_OF_A_RUN
	away: set[str] = set()
	fields = ["name", "provider", "channel", "pictures"]
	for message in frappe.get_all(MESSAGE, _waiting(), fields, order_by="modified"):
		for reference in from_stored(message.pictures):
			if time.monotonic() >= until:
				return
			if message.provider not in away and not _fetch(message, reference):
				away.add(message.provider)


def of_messages(names: Collection[str]) -> dict[str, list[str]]:
	"""The addresses of the pictures of messages that the user may read."""
	found: dict[str, list[str]] = defaultdict(list)
	attached = {"attached_to_doctype": MESSAGE, "attached_to_name": ("in", list(names)), "is_private": 1}
	fields = ["attached_to_name", "file_url"]
	for file in frappe.get_all("File", attached, fields, order_by="creation, file_name") if names else []:
		found[file.attached_to_name].append(file.file_url)
	return found


def _waiting() -> dict[str, Any]:
	return {"pictures": ("is", "set"), "creation": (">", clock.now() - TO_FETCH)}


def _fetch(message: frappe._dict, reference: str) -> bool:
	"""Fetch one picture. Returns False for what may be there later; what is no picture, or goes wrong, is left out."""
	# Nothing is locked while a provider is asked.
	frappe.db.commit()
	picture = None
	try:
		picture = as_jpeg(_source(message).fetch(reference))
	except SendingFailed:
		frappe.db.set_value(MESSAGE, message.name, "modified", now_datetime(), update_modified=False)
		return False
	except InvalidInput:
		pass
	except Exception:
		frappe.log_error(TITLE, frappe.get_traceback(), MESSAGE, message.name)
	_settle(message.name, reference, picture)
	frappe.db.commit()
	return True


def _settle(name: str, reference: str, picture: bytes | None) -> None:
	"""Keep the picture of a reference and forget the reference, unless an erasure or another worker did so meanwhile."""
	stored = frappe.db.get_value(MESSAGE, name, "pictures", for_update=True)
	references = from_stored(stored)
	if reference not in references:
		return
	if picture:
		with isolated(TITLE, MESSAGE, name):
			_keep(name, picture)
	references.remove(reference)
	frappe.db.set_value(MESSAGE, name, "pictures", as_stored(references), update_modified=False)


def _keep(message: str, picture: bytes) -> None:
	attached = {"attached_to_doctype": MESSAGE, "attached_to_name": message}
	number = frappe.db.count("File", attached) + 1
	file = {"doctype": "File", "file_name": picture_name(message, number), "is_private": 1}
	frappe.get_doc({**file, **attached, "content": picture}).insert(ignore_permissions=True)


def _source(message: frappe._dict) -> PictureSource:
	if message.provider == rules.TWILIO:
		return TwilioPictures(providers.twilio(message.channel))
	return MetaPictures(providers.meta())
