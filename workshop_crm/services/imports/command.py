"""`bench workshop-crm import-customers` and `import-points`: opens a file, imports it, and puts the report into lines."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from workshop_crm.core.imports.choices import Choices, decisions
from workshop_crm.core.imports.columns import map_columns
from workshop_crm.core.imports.dates import ORDER_OF_OPTION
from workshop_crm.core.imports.fields import BALANCES, CUSTOMERS
from workshop_crm.core.imports.printed import columns_lines, exit_code, problem_lines, result_lines
from workshop_crm.core.imports.source import Source, open_source
from workshop_crm.services.imports.run import run_import
from workshop_crm.services.platform.words import _


@dataclass(frozen=True, slots=True)
class Told:
	"""What the terminal shows, and the refused rows as CSV where there are any."""

	lines: list[str]
	problems: list[str]
	refused_csv: bytes
	exit_code: int


def run_customers(file: Path, options: Mapping[str, Any], progress: Callable[[float], None]) -> Told:
	"""`options` are those of the command: dry_run, keep_good, mapped, same, apart, doubles. Raises WorkshopError."""
	source = open_source(file.read_bytes())
	columns = map_columns(CUSTOMERS, source.table.headings, options["mapped"])
	choices = Choices(
		CUSTOMERS,
		columns,
		options["dry_run"],
		options["keep_good"],
		doubles=decisions(options["same"], options["apart"]),
		other_doubles=options["doubles"] or "",
	)
	return _told(source, choices, progress)


def run_balances(file: Path, options: Mapping[str, Any], progress: Callable[[float], None]) -> Told:
	"""`options` are those of the command: dry_run, mapped, dates. Raises WorkshopError."""
	source = open_source(file.read_bytes())
	columns = map_columns(BALANCES, source.table.headings, options["mapped"])
	order = ORDER_OF_OPTION[options["dates"]]
	return _told(source, Choices(BALANCES, columns, options["dry_run"], order=order), progress)


def _told(source: Source, choices: Choices, progress: Callable[[float], None]) -> Told:
	report = run_import(source, choices, progress)
	headings = source.table.headings
	return Told(
		[*columns_lines(report.encoding, choices.columns, headings, _), *result_lines(report, _)],
		list(problem_lines(report, _)),
		report.refused_csv(_) if report.refused else b"",
		exit_code(report),
	)
