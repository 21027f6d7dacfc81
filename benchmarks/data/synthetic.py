"""Customers drawn from the BG/NBD and gamma-gamma models themselves, as many as wanted."""

from __future__ import annotations

from datetime import date

import numpy as np

from workshop_crm.core.analytics.transactions import Transactions, from_columns

TODAY = date(2026, 1, 1)


def purchases(
	customers: int,
	seed: int = 7,
	days: int = 730,
	r: float = 0.8,
	alpha: float = 8.0,
	a: float = 0.9,
	b: float = 4.0,
	services: int = 8,
) -> Transactions:
	"""All purchases in the `days` before `TODAY`; alpha in weeks. Hours and services are drawn evenly."""
	random = np.random.default_rng(seed)
	rate = random.gamma(r, 1 / (alpha * 7), customers)
	leaves = random.beta(a, b, customers)
	spend = 6.0 / random.gamma(4.0, 1 / 300.0, customers)
	who, when = np.arange(customers), random.uniform(0, days, customers)
	drawn = [(who, when)]
	while len(who):
		when = when + random.exponential(1 / np.maximum(rate[who], 1e-12))
		buys = when < days
		who, when = who[buys], when[buys]
		drawn.append((who, when))
		stays = random.random(len(who)) >= leaves[who]
		who, when = who[stays], when[stays]
	customer = np.concatenate([part[0] for part in drawn])
	day = np.concatenate([part[1] for part in drawn]).astype(np.int32) + TODAY.toordinal() - days
	amount = random.gamma(6.0, 1.0, len(customer)) * spend[customer]
	hours = random.integers(8, 21, len(customer)).astype(np.int8)
	return from_columns(
		customer, day, amount, hours, random.integers(0, services, len(customer)).astype(np.int16)
	)
