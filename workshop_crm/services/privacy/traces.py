"""What Frappe keeps beside the records: comments, versions, logs, deleted documents, search entries, files."""

from __future__ import annotations

import json

import frappe
from frappe.model.utils.user_settings import sync_user_settings
from frappe.utils.file_manager import remove_all

from workshop_crm.services.privacy.conversations import Records
from workshop_crm.services.privacy.person import PERSONS, Person
from workshop_crm.services.privacy.texts import blot, chunks
from workshop_crm.services.privacy.words import Words

# Tables whose rows are about one record: the columns with its DocType and its name.
ABOUT = (
	("Comment", "reference_doctype", "reference_name"),
	("Version", "ref_doctype", "docname"),
	("Activity Log", "reference_doctype", "reference_name"),
	("Activity Log", "link_doctype", "link_name"),
	("Activity Log", "timeline_doctype", "timeline_name"),
	("Notification Log", "document_type", "document_name"),
	("Access Log", "export_from", "reference_document"),
	("Deleted Document", "deleted_doctype", "deleted_name"),
)
# The same, without a text of their own.
MARKS = (
	("View Log", "reference_doctype", "reference_name"),
	("Document Follow", "ref_doctype", "ref_docname"),
	("Document Share Key", "reference_doctype", "reference_docname"),
	("Tag Link", "document_type", "document_name"),
	("Email Unsubscribe", "reference_doctype", "reference_name"),
)
GLOBAL_SEARCH = "__global_search"
# Deleted with all their data when the person's e-mail address, phone number or record is in them.
PERSONAL_DOCTYPES = (*PERSONS, "Customer Message", "Customer Interaction", "Issue", "Lead")


def erase(private: Records, linked: Records, person: Person, words: Words) -> dict[str, int]:
	"""Delete what is about the person's own records, blot their words in what is about others.

	`private` has the names that the records had before, too: many tables keep a name as plain text.
	"""
	counts = {"attachments": _remove_files(private), **_count(private)}
	for table, doctype_column, name_column in (*ABOUT, *MARKS):
		_delete(table, doctype_column, name_column, private)
	_delete_notices_of_deletion(private)
	_empty_tasks(private)
	for table, doctype_column, name_column in ABOUT:
		_blot(table, doctype_column, name_column, linked, words)
	_blot("ToDo", "reference_type", "reference_name", linked, words)
	_erase_deleted_documents(private, person, words)
	_erase_access_log(private, person, words)
	_erase_global_search(private, linked, words)
	_erase_routes(private)
	_erase_user_settings(words)
	_erase_text_messages(person, words)
	return counts


def _count(private: Records) -> dict[str, int]:
	tables = {"comments": ABOUT[0], "versions": ABOUT[1], "deleted_documents": ABOUT[-1]}
	return {
		label: sum(
			frappe.db.count(table, {doctype_column: doctype, name_column: ("in", chunk)})
			for doctype, names in private.items()
			for chunk in chunks(names)
		)
		for label, (table, doctype_column, name_column) in tables.items()
	}


def _delete(table: str, doctype_column: str, name_column: str, private: Records) -> None:
	for doctype, names in private.items():
		for chunk in chunks(names):
			frappe.db.delete(table, {doctype_column: doctype, name_column: ("in", chunk)})


def _delete_notices_of_deletion(private: Records) -> None:
	"""Frappe tells that a record was deleted in a comment that belongs to none; its subject ends with the name."""
	row = frappe.qb.DocType("Comment")
	for doctype in PERSONS:
		for name in private[doctype]:
			frappe.qb.from_(row).delete().where(row.comment_type == "Deleted").where(
				row.reference_doctype == doctype
			).where(row.subject.like(f"% {_plain(name)}")).run()


def _blot(table: str, doctype_column: str, name_column: str, linked: Records, words: Words) -> None:
	for doctype, names in linked.items():
		for chunk in chunks(names):
			blot(table, {doctype_column: [doctype], name_column: chunk}, words)


def _empty_tasks(private: Records) -> None:
	"""A task about the person has nothing to say any more, and need not be done."""
	for doctype, names in private.items():
		for chunk in chunks(names):
			about = {"reference_type": doctype, "reference_name": ("in", chunk)}
			frappe.db.set_value("ToDo", about, "description", "-", update_modified=False)
			frappe.db.set_value("ToDo", {**about, "status": "Open"}, "status", "Cancelled")


def _remove_files(private: Records) -> int:
	"""Attachments of the person's own records, from the disk too: what a rollback could not bring back comes late."""
	count = 0
	for doctype, names in private.items():
		for name in names:
			count += frappe.db.count("File", {"attached_to_doctype": doctype, "attached_to_name": name})
			remove_all(doctype, name, from_delete=True, delete_permanently=True)
	return count


def _erase_deleted_documents(private: Records, person: Person, words: Words) -> None:
	"""The bin keeps whole documents as JSON."""
	for name in _naming("Deleted Document", "data", private, person):
		if frappe.db.get_value("Deleted Document", name, "deleted_doctype") in PERSONAL_DOCTYPES:
			frappe.db.delete("Deleted Document", {"name": name})
		else:
			blot("Deleted Document", {"name": [name]}, words)


def _erase_access_log(private: Records, person: Person, words: Words) -> None:
	"""What somebody printed or took away, and with which filters."""
	for column in ("filters", "page"):
		if found := _naming("Access Log", column, private, person):
			blot("Access Log", {"name": sorted(found)}, words)


def _naming(table: str, column: str, private: Records, person: Person) -> set[str]:
	"""Rows in whose JSON stand the person's addresses and numbers, or their records' names as whole values."""
	records = (json.dumps(name) for doctype in PERSONS for name in private[doctype])
	row = frappe.qb.DocType(table)
	return {
		name
		for mark in (*person.marks(), *records)
		for name in frappe.qb.from_(row)
		.select(row.name)
		.where(row[column].like(f"%{_plain(mark)}%"))
		.run(pluck=True)
	}


def _erase_global_search(private: Records, linked: Records, words: Words) -> None:
	"""The desk's own search; booked invoices come back into it when an administrator builds it anew."""
	for doctype, names in private.items():
		for chunk in chunks(names):
			frappe.db.delete(GLOBAL_SEARCH, {"doctype": doctype, "name": ("in", chunk)})
	for doctype, names in linked.items():
		for chunk in chunks(names):
			for name, content, title in frappe.db.sql(
				f"select name, content, title from `{GLOBAL_SEARCH}` where doctype = %s and name in %s",
				(doctype, tuple(chunk)),
			):
				frappe.db.sql(
					f"update `{GLOBAL_SEARCH}` set content = %s, title = %s where doctype = %s and name = %s",
					(words.blotted(content or ""), words.blotted(title or ""), doctype, name),
				)


def _erase_routes(private: Records) -> None:
	"""Pages that people opened, by their address in the desk."""
	for doctype, names in private.items():
		for chunk in chunks([f"Form/{doctype}/{name}" for name in names]):
			frappe.db.delete("Route History", {"route": ("in", chunk)})


def _erase_user_settings(words: Words) -> None:
	"""Filters that users left in a list; Frappe holds them in its cache and writes them out now and then."""
	sync_user_settings()
	for user, doctype, data in frappe.db.sql("select user, doctype, data from `__UserSettings`"):
		blotted = words.blotted(data or "")
		if blotted != (data or ""):
			frappe.db.sql(
				"update `__UserSettings` set data = %s where user = %s and doctype = %s",
				(blotted, user, doctype),
			)
	frappe.db.after_commit.add(lambda: frappe.cache.delete_value("_user_settings"))


def _erase_text_messages(person: Person, words: Words) -> None:
	"""ERPNext's log of text messages knows numbers alone."""
	row = frappe.qb.DocType("SMS Log")
	for mark in person.marks():
		query = frappe.qb.from_(row).select(row.name).where(row.sent_to.like(f"%{_plain(mark)}%"))
		if found := query.run(pluck=True):
			blot("SMS Log", {"name": found}, words)


def _plain(text: str) -> str:
	"""For `like`: its wildcards mean themselves."""
	return text.replace("\\", "\\\\").replace("%", r"\%").replace("_", r"\_")
