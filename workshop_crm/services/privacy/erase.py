"""Erasing a person, in the caller's transaction: everything or nothing, and never back."""

from __future__ import annotations

from typing import Any

import frappe
from frappe.utils import flt, fmt_money

from workshop_crm.core.privacy.erasure import check_confirmed
from workshop_crm.services.loyalty import leaving
from workshop_crm.services.messaging import consents
from workshop_crm.services.platform import background, settings
from workshop_crm.services.platform.permissions import require_customer, require_manager
from workshop_crm.services.platform.words import _
from workshop_crm.services.privacy import conversations, mentions, records, traces
from workshop_crm.services.privacy.conversations import Records
from workshop_crm.services.privacy.person import PARTIES, PERSONS, Person, find
from workshop_crm.services.search import engines, updates
from workshop_crm.services.vehicles import kept_due
from workshop_crm.services.visits import drafts


def erase_confirmed(customer: str, confirm: str) -> dict[str, Any]:
	"""Erase for the user, who is a manager and has typed the customer's id once more. Returns as `erase`."""
	require_manager()
	require_customer(customer, "write")
	check_confirmed(customer, confirm)
	return erase(customer)


def erase(customer: str) -> dict[str, Any]:
	"""Erase a customer who exists. Returns customer (the record's name now), erased (counts), remarks (sentences).

	Erasing twice does no harm: it takes what has come since.
	"""
	frappe.db.get_value("Customer", customer, "name", for_update=True)
	leaving.close(customer)
	drafts.forget(customer)
	person = find(customer)
	remarks = _remarks(person)
	conversed = conversations.records_of(customer, (*person.phones, *person.emails))
	# Before anything is renamed: that empties the cache of DocTypes, which this reads nearly all of.
	linked = mentions.linked_records(customer, (*PERSONS, "Lead", *conversed))
	name = records.rename_customer(frappe.get_doc("Customer", customer))
	words = person.words(*([customer] if name != customer else []))
	parties = records.empty_parties(person, name)
	private = _private(person, name, parties, conversed)
	cars = records.close_ownership(name)
	kept_due.forget_customer(name)
	linked["Vehicle"] = sorted({*linked.get("Vehicle", ()), *cars})
	title = records.empty_customer(name)
	records.empty_leads(person.leads, title)
	counts = {
		"contacts": len(person.contacts),
		"addresses": len(person.addresses),
		"vehicles": len(cars),
		**conversations.erase(conversed, title),
		"consent_events": consents.erase([*person.phones, *person.emails], name),
		"emails": conversations.erase_emails(person, private, words),
		"mentions": mentions.blot(linked, title, words),
		**traces.erase(private, linked, person, words),
	}
	_forget_in_search(customer, name)
	return {"customer": name, "erased": counts, "remarks": remarks}


def _private(person: Person, name: str, parties: Records, conversed: Records) -> Records:
	"""The records that are all about the person, under the names they have and had."""
	before = dict(zip(PARTIES, (person.contacts, person.addresses), strict=True))
	return {
		"Customer": list(dict.fromkeys((name, person.customer, *person.former))),
		**{doctype: list(dict.fromkeys((*parties[doctype], *before[doctype]))) for doctype in PARTIES},
		"Lead": list(person.leads),
		**conversed,
	}


def _forget_in_search(*names: str) -> None:
	"""At once as after every change; and a new file, because a row that is taken out leaves its letters in the old."""
	for name in names:
		updates.queue(name)
	for engine in engines.in_use():
		updates.want_rebuild(engine)
	background.after_commit(
		"workshop_crm.services.search.upkeep.rebuild_all", "workshop_crm.search.rebuild", "long"
	)


def _remarks(person: Person) -> list[str]:
	"""What a manager should know before: money that is still owed, and what is not this app's to erase."""
	remarks = []
	unpaid = frappe.get_all(
		"Sales Invoice",
		{"customer": person.customer, "docstatus": 1, "outstanding_amount": (">", 0)},
		["outstanding_amount", "conversion_rate"],
	)
	if unpaid:
		total = sum(flt(row.outstanding_amount) * flt(row.conversion_rate or 1) for row in unpaid)
		remarks.append(
			_("Invoices not paid yet: {0}, {1} in all. They keep the name they were made out to.").format(
				len(unpaid), fmt_money(total, currency=settings.currency())
			)
		)
	if person.shared:
		remarks.append(
			_(
				"Contacts and addresses that others use too: {0}. They stay, without their link to this customer."
			).format(len(person.shared))
		)
	for user in person.emails:
		if frappe.db.exists("User", user):
			remarks.append(
				_("The user account {0} stays. Erase it with a Personal Data Deletion Request.").format(user)
			)
	return remarks
