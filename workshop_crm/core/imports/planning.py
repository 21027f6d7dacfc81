"""From the rows of a customers file to what is to be written, with everybody's decisions about likely doubles."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from workshop_crm.core.common.errors import N_, InvalidInput
from workshop_crm.core.imports.customer_plan import CustomerPlan, CustomerPlanner
from workshop_crm.core.imports.customer_rows import CustomerRow
from workshop_crm.core.imports.doubles import APART, MERGE, Decisions, Double, Likely, find_doubles
from workshop_crm.core.imports.persons import are_alike
from workshop_crm.core.imports.stored import Stored
from workshop_crm.core.search.documents import CustomerDocument
from workshop_crm.core.search.duplicates import LEAST_ALIKE

Progress = Callable[[int, int], None]


class Store(Protocol):
	"""What a host knows of its customers."""

	def stored(self, rows: Sequence[CustomerRow], decisions: Decisions) -> Stored:
		"""The customers and cars that rows or decisions may name."""

	def likely(self, document: CustomerDocument) -> Sequence[Likely]:
		"""Stored customers who may be the one of a document."""


@dataclass(frozen=True, slots=True)
class Planned:
	"""`doubles` are those about which nothing is decided, `decisions` all that were taken."""

	plan: CustomerPlan
	doubles: list[Double]
	decisions: Decisions


def plan_customers(
	store: Store,
	rows: Sequence[CustomerRow],
	region: str,
	headings: Mapping[str, str],
	decisions: Decisions,
	other_doubles: str,
	progress: Progress,
) -> Planned:
	"""`other_doubles` decides about doubles of which `decisions` says nothing: APART, MERGE (those of one name), or ""."""
	plan = _plan(store, rows, region, headings, decisions, asks=other_doubles != APART)
	if other_doubles == APART:
		return Planned(plan, [], decisions)
	doubles = find_doubles(plan.new, decisions, store.likely, progress)
	if other_doubles == MERGE:
		merged = {double.line: double.candidates[0].handle for double in doubles if _is_sure(double)}
		decisions = {**decisions, **merged}
		plan = _plan(store, rows, region, headings, decisions, asks=True)
		return Planned(plan, [double for double in doubles if double.line not in merged], decisions)
	return Planned(plan, doubles, decisions)


def _plan(
	store: Store,
	rows: Sequence[CustomerRow],
	region: str,
	headings: Mapping[str, str],
	decisions: Decisions,
	asks: bool,
) -> CustomerPlan:
	_check_lines(rows, decisions)
	return CustomerPlanner(store.stored(rows, decisions), region, headings, decisions, asks).plan(rows)


def _is_sure(double: Double) -> bool:
	"""Whether the names alone would say it, too: a family's members share a number and a part of their names."""
	return double.must_be_decided and are_alike(double, double.candidates[0], LEAST_ALIKE)


def _check_lines(rows: Sequence[CustomerRow], decisions: Decisions) -> None:
	lines = {row.line for row in rows}
	if unknown := next((line for line in decisions if line not in lines), None):
		raise InvalidInput(
			N_(
				"No row that can be read begins in line {line}, about which something was decided. Check the file again."
			),
			line=unknown,
		)
