"""Workers who redeem at once: 32 of them on Sales Invoices and POS Invoices, for customers who have points for half of it.

Each worker is a process, as a web server's, and each attempt a whole submit in a transaction of its own. Eight of them are at
the same customer at once. What is refused is no failure; a point that is spent twice is.
"""

from __future__ import annotations

import multiprocessing
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import frappe
from frappe.utils import getdate, now_datetime

from benchmarks.loyalty.progress import Progress
from benchmarks.submit.sites import on
from workshop_crm.services.loyalty import checks
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import add_core_row, item, make_customer
from workshop_crm.tests.test_point_of_sale import make_profile

ENTRY = "Loyalty Point Entry"
POINTS = 4
PRICE = 10
# So many customers are redeemed for at once, each so often; then the next ones.
CUSTOMERS_AT_ONCE = 4
ATTEMPTS = 16


@dataclass(frozen=True, slots=True)
class Outcome:
	"""`overspent` points were redeemed without being there; `deleted` rows of the ledger are gone."""

	attempts: int
	redeemed: int
	refused: int
	lost_races: int
	failed: int
	overspent: int
	deleted: int
	differences: int


class Attempt(NamedTuple):
	"""A sale that redeems POINTS; at the Point of Sale where it has a profile."""

	customer: str
	profile: str


def redeem_at_once(site: str, attempts: int, workers: int) -> Outcome:
	"""Each customer has points for half of the attempts."""
	with on(site):
		profile = _open_till()
		customers = [_member() for _ in range(-(-attempts // ATTEMPTS))]
		frappe.db.commit()
		before = _keys()
	said: Counter[str] = Counter()
	progress = Progress("redemptions", attempts)
	# Forked, as a web server's workers are: what is imported is there at once.
	with multiprocessing.get_context("fork").Pool(workers, _begin_work, (site,)) as pool:
		for outcome in pool.imap_unordered(_attempt, _attempts(customers, profile, attempts)):
			said[outcome] += 1
			progress.step()
	with on(site):
		wrong = [one for one in checks.check() if one.account.customer in customers]
		return Outcome(
			attempts,
			said["redeemed"],
			said["refused"],
			said["lost"],
			said["failed"],
			sum(map(_overspent, customers)),
			len(before - _keys()),
			len(wrong),
		)


def _begin_work(site: str) -> None:
	frappe.init(site, force=True)
	frappe.connect()
	frappe.set_user("Administrator")


def _attempts(customers: list[str], profile: str, count: int) -> Iterator[Attempt]:
	"""A few customers at a time, at the till and on Sales Invoices in turn."""
	for number in range(count):
		group, place = divmod(number, CUSTOMERS_AT_ONCE * ATTEMPTS)
		several = customers[group * CUSTOMERS_AT_ONCE :][:CUSTOMERS_AT_ONCE]
		turn, customer = divmod(place, len(several))
		yield Attempt(several[customer], profile if turn % 2 else "")


def _attempt(one: Attempt) -> str:
	try:
		_sell(*one)
		frappe.db.commit()
		return "redeemed"
	except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
		frappe.db.rollback()
		return "lost"
	except Exception as error:
		frappe.db.rollback()
		if "points can be redeemed" in str(error):
			return "refused"
		print(f"{one}: {error!r}", file=sys.stderr)
		return "failed"
	finally:
		frappe.clear_messages()


def _sell(customer: str, profile: str) -> None:
	company = settings.company()
	invoice = frappe.get_doc(
		{
			"doctype": "POS Invoice" if profile else "Sales Invoice",
			"company": company,
			"currency": settings.currency(company),
			"customer": customer,
			"due_date": getdate(),
			"items": [{"item_code": item(), "qty": 1, "rate": PRICE}],
			"redeem_loyalty_points": 1,
			"loyalty_points": POINTS,
		}
	)
	if profile:
		paid = {"mode_of_payment": "Cash", "amount": PRICE - POINTS * 0.25}
		invoice.update({"pos_profile": profile, "is_pos": 1, "payments": [paid]})
		invoice.set_missing_values()
		invoice.paid_amount = PRICE
	# ERPNext numbers invoices under one lock, held until the commit: it would let one sale at a time through to the points.
	invoice.docstatus = 1
	invoice.insert(set_name=frappe.generate_hash(length=12))


def _member() -> str:
	"""Somebody with points for half of what will be tried, in two lots."""
	customer = make_customer().name
	for _lot in range(2):
		add_core_row(customer, POINTS * ATTEMPTS // 4, 0)
	return customer


def _open_till() -> str:
	item()
	company = settings.company()
	profile = make_profile(company)
	opening = {
		"doctype": "POS Opening Entry",
		"period_start_date": now_datetime(),
		"posting_date": getdate(),
		"user": "Administrator",
		"pos_profile": profile,
		"company": company,
		"balance_details": [{"mode_of_payment": "Cash", "opening_amount": 0}],
	}
	frappe.get_doc(opening).insert().submit()
	return profile


def _keys() -> set[str]:
	return set(frappe.get_all(ENTRY, pluck="name"))


def _overspent(customer: str) -> int:
	"""Nothing is taken back here, so that no balance may be below zero and no lot either."""
	rows = frappe.get_all(ENTRY, {"customer": customer}, ["name", "loyalty_points", "redeem_against"])
	left: Counter[str] = Counter()
	for row in rows:
		left[row.redeem_against or row.name] += row.loyalty_points
	return sum(-points for points in left.values() if points < 0)
