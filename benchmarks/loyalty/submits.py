"""What redeeming adds to a submit: the same invoices, redeeming the same points, on ERPNext alone and with the app."""

from __future__ import annotations

from time import perf_counter

import frappe

from benchmarks.profile.figures import spread
from benchmarks.submit import sites
from benchmarks.submit.sites import PROGRAM

POINTS = 5
# The first ones earn what the others redeem.
WARM_UPS = 6


def added_p95(stock: str, app: str, rounds: int) -> float:
	"""Milliseconds; the sites take turns."""
	for site in (stock, app):
		with sites.on(site):
			sites.prepare()
	times: dict[str, list[float]] = {stock: [], app: []}
	for number in range(WARM_UPS + rounds):
		for site in (stock, app) if number % 2 else (app, stock):
			taken = _submit(site, number)
			if number >= WARM_UPS:
				times[site].append(taken)
	return round(spread(times[app])["p95"] - spread(times[stock])["p95"], 1)


def _submit(site: str, number: int) -> float:
	with sites.on(site):
		invoice = sites.draft(number)
		redeems = number >= WARM_UPS
		invoice.update({"loyalty_program": PROGRAM, "redeem_loyalty_points": int(redeems)})
		invoice.loyalty_points = POINTS if redeems else 0
		invoice.save()
		frappe.db.commit()
		started = perf_counter()
		invoice.submit()
		frappe.db.commit()
		return (perf_counter() - started) * 1000
