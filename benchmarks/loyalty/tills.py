"""Workers who redeem at once: 32 of them on Sales Invoices and POS Invoices, for customers who have points for half of it.

Every attempt is a whole submit in a transaction of its own, as a web worker's is. What is refused is no failure; a point
that is spent twice is.
"""

from __future__ import annotations

import multiprocessing
from collections import Counter
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor
from dataclasses import dataclass

import frappe
from frappe.utils import getdate, now_datetime

from benchmarks.submit.sites import on
from workshop_crm.services.loyalty import checks
from workshop_crm.services.platform import settings
from workshop_crm.tests.records import add_core_row, item, make_customer
from workshop_crm.tests.test_point_of_sale import make_profile

ENTRY = "Loyalty Point Entry"
POINTS = 4
PRICE = 10
CUSTOMERS = 16
THREADS = 8


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


def redeem_at_once(site: str, attempts: int, workers: int) -> Outcome:
	"""Each customer has points for half of the attempts."""
	with on(site):
		profile = _open_till()
		customers = [_member(attempts) for _ in range(CUSTOMERS)]
		frappe.db.commit()
		before = _keys()
	jobs = [(site, customers[n % CUSTOMERS], profile if n // CUSTOMERS % 2 else "") for n in range(attempts)]
	said = Counter(_all(jobs, workers))
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


def _all(jobs: list[tuple[str, str, str]], workers: int) -> list[str]:
	"""As many threads as workers, in processes of some each."""
	processes = max(workers // THREADS, 1)
	parts = [jobs[number::processes] for number in range(processes)]
	with ProcessPoolExecutor(processes, multiprocessing.get_context("spawn")) as pool:
		return [said for part in pool.map(_part, parts) for said in part]


def _part(jobs: list[tuple[str, str, str]]) -> list[str]:
	with ThreadPoolExecutor(THREADS) as tills:
		return list(tills.map(_attempt, jobs))


def _attempt(job: tuple[str, str, str]) -> str:
	site, customer, profile = job
	with on(site):
		try:
			_sell(customer, profile)
			frappe.db.commit()
			return "redeemed"
		except (frappe.QueryDeadlockError, frappe.QueryTimeoutError):
			frappe.db.rollback()
			return "lost"
		except frappe.ValidationError as error:
			frappe.db.rollback()
			return "refused" if "points can be redeemed" in str(error) else "failed"


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
	invoice.insert()
	if profile:
		invoice.paid_amount = PRICE
	invoice.submit()


def _member(attempts: int) -> str:
	"""Somebody with points for half of what will be tried, in lots of their own."""
	customer = make_customer().name
	tries = attempts // CUSTOMERS
	for _lot in range(2):
		add_core_row(customer, POINTS * tries // 4, 0)
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
