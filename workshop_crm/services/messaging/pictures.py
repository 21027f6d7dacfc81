"""Pictures of customers: fetched in a job, drawn anew and kept as private files of their message.

Who may read the message may see them: Frappe asks the record to which a private file belongs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

import frappe
from frappe.model.document import Document

from workshop_crm.adapters.messaging.meta.pictures import MetaPictures
from workshop_crm.adapters.messaging.twilio.pictures import TwilioPictures
from workshop_crm.adapters.photos.jpeg import as_jpeg
from workshop_crm.core.common.errors import InvalidInput
from workshop_crm.core.messaging.pictures import TO_FETCH, PictureSource, from_stored, picture_name
from workshop_crm.core.messaging.sender import SendingFailed
from workshop_crm.services.messaging import clock, providers, rules
from workshop_crm.services.platform import background
from workshop_crm.services.platform.isolation import isolated

MESSAGE = "Customer Message"
JOB = "workshop_crm.services.messaging.pictures.fetch_all"


def fetch_soon() -> None:
	"""Fetch what has come once the transaction is committed. The scheduler does so every few minutes, too."""
	background.after_commit(JOB, "workshop_crm_pictures")


def fetch_all() -> None:
	"""Fetch the pictures of all messages that wait for theirs."""
	waiting = {"pictures": ("is", "set"), "creation": (">", clock.now() - TO_FETCH)}
	for name in frappe.get_all(MESSAGE, waiting, pluck="name", order_by="creation"):
		with isolated("Pictures of a message", MESSAGE, name):
			_fetch(name)
		frappe.db.commit()


def of_messages(names: Collection[str]) -> dict[str, list[str]]:
	"""The addresses of the pictures of messages that the user may read."""
	found: dict[str, list[str]] = defaultdict(list)
	attached = {"attached_to_doctype": MESSAGE, "attached_to_name": ("in", list(names)), "is_private": 1}
	fields = ["attached_to_name", "file_url"]
	for file in frappe.get_all("File", attached, fields, order_by="creation, file_name") if names else []:
		found[file.attached_to_name].append(file.file_url)
	return found


def _fetch(name: str) -> None:
	"""What may be there later is asked for again; what is no picture is left out."""
	waiting = {"name": name, "pictures": ("is", "set")}
	if not frappe.db.get_value(MESSAGE, waiting, for_update=True, skip_locked=True):
		return
	message = frappe.get_doc(MESSAGE, name)
	later = []
	for number, reference in enumerate(from_stored(message.pictures), 1):
		try:
			_keep(message, number, as_jpeg(_source(message).fetch(reference)))
		except SendingFailed:
			later.append(reference)
		except InvalidInput:
			continue
	message.db_set("pictures", frappe.as_json(later, indent=None) if later else "", update_modified=False)


def _keep(message: Document, number: int, picture: bytes) -> None:
	frappe.get_doc(
		{
			"doctype": "File",
			"file_name": picture_name(message.name, number),
			"attached_to_doctype": MESSAGE,
			"attached_to_name": message.name,
			"is_private": 1,
			"content": picture,
		}
	).insert(ignore_permissions=True)


def _source(message: Document) -> PictureSource:
	if message.provider == rules.TWILIO:
		return TwilioPictures(providers.twilio(message.channel))
	return MetaPictures(providers.meta())
