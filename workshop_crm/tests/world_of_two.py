"""Two customers who know nothing of each other, and the kinds of user who look at them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import frappe

from workshop_crm.install import FRONT_DESK, MANAGER, ROLE_PROFILES
from workshop_crm.services.search import documents, engines
from workshop_crm.tests.people import Made, make_person
from workshop_crm.tests.records import make_user

TERRITORY, GROUP, OTHER_COMPANY = "Workshop Test North", "Workshop Test Fleet", "Workshop Test Branch"


@dataclass(frozen=True, slots=True)
class World:
	"""`mine` is in a territory and a customer group of its own; both have what they have from the first company."""

	mine: Made
	other: Made

	def secrets(self) -> tuple[str, ...]:
		"""Pieces of text that tell of `other`."""
		return (
			*self.other.words,
			self.other.customer,
			self.other.invoice,
			self.other.vehicle,
			self.other.follow_up,
		)


def make_world() -> World:
	world = World(make_person(), make_person())
	_own_place(world.mine.customer)
	for made in (world.mine, world.other):
		_name_company(made)
	engines.embedded_index().write(documents.documents([world.mine.customer, world.other.customer]))
	return world


def strangers(world: World) -> dict[str, str]:
	"""Users who get nothing of the workshop."""
	return {"guest": "Guest", "portal": portal_user(world.mine.customer), "no role": user_without_roles()}


def front_desk() -> str:
	return make_user(*ROLE_PROFILES[FRONT_DESK])


def manager() -> str:
	return make_user(*ROLE_PROFILES[MANAGER])


def restrictions(world: World) -> dict[str, dict[str, Any]]:
	"""User Permissions that leave `mine` and close `other`."""
	return {
		"customer": {"allow": "Customer", "for_value": world.mine.customer},
		"territory": {"allow": "Territory", "for_value": TERRITORY},
		"customer group": {"allow": "Customer Group", "for_value": GROUP},
		"territory of customers alone": {
			"allow": "Territory",
			"for_value": TERRITORY,
			"apply_to_all_doctypes": 0,
			"applicable_for": "Customer",
		},
	}


def restricted(user: str, **permission: Any) -> str:
	frappe.get_doc({"doctype": "User Permission", "user": user, **permission}).insert(ignore_permissions=True)
	return user


def other_company() -> str:
	"""A company that has nothing; permissions need its name alone."""
	if not frappe.db.exists("Company", OTHER_COMPANY):
		values = {
			"company_name": OTHER_COMPANY,
			"abbr": "WTB",
			"default_currency": "SAR",
			"country": "Saudi Arabia",
		}
		frappe.get_doc({"doctype": "Company", "name": OTHER_COMPANY, **values}).db_insert()
	return OTHER_COMPANY


def portal_user(customer: str) -> str:
	user = make_user("Customer")
	record = frappe.get_doc("Customer", customer)
	record.append("portal_users", {"user": user})
	record.save()
	return user


def user_without_roles() -> str:
	user = make_user()
	frappe.db.set_value("User", user, "user_type", "System User")
	frappe.clear_cache(user=user)
	return user


@contextmanager
def acting(user: str) -> Iterator[None]:
	"""As `user`; what is written meanwhile is undone."""
	before = frappe.session.user
	frappe.db.savepoint("acting")
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)
		_undo()
		frappe.clear_messages()


def _undo() -> None:
	"""A reader of the dashboard's columns ends the transaction when nothing was written, and the savepoint with it."""
	try:
		frappe.db.rollback(save_point="acting")
	except frappe.db.OperationalError:
		frappe.db.rollback()


def is_refused(action: Callable[[], object]) -> bool:
	"""Whether permissions stop it. Other refusals are answers like any other."""
	try:
		action()
	except frappe.PermissionError:
		return True
	except frappe.ValidationError:
		return False
	return False


def _own_place(customer: str) -> None:
	territory = _leaf("Territory", "territory_name", TERRITORY)
	group = _leaf("Customer Group", "customer_group_name", GROUP)
	place = {"territory": territory, "customer_group": group}
	frappe.db.set_value("Customer", customer, place)
	frappe.db.set_value("Sales Invoice", {"customer": customer}, place)


def _leaf(doctype: str, fieldname: str, name: str) -> str:
	if not frappe.db.exists(doctype, name):
		parent = frappe.db.get_value(doctype, {"is_group": 1}, "name", order_by="lft")
		frappe.get_doc(
			{"doctype": doctype, fieldname: name, f"parent_{frappe.scrub(doctype)}": parent}
		).insert()
	return name


def _name_company(made: Made) -> None:
	"""The figures of a job that has run."""
	company = frappe.db.get_value("Sales Invoice", made.invoice, "company")
	for doctype in ("Customer Analytics", "Customer Value Snapshot"):
		frappe.db.set_value(doctype, {"customer": made.customer}, "company", company)
