"""Recency, frequency and money of every customer, in the convention of the BG/NBD literature.

Several visits on one day count as one purchase; the first purchase is the customer's birth and not counted in the
frequency. Fader, Hardie, Lee (2005), "Counting your customers the easy way", Marketing Science 24(2) 275-284.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np

from workshop_crm.core.analytics.arrays import Codes, Days, Floats, Integers, group_starts
from workshop_crm.core.analytics.transactions import MILLIONTHS, Transactions

_DAY_BITS = 22  # ordinal days of all calendar years fit in 22 bits


@dataclass(frozen=True, slots=True)
class Summary:
	"""Arrays of length n (customers). A customer who has not come yet has zeros everywhere.

	frequency: days with a visit after the first. recency: days from the first visit to the last. T: days from the
	first visit to the date of the summary. monetary_value: average money of a repeat day, lowered in proportion by
	returns, 0 without a repeat. visits: invoices that are no return. revenue: net of returns, money.
	first_day, last_day: ordinals, 0 without a visit.
	"""

	frequency: Integers
	recency: Integers
	T: Integers
	monetary_value: Floats
	visits: Integers
	revenue: Floats
	first_day: Days
	last_day: Days

	def __len__(self) -> int:
		return len(self.frequency)


@dataclass(frozen=True, slots=True)
class VisitHistory:
	"""Transactions grouped once, so that they can be summarised as of many dates.

	The first four arrays have one element per customer and day with a visit, ordered by customer, then day;
	the last three one element per return.
	"""

	customer: Integers
	day: Days
	amount: Floats
	invoices: Integers
	returning_customer: Codes
	return_day: Days
	return_amount: Floats


def group_visits(transactions: Transactions) -> VisitHistory:
	"""Group visits by customer and day and set returns apart."""
	ordered = transactions.ordered()
	is_visit = ordered.is_visit
	visits, returns = ordered.where(is_visit), ordered.where(~is_visit)
	keys = (visits.customer.astype(np.int64) << _DAY_BITS) | visits.day
	starts = group_starts(keys)
	if len(keys) == 0:
		amounts, invoices = np.zeros(0), np.zeros(0, np.int64)
	else:
		amounts = np.add.reduceat(visits.money, starts) / MILLIONTHS
		invoices = np.diff(np.append(starts, len(keys)))
	customer = keys[starts] >> _DAY_BITS
	day = (keys[starts] & ((1 << _DAY_BITS) - 1)).astype(np.int32)
	return VisitHistory(customer, day, amounts, invoices, returns.customer, returns.day, returns.amount)


def summarise(transactions: Transactions, customers: int, as_of: date) -> Summary:
	"""Summary of `customers` customers as of the end of a day; later transactions are not looked at."""
	return summarise_history(group_visits(transactions), customers, as_of)


def summarise_history(history: VisitHistory, customers: int, as_of: date) -> Summary:
	"""Like `summarise`, of visits that were grouped before."""
	today = as_of.toordinal()
	seen = history.day <= today
	customer, day, amount = history.customer[seen], history.day[seen], history.amount[seen]
	starts = group_starts(customer)
	ends = np.append(starts[1:], len(customer))[: len(starts)] - 1
	who = customer[starts]
	first, last = np.zeros(customers, np.int32), np.zeros(customers, np.int32)
	first[who], last[who] = day[starts], day[ends]
	frequency, first_amount = np.zeros(customers, np.int64), np.zeros(customers)
	frequency[who], first_amount[who] = ends - starts, amount[starts]
	gross = _totals(customer, amount, customers)
	revenue = gross + _returned(history, customers, today)
	visits = np.bincount(customer, history.invoices[seen], customers).astype(np.int64)
	return Summary(
		frequency=frequency,
		recency=(last - first).astype(np.int64),
		T=np.where(first > 0, today - first, 0).astype(np.int64),
		monetary_value=_money_of_a_repeat(gross, first_amount, revenue, frequency),
		visits=visits,
		revenue=revenue,
		first_day=first,
		last_day=last,
	)


def _returned(history: VisitHistory, customers: int, today: int) -> Floats:
	seen = history.return_day <= today
	return _totals(history.returning_customer[seen], history.return_amount[seen], customers)


def _totals(customer: Codes, amount: Floats, customers: int) -> Floats:
	return np.bincount(customer, amount, customers).astype(np.float64)


def _money_of_a_repeat(gross: Floats, first_amount: Floats, revenue: Floats, frequency: Integers) -> Floats:
	kept = np.divide(revenue.clip(0, gross), gross, out=np.zeros_like(gross), where=gross > 0)
	repeats = np.maximum(gross - first_amount, 0) * kept
	money: Floats = np.divide(repeats, frequency, out=np.zeros_like(gross), where=frequency > 0)
	return money
