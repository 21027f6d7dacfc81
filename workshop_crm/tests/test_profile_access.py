"""Who may see and change what of a customer's profile, through the endpoints that the network reaches."""

from __future__ import annotations

from collections.abc import Callable

import frappe
from frappe.tests.utils import FrappeTestCase
from frappe.utils.nestedset import get_root_of

from workshop_crm.api import customers, messaging, profile, vehicles
from workshop_crm.install import FRONT_DESK, MANAGER, ROLE_PROFILES
from workshop_crm.services.messaging.interactions import INTERACTION
from workshop_crm.tests.records import make_car, make_customer, make_invoice, make_user, restrict_to, unique
from workshop_crm.tests.refusals import assert_refused
from workshop_crm.tests.some import some

NOTE = {"kind": "Note", "text": "Prefers the morning"}


class AccessTestCase(FrappeTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		cls.front_desk = make_user(*ROLE_PROFILES[FRONT_DESK])
		cls.manager = make_user(*ROLE_PROFILES[MANAGER])
		cls.mine, cls.other = make_customer().name, make_customer().name
		cls.my_car, cls.other_car = make_car(cls.mine).name, make_car(cls.other).name
		cls.other_entry = messaging.add_interaction(customer=cls.other, values=NOTE)["entry"]

	def setUp(self):
		self.addCleanup(frappe.set_user, "Administrator")

	def calls(self, customer: str, vehicle: str, entry: str) -> dict[str, Callable[[], object]]:
		return {
			"get_profile": lambda: profile.get_profile(customer=customer),
			"save_customer": lambda: customers.save_customer(values={"name": "X"}, customer=customer),
			"history": lambda: messaging.history(customer=customer),
			"add_interaction": lambda: messaging.add_interaction(customer=customer, values=NOTE),
			"delete_interaction": lambda: messaging.delete_interaction(entry=entry),
			"add_vehicle": lambda: vehicles.add_vehicle(customer=customer, values={"plate": "ABJ 1"}),
			"save_vehicle": lambda: vehicles.save_vehicle(vehicle=vehicle, values={"model": "X"}),
			"sell_vehicle": lambda: vehicles.sell_vehicle(vehicle=vehicle, customer=self.mine),
			"end_ownership": lambda: vehicles.end_ownership(vehicle=vehicle),
			"vehicle_history": lambda: profile.vehicle_history(vehicle=vehicle),
		}


class TestRestrictedToTerritories(AccessTestCase):
	"""New customers are where the front desk may work; the selling settings name the root of all territories."""

	def restrict(self, *territories: str, default: str = "") -> None:
		for territory in territories:
			permission = {"user": self.user, "allow": "Territory", "for_value": territory}
			is_default = int(territory == default)
			frappe.get_doc(
				{"doctype": "User Permission", "is_default": is_default, "hide_descendants": 1, **permission}
			).insert()

	def add_as_user(self) -> str:
		frappe.set_user(self.user)
		try:
			added = customers.save_customer(values={"name": unique("Huda")})["customer"]
		finally:
			frappe.set_user("Administrator")
		return frappe.db.get_value("Customer", added, "territory")

	def setUp(self):
		super().setUp()
		self.user = make_user(*ROLE_PROFILES[FRONT_DESK])
		self.root = get_root_of("Territory")
		frappe.db.set_single_value("Selling Settings", "territory", self.root)
		self.north, self.south = (self.make_territory() for _ in range(2))

	def make_territory(self) -> str:
		territory = {"territory_name": unique("Quarter"), "parent_territory": self.root}
		return frappe.get_doc({"doctype": "Territory", **territory}).insert().name

	def test_a_new_customer_is_in_the_only_territory_of_the_user(self):
		self.restrict(self.south)
		self.assertEqual(self.add_as_user(), self.south)

	def test_a_new_customer_is_in_the_users_default_territory(self):
		self.restrict(self.north, self.south, default=self.south)
		self.assertEqual(self.add_as_user(), self.south)

	def test_without_a_default_a_new_customer_is_in_the_first_territory(self):
		self.restrict(self.south, self.north)
		self.assertEqual(self.add_as_user(), self.north)

	def test_a_user_without_restriction_follows_the_selling_settings(self):
		self.assertEqual(self.add_as_user(), self.root)


class TestStrangers(AccessTestCase):
	def test_neither_a_guest_nor_an_employee_without_a_role_of_the_workshop_gets_anything(self):
		general = {
			"form_options": lambda: profile.form_options(),
			"read_plate": lambda: vehicles.read_plate(text="ABJ 1234"),
		}
		for user in ("Guest", make_user("Sales User", "Fleet Manager")):
			frappe.set_user(user)
			calls = self.calls(self.other, self.other_car, self.other_entry) | general
			for name, call in some(calls.items()):
				with self.assertRaises(frappe.PermissionError, msg=f"{user}: {name}"):
					call()


class TestFrontDesk(AccessTestCase):
	def test_the_front_desk_does_everything_about_a_customer_but_manage(self):
		frappe.set_user(self.front_desk)
		shown = profile.get_profile(customer=self.mine)
		self.assertEqual((shown["can_write"], shown["can_manage"]), (True, False))
		customers.save_customer(
			values={"emergency_contact": {"name": "Huda", "phone": "0559876543"}}, customer=self.mine
		)
		entry = messaging.add_interaction(customer=self.mine, values=NOTE)["entry"]
		self.assertEqual(messaging.history(customer=self.mine)["entries"][0]["entry"], entry)
		self.assertEqual(messaging.delete_interaction(entry=entry), {})
		vehicles.save_vehicle(vehicle=self.my_car, values={"model": "Sportage"})
		vehicles.sell_vehicle(vehicle=self.my_car, customer=self.other)
		vehicles.sell_vehicle(vehicle=self.my_car, customer=self.mine)
		self.assertTrue(profile.vehicle_history(vehicle=self.my_car)["owners"])

	def test_only_who_wrote_an_entry_or_a_manager_takes_it_away(self):
		frappe.set_user(self.front_desk)
		assert_refused(
			lambda: messaging.delete_interaction(entry=self.other_entry),
			"Manager",
			exc=frappe.PermissionError,
		)
		entry = messaging.add_interaction(customer=self.mine, values=NOTE)["entry"]
		frappe.set_user(self.manager)
		self.assertEqual(messaging.delete_interaction(entry=entry), {})

	def test_an_entry_is_not_rewritten(self):
		entry = messaging.add_interaction(customer=self.mine, values=NOTE)["entry"]
		frappe.set_user(self.manager)
		record = frappe.get_doc(INTERACTION, entry)
		record.text = "Something else"
		self.assertRaises(frappe.PermissionError, record.save)

	def test_a_manager_manages(self):
		frappe.set_user(self.manager)
		self.assertTrue(profile.get_profile(customer=self.mine)["can_manage"])


class TestReader(AccessTestCase):
	def test_who_may_read_customers_only_sees_the_profile_and_changes_nothing(self):
		frappe.set_user(make_user(FRONT_DESK, "Sales Manager"))
		self.assertFalse(profile.get_profile(customer=self.mine)["can_write"])
		calls = self.calls(self.mine, self.my_car, self.other_entry)
		for name in ("save_customer", "add_vehicle", "save_vehicle", "sell_vehicle", "end_ownership"):
			with self.assertRaises(frappe.PermissionError, msg=name):
				calls[name]()


class TestRestrictedUser(AccessTestCase):
	@classmethod
	def setUpClass(cls):
		super().setUpClass()
		for user in (cls.front_desk, cls.manager):
			restrict_to(user, cls.mine)

	def test_other_customers_their_cars_and_their_history_are_closed(self):
		frappe.set_user(self.front_desk)
		self.assertEqual(profile.get_profile(customer=self.mine)["customer"], self.mine)
		for name, call in self.calls(self.other, self.other_car, self.other_entry).items():
			with self.assertRaises(frappe.PermissionError, msg=name):
				call()

	def test_a_car_cannot_be_given_to_a_customer_who_is_closed(self):
		frappe.set_user(self.front_desk)
		with self.assertRaises(frappe.PermissionError):
			vehicles.sell_vehicle(vehicle=self.my_car, customer=self.other)

	def test_a_plate_says_that_it_is_taken_but_not_by_whom(self):
		frappe.set_user(self.front_desk)
		read = vehicles.read_plate(text=self.other_car)
		self.assertEqual((read["owned"], read["owner"]), (True, None))
		name = frappe.db.get_value("Customer", self.other, "customer_name")
		with self.assertRaises(frappe.DuplicateEntryError) as refused:
			vehicles.add_vehicle(customer=self.mine, values={"plate": self.other_car})
		self.assertNotIn(name, str(refused.exception))
		self.assertNotIn(self.other, str(refused.exception))

	def test_a_former_owner_who_is_closed_has_no_name_in_the_cars_history(self):
		car = make_car(self.other).name
		invoice = make_invoice(self.other, 100, vehicle=car, odometer=2000).name
		vehicles.sell_vehicle(vehicle=car, customer=self.mine)
		frappe.set_user(self.front_desk)
		shown = profile.vehicle_history(vehicle=car)
		self.assertEqual([owner["customer"] for owner in shown["owners"]], [self.mine, None])
		self.assertEqual([visit["invoice"] for visit in shown["visits"]], [None])
		self.assertNotIn(invoice, frappe.as_json(shown))
		self.assertNotIn(self.other, frappe.as_json(shown))

	def test_lists_of_interactions_show_those_of_readable_customers(self):
		mine = messaging.add_interaction(customer=self.mine, values=NOTE)["entry"]
		frappe.set_user(self.manager)
		self.assertEqual(frappe.get_list(INTERACTION, pluck="name"), [mine])
		self.assertFalse(frappe.has_permission(INTERACTION, "read", doc=self.other_entry))

	def test_an_entry_is_not_written_about_a_customer_who_is_closed(self):
		frappe.set_user(self.manager)
		record = frappe.get_doc({"doctype": INTERACTION, "customer": self.other, **NOTE})
		self.assertRaises(frappe.PermissionError, record.insert)


class TestEntriesWithoutCustomers(AccessTestCase):
	def test_who_may_read_no_customer_reads_no_entry(self):
		frappe.set_user(make_user(FRONT_DESK))
		self.assertEqual(frappe.get_list(INTERACTION), [])
		self.assertFalse(frappe.has_permission(INTERACTION, "read", doc=self.other_entry))
