"""What the dashboard is computed from, of what the user may see."""

from __future__ import annotations

from collections.abc import Sequence

import frappe
from frappe.utils import getdate

from workshop_crm.core.analytics.columns import Columns
from workshop_crm.core.analytics.facts import DashboardFacts, Tiers
from workshop_crm.core.analytics.stored import Surroundings, facts_of
from workshop_crm.services.analytics.visibility import visible
from workshop_crm.services.loyalty.accounts import ACCOUNT
from workshop_crm.services.platform import settings
from workshop_crm.services.platform.large_counts import summed

NAMES_A_STATEMENT = 5000
CACHE_SECONDS = 60


def read_facts(columns: Columns, everything: bool = False) -> DashboardFacts:
	"""The facts of the columns; with `everything` the permissions are not asked."""
	around = Surroundings(
		as_of=getdate(),
		currency=settings.currency(),
		directory=_names,
		service_types={
			name: name_ar or ""
			for name, name_ar in frappe.get_all("Service Type", fields=["name", "name_ar"], as_list=True)
		},
		rules=settings.scoring_rules(),
		tiers=_tiers(),
		points_liability=lambda: _points_liability(everything),
	)
	return facts_of(columns, around, None if everything else visible(columns))


def _names(customers: Sequence[str]) -> dict[str, tuple[str, str]]:
	found = {}
	for start in range(0, len(customers), NAMES_A_STATEMENT):
		some = tuple(customers[start : start + NAMES_A_STATEMENT])
		statement = (
			"SELECT name, customer_name, COALESCE(customer_name_ar, '') FROM tabCustomer WHERE name IN %s"
		)
		found.update({row[0]: (row[1], row[2]) for row in frappe.db.sql(statement, (some,))})
	return found


def _tiers() -> Tiers:
	rows = frappe.get_all(
		"Loyalty Program Collection",
		fields=["tier_name", "tier_name_ar"],
		order_by="parent, min_spent",
		as_list=True,
		limit=0,
	)
	names_ar = {name: name_ar or "" for name, name_ar in rows}
	return Tiers(tuple(names_ar), _members, names_ar)


def _members(tier: str) -> list[str]:
	"""Kept for a moment: a hundred thousand accounts take a while to read, and a tier is held for months."""
	key = f"workshop_crm:tier:{tier}"
	members = frappe.cache.get_value(key, expires=True)
	if members is None:
		found = frappe.db.sql(f"SELECT customer FROM `tab{ACCOUNT}` WHERE tier = %s", tier)
		members = [customer for (customer,) in found]
		frappe.cache.set_value(key, members, expires_in_sec=CACHE_SECONDS)
	return members


def _points_liability(everything: bool) -> float | None:
	values = dict(frappe.get_all("Loyalty Program", fields=["name", "conversion_factor"], as_list=True))
	if not values:
		return None
	statement = frappe.get_list(
		ACCOUNT,
		filters={"balance": (">", 0)},
		fields=["loyalty_program", "sum(balance)", "count(*)"],
		group_by="loyalty_program",
		order_by=None,
		limit=0,
		ignore_permissions=everything,
		run=False,
	)
	balances = summed(statement)
	return sum(float(values.get(program) or 0) * float(balance) for program, balance, _count in balances)
