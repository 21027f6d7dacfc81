"""What was said: messages to the person, what staff wrote down, survey answers, follow-ups, e-mails."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import frappe
from frappe.utils import now

from workshop_crm.core.analytics.actions.record import DISMISSED, ERASED
from workshop_crm.core.analytics.actions.record import WAITING as ON_THE_LIST
from workshop_crm.core.common.issues import DONE
from workshop_crm.core.messaging.delivery import WAITING, WITHDRAWN
from workshop_crm.core.surveys.invitation import ANSWERABLE
from workshop_crm.services.analytics.actions.records import ACTION
from workshop_crm.services.messaging.interactions import INTERACTION
from workshop_crm.services.messaging.messages import MESSAGE
from workshop_crm.services.platform.survey_links import INVITATION
from workshop_crm.services.platform.words import _
from workshop_crm.services.privacy.person import Person
from workshop_crm.services.privacy.texts import chunks
from workshop_crm.services.privacy.words import Words
from workshop_crm.services.surveys.answers import RESPONSE
from workshop_crm.services.surveys.follow_ups import ISSUE, STEP

COMMUNICATION = "Communication"
WORDS_OF_AN_EMAIL = (
	"subject",
	"content",
	"text_content",
	"sender",
	"sender_full_name",
	"recipients",
	"cc",
	"bcc",
)

Records = dict[str, list[str]]


def records_of(customer: str, addresses: Sequence[str]) -> Records:
	"""The records that are all about this customer, by DocType; also what came from their number before they were one."""
	doctypes = (MESSAGE, INTERACTION, INVITATION, RESPONSE, ISSUE, ACTION)
	found = {doctype: frappe.get_all(doctype, {"customer": customer}, pluck="name") for doctype in doctypes}
	found[MESSAGE] += [row.name for row in from_nobody(addresses, ["name"])]
	return found


def from_nobody(addresses: Sequence[str], fields: Sequence[str]) -> list[frappe._dict]:
	"""Messages from somebody's addresses before they were a customer."""
	if not addresses:
		return []
	filters = {"customer": ("is", "not set"), "recipient": ("in", addresses)}
	return frappe.get_all(MESSAGE, filters, list(fields), order_by="creation")


def erase(records: Records, customer_name: str) -> dict[str, int]:
	"""Take the words out of all records of `records_of`. Returns how many there were of each."""
	for chunk in chunks(records[MESSAGE]):
		_erase_messages(chunk)
	for chunk in chunks(records[INTERACTION]):
		frappe.db.delete(INTERACTION, {"name": ("in", chunk)})
	for chunk in chunks(records[RESPONSE]):
		_erase_answers(chunk)
	for chunk in chunks(records[INVITATION]):
		_close_links(chunk)
	for chunk in chunks(records[ISSUE]):
		_erase_follow_ups(chunk, customer_name)
	for chunk in chunks(records[ACTION]):
		_erase_actions(chunk)
	return {
		"messages": len(records[MESSAGE]),
		"interactions": len(records[INTERACTION]),
		"survey_answers": len(records[RESPONSE]),
		"follow_ups": len(records[ISSUE]),
	}


def erase_emails(person: Person, private: Records, words: Words) -> int:
	"""Empty what the person wrote or was written; in letters to several, blot their name. Returns how many."""
	alone, with_others = _communications(person, private)
	values = {**dict.fromkeys((*WORDS_OF_AN_EMAIL, "phone_no", "_user_tags")), "subject": _("Erased")}
	for chunk in chunks(alone):
		frappe.db.set_value(COMMUNICATION, {"name": ("in", chunk)}, values, update_modified=False)
	for name in with_others:
		_blot_communication(name, words)
	_erase_queue(person, private)
	for doctype in ("Email Group Member", "Email Unsubscribe"):
		if person.emails:
			frappe.db.delete(doctype, {"email": ("in", person.emails)})
	return len(alone) + len(with_others)


def _erase_messages(names: Sequence[str]) -> None:
	"""What waits in the outbox cannot be sent any more."""
	found = {"name": ("in", names)}
	unsent = {**found, "status": ("in", WAITING)}
	frappe.db.set_value(MESSAGE, unsent, "status", WITHDRAWN, update_modified=False)
	# Without `pictures` none is fetched from the provider afterwards.
	words = ("recipient", "subject", "text", "error", "parameters", "provider_id", "pictures")
	emptied = dict.fromkeys(words)
	frappe.db.set_value(MESSAGE, found, emptied, update_modified=False)


def _erase_answers(responses: Sequence[str]) -> None:
	frappe.db.set_value(RESPONSE, {"name": ("in", responses)}, "comment", None, update_modified=False)
	written = {"parent": ("in", responses), "parenttype": RESPONSE, "kind": "text"}
	frappe.db.set_value("Survey Answer", written, "value", None, update_modified=False)


def _close_links(invitations: Sequence[str]) -> None:
	open_ones = {"name": ("in", invitations), "status": ("in", ANSWERABLE)}
	frappe.db.set_value(INVITATION, open_ones, "status", "Expired", update_modified=False)


def _erase_follow_ups(names: Sequence[str], customer_name: str) -> None:
	"""There is nobody left to call, so those that are open are closed."""
	found = {"name": ("in", names)}
	values = {
		"subject": _("Erased"),
		"description": None,
		"resolution_details": None,
		"raised_by": None,
		"customer_name": customer_name,
	}
	frappe.db.set_value(ISSUE, found, values, update_modified=False)
	steps = {"parenttype": ISSUE, "parent": ("in", names)}
	frappe.db.set_value(STEP, steps, "note", None, update_modified=False)
	frappe.db.set_value(ISSUE, {**found, "status": ("not in", DONE)}, "status", "Closed")


def _erase_actions(names: Sequence[str]) -> None:
	"""They stay, without their reasons, for the count of what came of their rule; nobody is called any more."""
	found = {"name": ("in", names)}
	waiting = {**found, "status": ("in", ON_THE_LIST)}
	frappe.db.set_value(ACTION, waiting, {"status": DISMISSED, "done_on": now()}, update_modified=False)
	frappe.db.set_value(ACTION, found, dict(ERASED), update_modified=False)


def _communications(person: Person, private: Records) -> tuple[list[str], list[str]]:
	"""Names of those that concern this person alone, and of those that concern others too."""
	found = set(_referring(COMMUNICATION, private))
	for doctype, names in private.items():
		for chunk in chunks(names):
			linking = {"link_doctype": doctype, "link_name": ("in", chunk), "parenttype": COMMUNICATION}
			found.update(frappe.get_all("Communication Link", linking, pluck="parent"))
	for email in person.emails:
		by_address = [
			["sender", "=", email],
			["recipients", "like", f"%{email}%"],
			["cc", "like", f"%{email}%"],
		]
		found.update(frappe.get_all(COMMUNICATION, or_filters=by_address, pluck="name"))
	shared = {name for name in found if _concerns_others(name, private)}
	return sorted(found - shared), sorted(shared)


def _referring(doctype: str, private: Records) -> Iterator[str]:
	for about, names in private.items():
		for chunk in chunks(names):
			referring = {"reference_doctype": about, "reference_name": ("in", chunk)}
			yield from frappe.get_all(doctype, referring, pluck="name")


def _concerns_others(communication: str, private: Records) -> bool:
	links = frappe.get_all(
		"Communication Link",
		{"parent": communication, "link_doctype": ("in", ("Customer", "Contact", "Supplier", "Lead"))},
		["link_doctype", "link_name"],
	)
	return any(link.link_name not in private.get(link.link_doctype, ()) for link in links)


def _blot_communication(name: str, words: Words) -> None:
	row = frappe.db.get_value(COMMUNICATION, name, WORDS_OF_AN_EMAIL, as_dict=True)
	changed = {field: words.blotted(text) for field, text in row.items() if text}
	frappe.db.set_value(COMMUNICATION, name, changed, update_modified=False)


def _erase_queue(person: Person, private: Records) -> None:
	"""Delete queued and sent e-mails; one to several people loses this recipient."""
	queued = set(_referring("Email Queue", private))
	if person.emails:
		received = {"recipient": ("in", person.emails)}
		to_person = set(frappe.get_all("Email Queue Recipient", received, pluck="parent"))
		frappe.db.delete("Email Queue Recipient", received)
		queued |= {
			name for name in to_person if not frappe.db.exists("Email Queue Recipient", {"parent": name})
		}
	_delete(queued)


def _delete(queued: Iterable[str]) -> None:
	if names := list(queued):
		frappe.db.delete("Email Queue Recipient", {"parent": ("in", names)})
		frappe.db.delete("Email Queue", {"name": ("in", names)})
