"""Views that one manager shares with the others. Only a site has several users."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import frappe
from frappe.tests.utils import FrappeTestCase

from workshop_crm.core.analytics.filters import Filters
from workshop_crm.core.common.errors import NotAllowed
from workshop_crm.services.analytics import views
from workshop_crm.tests.world_of_two import front_desk, manager


@contextmanager
def user_is(user: str) -> Iterator[None]:
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user("Administrator")


class TestDashboardViews(FrappeTestCase):
	def setUp(self):
		frappe.db.delete(views.VIEW)
		self.owner, self.colleague = manager(), manager()

	def seen_by(self, user: str) -> dict[str, dict]:
		with user_is(user):
			return {row["title"]: row for row in views.listed()["views"]}

	def save(self, title: str, is_shared: bool) -> str:
		with user_is(self.owner):
			rows = views.save(Filters(segment="Active"), title, "month", is_shared)["views"]
		return next(row["view"] for row in rows if row["title"] == title)

	def test_a_user_who_leaves_takes_their_views_along_and_who_saves_again_takes_none_away(self):
		self.save("Fleet", is_shared=True)
		self.save("Fleet", is_shared=False)
		self.assertIn("Fleet", self.seen_by(self.colleague))
		frappe.delete_doc("User", self.owner)
		self.assertEqual(self.seen_by(self.colleague), {})

	def test_others_see_what_is_shared_and_nothing_else(self):
		self.save("Mine", False)
		self.save("Ours", True)
		self.assertEqual(set(self.seen_by(self.owner)), {"Mine", "Ours"})
		shown = self.seen_by(self.colleague)
		self.assertEqual(set(shown), {"Ours"})
		self.assertEqual((shown["Ours"]["is_own"], shown["Ours"]["filters"]["segment"]), (False, "Active"))

	def test_others_may_not_change_it_and_may_have_one_of_the_same_name(self):
		name = self.save("Ours", True)
		with user_is(self.colleague):
			self.assertRaises(NotAllowed, lambda: views.change(name, "Theirs", True))
			self.assertRaises(NotAllowed, lambda: views.delete(name))
			views.save(Filters(), "Ours", "", False)
			self.assertEqual([row["is_own"] for row in views.listed()["views"]], [True, False])
		self.assertEqual(self.seen_by(self.owner)["Ours"]["filters"]["segment"], "Active")

	def test_what_is_shared_no_more_is_seen_no_more(self):
		name = self.save("Ours", True)
		with user_is(self.owner):
			views.change(name, "Ours", False)
		self.assertEqual(self.seen_by(self.colleague), {})

	def test_the_front_desk_has_no_views(self):
		name = self.save("Ours", True)
		with user_is(front_desk()):
			for work in (
				views.listed,
				lambda: views.save(Filters(), "x", "", False),
				lambda: views.change(name, "x", False),
				lambda: views.delete(name),
			):
				self.assertRaises(NotAllowed, work)

	def test_nobody_reads_views_past_the_endpoints(self):
		self.save("Mine", False)
		with user_is(self.colleague):
			self.assertFalse(frappe.has_permission(views.VIEW, "write"))
			self.assertRaises(frappe.PermissionError, lambda: frappe.get_list(views.VIEW))
