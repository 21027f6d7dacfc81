"""What an import did or would do, for people: counts, notes, likely doubles, and every refused row, also as CSV."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sized
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Protocol

from workshop_crm.core.common.errors import N_
from workshop_crm.core.common.spreadsheets import harmless
from workshop_crm.core.imports.columns import left_out
from workshop_crm.core.imports.doubles import Double
from workshop_crm.core.imports.problems import Refusal

if TYPE_CHECKING:
	from workshop_crm.core.imports.choices import Choices
	from workshop_crm.core.imports.source import Checked, Source

Translate = Callable[[str], str]

REFUSALS_SHOWN = 200
DOUBLES_SHOWN = 300


class Note:
	"""Something the reader should know, as a template and its values."""

	def __init__(self, template: str, /, **values: object) -> None:
		self.template = template
		self.values = values

	def text(self, translate: Translate) -> str:
		return translate(self.template).format(**self.values)


class Plan(Protocol):
	"""What is to be written of a file."""

	@property
	def new(self) -> Sized: ...

	@property
	def changed(self) -> Sized: ...

	@property
	def unchanged(self) -> int: ...

	@property
	def refused(self) -> list[Refusal]: ...

	@property
	def notes(self) -> list[Note]: ...


@dataclass(frozen=True, slots=True)
class Sums:
	"""Of opening balances: how many customers get how many points, and what these are worth to the company."""

	customers: int
	points: int
	worth: Decimal

	def as_dict(self) -> dict[str, Any]:
		return {"customers": self.customers, "points": self.points, "worth": float(self.worth)}


@dataclass(slots=True)
class Report:
	"""`rows` are the data rows of the file; `saved` says whether anything was written. Only opening balances have `sums`."""

	kind: str
	rows: int
	encoding: str
	delimiter: str
	added: int = 0
	updated: int = 0
	unchanged: int = 0
	left_out: int = 0
	columns_left_out: list[str] = field(default_factory=list)
	doubles: list[Double] = field(default_factory=list)
	saved: bool = False
	dry_run: bool = False
	keeps_good: bool = False
	refused: list[Refusal] = field(default_factory=list)
	notes: list[Note] = field(default_factory=list)
	sums: Sums | None = None

	def count(self, plan: Plan) -> None:
		"""Take over what a plan would do."""
		self.added, self.updated, self.unchanged = len(plan.new), len(plan.changed), plan.unchanged
		self.refused += plan.refused
		self.notes += plan.notes

	@property
	def may_save(self) -> bool:
		"""Whether nothing stands against writing what was found good."""
		return not self.dry_run and not self.undecided and (self.keeps_good or not self.refused)

	@property
	def undecided(self) -> int:
		"""Doubles that stand against saving."""
		return sum(double.must_be_decided for double in self.doubles)

	@property
	def refused_rows(self) -> int:
		"""A row with two bad cells is one refused row."""
		return len({refusal.line for refusal in self.refused})

	def as_dict(self, translate: Translate) -> dict[str, Any]:
		refused = sorted(self.refused, key=lambda refusal: refusal.line)
		return {
			"kind": self.kind,
			"rows": self.rows,
			"encoding": self.encoding,
			"delimiter": self.delimiter,
			"added": self.added,
			"updated": self.updated,
			"unchanged": self.unchanged,
			"left_out": self.left_out,
			"columns_left_out": self.columns_left_out,
			"doubles": [
				double.as_dict()
				for double in sorted(self.doubles, key=lambda one: not one.must_be_decided)[:DOUBLES_SHOWN]
			],
			"doubles_found": len(self.doubles),
			"undecided": self.undecided,
			"saved": self.saved,
			"dry_run": self.dry_run,
			"refused_rows": self.refused_rows,
			"refused_cells": len(refused),
			"refused": [refusal.as_dict(translate) for refusal in refused[:REFUSALS_SHOWN]],
			"notes": [note.text(translate) for note in self.notes],
			"sums": self.sums and self.sums.as_dict(),
		}

	def refused_csv(self, translate: Translate) -> bytes:
		"""UTF-8 with BOM, so that spreadsheets read the Arabic; formulas are made harmless."""
		text = io.StringIO()
		writer = csv.writer(text)
		headings = (N_("Line"), N_("Column"), N_("Value"), N_("Reason"), N_("What to do"))
		writer.writerow([translate(heading) for heading in headings])
		for refusal in sorted(self.refused, key=lambda one: one.line):
			writer.writerow([harmless(str(cell)) for cell in refusal.as_dict(translate).values()])
		return b"\xef\xbb\xbf" + text.getvalue().encode("utf-8", "replace")


def new_report(source: Source, choices: Choices, checked: Checked) -> Report:
	"""The report of a file whose rows were read, before they are compared with what is there."""
	rows = len(checked.records) + len({refusal.line for refusal in checked.refused})
	return Report(
		choices.kind,
		rows,
		source.encoding,
		source.table.delimiter,
		columns_left_out=left_out(choices.columns, source.table.headings),
		dry_run=choices.dry_run,
		keeps_good=choices.keep_good,
		refused=list(checked.refused),
		notes=list(checked.notes),
	)
