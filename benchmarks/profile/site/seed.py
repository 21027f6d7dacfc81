"""Fills the site, once: what is there is recognised and kept."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date
from time import perf_counter

import frappe
from frappe.utils import getdate

from benchmarks.profile.site import staging, tables, templates
from benchmarks.profile.size import Size, opening
from workshop_crm.core.demo.generate import generate
from workshop_crm.services.demo import foundation
from workshop_crm.services.loyalty.views import current_program
from workshop_crm.services.platform import settings

# Where the site remembers what it holds. Another version of the seeding makes the data anew.
REMEMBERED = "workshop_crm_benchmark"
VERSION = 1


def seed(size: Size, fresh: bool, tell: Callable[[str], None]) -> bool:
	"""Fill the site unless it holds a workshop of this size; returns whether it was filled."""
	if not fresh and is_seeded(size):
		return False
	today = getdate()
	frappe.db.set_default(REMEMBERED, "")
	_prepare(today)
	steps: dict[str, Callable[[], None]] = {
		"empty tables": _empty,
		"people, cars and visits": lambda: staging.fill(size, today),
	}
	for name, step in {**steps, **_fillings(size, today)}.items():
		started = perf_counter()
		step()
		tell(f"{name}: {perf_counter() - started:.1f} s")
	staging.drop()
	frappe.db.set_default(REMEMBERED, json.dumps({"version": VERSION, **size.as_dict()}))
	frappe.db.commit()
	frappe.clear_cache()
	return True


def is_seeded(size: Size) -> bool:
	known = frappe.db.get_default(REMEMBERED)
	return bool(known) and json.loads(known) == {"version": VERSION, **size.as_dict()}


def _prepare(today: date) -> None:
	"""Service types, items, a running loyalty program and surveys, as a real workshop has set them up."""
	opened = opening(today)
	foundation.prepare(generate(today=today, customers=1, years=1), opened)
	if not current_program(settings.company()):
		foundation.make_rewards(foundation.make_program(settings.company(), opened))
	frappe.db.commit()


def _empty() -> None:
	for doctype in tables.FILLED:
		frappe.db.sql_ddl(f"truncate table `tab{doctype}`")


def _fillings(size: Size, today: date) -> dict[str, Callable[[], None]]:
	made = templates.make()
	return {
		"customers and contacts": lambda: tables.people(made),
		"vehicles": lambda: tables.cars(made),
		"invoices": lambda: tables.invoices(made),
		"points": lambda: tables.points(made, today),
		"surveys": lambda: tables.answers(made, today),
		"history": lambda: tables.history(made, size),
		"figures": lambda: tables.figures(made, today),
		"statistics": _analyse,
	}


def _analyse() -> None:
	"""What the server knows of the tables decides how it reads them."""
	for doctype in tables.FILLED:
		frappe.db.sql(f"analyze table `tab{doctype}`")
