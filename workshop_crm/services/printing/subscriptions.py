"""Managers who get the dashboard by e-mail each week."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

import frappe
from frappe.model.document import Document
from frappe.translate import print_language
from frappe.utils import get_url, getdate

from workshop_crm.core.analytics.filters import FilterArguments
from workshop_crm.core.analytics.kept_filters import check_period
from workshop_crm.core.analytics.subscription import check_address, check_weekday, filters_on, is_due
from workshop_crm.services.platform.permissions import can_manage, require_manager
from workshop_crm.services.platform.session import app_language
from workshop_crm.services.platform.words import _
from workshop_crm.services.printing import dashboard

SUBSCRIPTION = "Dashboard Subscription"


def own() -> dict[str, Any] | None:
	"""The user's subscription, None without one."""
	require_manager()
	found = frappe.db.get_value(SUBSCRIPTION, frappe.session.user, ["weekday", "last_sent_on"], as_dict=True)
	return found and {"weekday": found.weekday, "last_sent_on": found.last_sent_on}


def subscribe(filters: FilterArguments, weekday: str, period: str = "") -> None:
	"""From the next such day on, in the language of today's screen; replaces an earlier subscription.

	`period` names the usual period that the dates are, where they are one.
	"""
	require_manager()
	filters.read()
	check_address(frappe.db.get_value("User", frappe.session.user, "email"))
	unsubscribe()
	frappe.get_doc(
		{
			"doctype": SUBSCRIPTION,
			"user": frappe.session.user,
			"weekday": check_weekday(weekday),
			"language": app_language(),
			"filters": frappe.as_json(asdict(filters)),
			"period": check_period(period),
			"last_sent_on": getdate(),
		}
	).insert(ignore_permissions=True)


def unsubscribe() -> None:
	"""Nothing happens to who has none."""
	require_manager()
	frappe.db.delete(SUBSCRIPTION, {"user": frappe.session.user})


def send_due() -> None:
	"""Send what is due today. One that fails is logged, tried again the next day, and keeps nobody else's back."""
	for name in frappe.get_all(SUBSCRIPTION, pluck="name"):
		subscription = frappe.get_doc(SUBSCRIPTION, name, for_update=True)
		if is_due(subscription.weekday, getdate(subscription.last_sent_on), getdate()):
			try:
				_send(subscription)
			except Exception:
				frappe.db.rollback()
				frappe.log_error(title=f"Dashboard by e-mail: {name}")
		frappe.db.commit()


def _send(subscription: Document) -> None:
	"""With the user's own permissions. Who manages the workshop no more gets no more e-mails."""
	with _acting_as(subscription.user), print_language(subscription.language):
		if not can_manage() or not frappe.db.get_value("User", subscription.user, "enabled"):
			subscription.delete(ignore_permissions=True)
			return
		_send_to(subscription)
	subscription.db_set("last_sent_on", getdate())


def _send_to(subscription: Document) -> None:
	chosen = FilterArguments(**frappe.parse_json(subscription.filters)).read()
	filters = filters_on(chosen, subscription.period, getdate(subscription.creation), getdate())
	page = dashboard.page(filters)
	message = frappe.render_template(
		"workshop_crm/templates/print/dashboard_mail.html",
		{"page": page, "link": get_url("/app/workshop-dashboard"), "_": _},
	)
	frappe.sendmail(
		recipients=[frappe.db.get_value("User", subscription.user, "email")],
		subject=_("Workshop Dashboard"),
		message=message,
		attachments=[{"fname": f"dashboard-{getdate()}.pdf", "fcontent": dashboard.as_pdf(page)}],
		reference_doctype=SUBSCRIPTION,
		reference_name=subscription.name,
	)


@contextmanager
def _acting_as(user: str) -> Iterator[None]:
	before = frappe.session.user
	frappe.set_user(user)
	try:
		yield
	finally:
		frappe.set_user(before)
